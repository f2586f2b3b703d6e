import { isUtf8 } from 'node:buffer';
import { zipSync } from 'fflate';
import type { Fault } from '../evidence/capture.ts';
import { SNAPSHOT_LIMITS } from '../evidence/snapshot-entry.ts';
import { isEncryptedOffice } from '../evidence/snapshot-kind.ts';
import { openZip, type OpenZip } from '../evidence/snapshot-zip.ts';
import { shownPart, withFieldResults, withTextBoxes } from './docx-hidden.ts';
import type { FileReading } from './file-reading.ts';
import { oldFormat, packedFormat, type OfficeFormat } from './office-format.ts';
import { withFormats } from './xlsx-formats.ts';

const MIB = 1024 * 1024;
/** One part and all parts together, inflated. */
const LIMITS = { ...SNAPSHOT_LIMITS, file: 40 * MIB };
const TOTAL = 100 * MIB;

/** Parts that hold words; pictures, fonts, macros and embedded files are left out of the copy that is read. */
const TEXT_PART = /\.(?:xml|rels)$/i;
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
  const reading = await READERS.xlsx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return 'reason' in reading ? reading : { ...reading, format: 'xls' };
}

/**
 * Reads DOCX and XLSX; other packed formats are named in the fault. What is read is a copy of the file's text parts within
 * limits: nothing is executed, followed or resolved, and a part with a DTD condemns the file.
 */
export async function readOffice(bytes: Uint8Array): Promise<FileReading | Fault> {
  const zip = await openZip({ bytes }, LIMITS);
  if ('reason' in zip) return zip;
  try {
    return await readParts(zip);
  } finally {
    zip.close();
  }
}

async function readParts(zip: OpenZip): Promise<FileReading | Fault> {
  if (zip.broken) return zip.broken;
  const names = new Set(zip.files.map(({ name }) => name));
  const mimetype = await zip.files.find(({ name }) => name === 'mimetype')?.read();
  const format = packedFormat(names, mimetype instanceof Uint8Array ? Buffer.from(mimetype).toString('latin1') : '');
  if (format !== 'docx' && format !== 'xlsx') return { reason: 'unsupported-format', detail: format };
  const parts = await textParts(zip);
  if ('reason' in parts) return parts;
  if (format === 'xlsx') nameFormats(parts.files);
  const hidden = format === 'docx' && hideRuns(parts.files) ? ['hidden-text'] : [];
  const reading = await READERS[format](Buffer.from(zipSync(parts.files, { level: 0, mtime: '1980-01-01T12:00:00' })));
  if ('reason' in reading) return reading;
  const macros = [...names].some((name) => MACROS.test(name)) ? ['macros'] : [];
  const links = parts.followed || [...names].some((name) => EMBEDDED.test(name)) ? ['external-content'] : [];
  return { ...reading, remarks: [...reading.remarks, ...hidden, ...macros, ...links] };
}

/** Parts that a Word file prints. */
const PRINTED = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;

/** Takes hidden letters out of the copy that is read, and fields apart; whether any letters were hidden. */
function hideRuns(files: Record<string, Uint8Array>): boolean {
  let hid = false;
  for (const [name, bytes] of Object.entries(files)) {
    if (!PRINTED.test(name)) continue;
    const xml = Buffer.from(bytes).toString('utf8');
    const shown = shownPart(withTextBoxes(withFieldResults(xml)));
    if (shown.xml !== xml) files[name] = Buffer.from(shown.xml);
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

const READERS = {
  docx: async (bytes) => (await import('./docx.ts')).readDocx(bytes),
  xlsx: async (bytes) => (await import('./xlsx.ts')).readXlsx(bytes),
} as const satisfies Partial<Record<OfficeFormat, (bytes: Buffer) => Promise<FileReading | Fault>>>;
