import { isUtf8 } from 'node:buffer';
import { zipSync } from 'fflate';
import type { Fault } from '../evidence/capture.ts';
import { SNAPSHOT_LIMITS } from '../evidence/snapshot/entry.ts';
import { isEncryptedOffice } from '../evidence/snapshot/kind.ts';
import { openZip, type OpenZip } from '../evidence/snapshot/zip.ts';
import { aroundPages, withDrawings } from './docx/around.ts';
import { withNumbers } from './docx/numbers.ts';
import { shownPart, withFieldResults, withTextBoxes } from './docx/hidden.ts';
import type { FileReading } from './file-reading.ts';
import { escapeMarkup } from './markup.ts';
import { drawnOnSheets, hasUnsavedFormulas, xmlOf } from './office/drawings.ts';
import { oldFormat, packedFormat } from './office/format.ts';
import { OfficePictures } from './office/pictures.ts';
import { withFormats } from './xlsx-formats.ts';

const MIB = 1024 * 1024;
/** One part and all parts together, inflated. */
const LIMITS = { ...SNAPSHOT_LIMITS, file: 40 * MIB };
const TOTAL = 100 * MIB;

/** Parts that hold words; fonts, macros and embedded files are left out of the copy that is read. */
const TEXT_PART = /\.(?:xml|rels)$/i;
/** Pictures that stand in the text of Word files and on sheets. */
const MEDIA = /^(?:word|xl)\/media\//i;
const MACROS = /(?:^|\/)vbaProject\.bin$/i;
const EMBEDDED = /\/(?:embeddings|activeX|externalLinks)\//i;
/** A link to elsewhere that Office would follow by itself when it opens the file. */
const FOLLOWED =
  /<Relationship\b[^>]*\/(?:attachedTemplate|oleObject|externalLink|frame|subDocument)"[^>]*TargetMode="External"/i;

/** An Office file of the OLE age: spreadsheets (XLS, and ET, which is the same) are read, other formats are named. */
export async function readOldOffice(bytes: Uint8Array, url: string): Promise<FileReading | Fault> {
  if (isEncryptedOffice(bytes)) return { reason: 'encrypted', detail: 'password needed' };
  const format = oldFormat(bytes, url);
  if (format !== 'xls' && format !== 'et') return { reason: 'unsupported-format', detail: format };
  if (bytes.length > LIMITS.file) return { reason: 'too-complex', detail: `bytes: ${bytes.length}` };
  const reading = (await import('./xlsx.ts')).readXlsx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return 'reason' in reading ? reading : { ...reading, format: 'xls' };
}

/**
 * Reads DOCX and XLSX; other packed formats are named in the fault. What is read is a copy of the file's text parts and
 * pictures within limits: nothing is executed, followed or resolved, and a part with a DTD condemns the file. `alive` is
 * called where reading takes long and goes on.
 */
export async function readOffice(bytes: Uint8Array, alive: () => void = () => undefined): Promise<FileReading | Fault> {
  const zip = await openZip({ bytes }, LIMITS);
  if ('reason' in zip) return zip;
  try {
    return await readParts(zip, alive);
  } finally {
    zip.close();
  }
}

async function readParts(zip: OpenZip, alive: () => void): Promise<FileReading | Fault> {
  if (zip.broken) return zip.broken;
  const names = new Set(zip.files.map(({ name }) => name));
  const mimetype = await zip.files.find(({ name }) => name === 'mimetype')?.read();
  const format = packedFormat(names, mimetype instanceof Uint8Array ? Buffer.from(mimetype).toString('latin1') : '');
  if (format !== 'docx' && format !== 'xlsx') return { reason: 'unsupported-format', detail: format };
  const parts = await textParts(zip);
  if ('reason' in parts) return parts;
  const pictures = new OfficePictures(alive);
  const read = format === 'docx' ? readWord : readSheets;
  const reading = await read(parts.files, await mediaIn(zip), pictures);
  if ('reason' in reading) return reading;
  const macros = [...names].some((name) => MACROS.test(name)) ? ['macros'] : [];
  const links = parts.followed || [...names].some((name) => EMBEDDED.test(name)) ? ['external-content'] : [];
  return { ...reading, ...pictures.found(), remarks: [...reading.remarks, ...macros, ...links] };
}

type Files = Record<string, Uint8Array>;

const packed = (files: Files): Buffer => Buffer.from(zipSync(files, { level: 0, mtime: '1980-01-01T12:00:00' }));

async function readWord(files: Files, media: Files, pictures: OfficePictures): Promise<FileReading | Fault> {
  const xml = xmlOf(files, MAIN);
  const drawn = await withDrawings(xml, files);
  for (let unread = 0; unread < drawn.unread; unread += 1) pictures.chart();
  if (drawn.xml !== xml) files[MAIN] = Buffer.from(drawn.xml);
  const hidden = showRuns(files) ? ['hidden-text'] : [];
  const { readDocx } = await import('./docx.ts');
  const reading = await readDocx(packed({ ...files, ...media }), aroundPages(files), pictures);
  return 'reason' in reading ? reading : { ...reading, remarks: [...reading.remarks, ...hidden] };
}

async function readSheets(files: Files, media: Files, pictures: OfficePictures): Promise<FileReading | Fault> {
  if (hasUnsavedFormulas(files)) return { reason: 'unsupported-format', detail: 'formulas without saved values' };
  nameFormats(files);
  const reading = (await import('./xlsx.ts')).readXlsx(packed(files));
  if ('reason' in reading) return reading;
  const drawn = drawnOnSheets(files);
  const added = drawn.words.map((line) => `<p>${escapeMarkup(line)}</p>`);
  for (const xml of drawn.charts) added.push(await shownChart(xml, pictures));
  for (const name of drawn.pictures) added.push(await pictures.take(media[name]));
  return { ...reading, markup: [reading.markup, ...added].join('\n') };
}

async function shownChart(xml: string, pictures: OfficePictures): Promise<string> {
  const { chartIn, chartMarkup } = await import('./office/charts.ts');
  const chart = chartIn(xml);
  if (chart.rows.length === 0) pictures.chart();
  return chartMarkup(chart);
}

/** The pictures of a file, as far as they are not too large; one that is missing here counts as unread where it is shown. */
async function mediaIn(zip: OpenZip): Promise<Files> {
  const files: Files = {};
  let total = 0;
  for (const part of zip.files.filter(({ name }) => MEDIA.test(name))) {
    const bytes = total > TOTAL ? undefined : await part.read();
    if (!(bytes instanceof Uint8Array)) continue;
    total += bytes.length;
    files[part.name] = bytes;
  }
  return files;
}

const MAIN = 'word/document.xml';
/** Parts that a Word file prints. */
const PRINTED = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;

/** Takes hidden letters out of the copy that is read, and fields apart, and types its numbers; whether any letters were hidden. */
function showRuns(files: Record<string, Uint8Array>): boolean {
  let hid = false;
  for (const [name, bytes] of Object.entries(files)) {
    if (!PRINTED.test(name)) continue;
    const xml = Buffer.from(bytes).toString('utf8');
    const shown = shownPart(withTextBoxes(withFieldResults(xml)));
    const numbered = name === MAIN ? withNumbers(shown.xml, files) : shown.xml;
    if (numbered !== xml) files[name] = Buffer.from(numbered);
    hid ||= shown.hid;
  }
  return hid;
}

/** Writes out in the copy that is read which formats the numbers of a spreadsheet's styles stand for. */
function nameFormats(files: Record<string, Uint8Array>): void {
  const styles = files['xl/styles.xml'];
  // A part in UTF-16 is left as it is.
  if (styles && isUtf8(styles)) files['xl/styles.xml'] = Buffer.from(withFormats(Buffer.from(styles).toString('utf8')));
}

interface Parts {
  readonly files: Record<string, Uint8Array>;
  readonly followed: boolean;
}

async function textParts(zip: OpenZip): Promise<Parts | Fault> {
  const files: Record<string, Uint8Array> = {};
  let [total, followed] = [0, false];
  for (const part of zip.files.filter(({ name }) => TEXT_PART.test(name))) {
    const bytes = await part.read();
    if (!(bytes instanceof Uint8Array)) return bytes;
    total += bytes.length;
    if (total > TOTAL) return { reason: 'too-complex', detail: `more than ${TOTAL} bytes of text` };
    if (hasDtd(bytes)) return { reason: 'unsafe-archive', detail: `DTD in ${part.name}` };
    followed ||= part.name.endsWith('.rels') && FOLLOWED.test(Buffer.from(bytes).toString('latin1'));
    files[part.name] = bytes;
  }
  return { files, followed };
}

/** No Office program writes one; it serves to name files and to multiply entities. */
function hasDtd(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64 * 1024));
  return /<!(?:DOCTYPE|ENTITY)/i.test(head.toString('latin1').replaceAll('\0', ''));
}
