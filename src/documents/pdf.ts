import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Fault } from '../evidence/capture.ts';
import type { PixelReading } from './ocr.ts';
import { brokenText } from './pdf/broken.ts';
import { openPdf } from './pdf/engine.ts';
import { filledIn } from './pdf/filled.ts';
import { withoutFrame } from './paper/frame.ts';
import { writePages } from './paper/markup.ts';
import { runsOf, type PdfPage } from './paper/page.ts';
import { drawingOf, type Drawing } from './paper/rules.ts';
import { readScans, type ScanReading } from './pdf/scan.ts';
import { seenOf, type IsOn } from './pdf/unseen.ts';

/** Faults 5.5. Time is the business of whoever runs the process. */
const PAGES = 2_000;
/** A page of fewer letters shows a stamp or a page number and no text. */
const FEW_LETTERS = 5;

/**
 * Reads the text layer of a PDF; pages without one, and files whose fonts hide what their text says, are drawn and read by
 * OCR. Where that gives nothing the file is `no-text-layer`; one that asks for a password is `encrypted`.
 */
export async function readPdf(bytes: Uint8Array, alive: () => void = () => undefined): Promise<PixelReading> {
  const task = openPdf(bytes);
  try {
    return await readDocument(await task.promise, bytes, alive);
  } catch (error) {
    return faultOf(error);
  } finally {
    await task.destroy();
  }
}

/** By the class of the engine's error; a file that it cannot open is damaged, whatever is wrong with it. */
function faultOf(error: unknown): Fault {
  const name = error instanceof Error ? error.name : 'unknown';
  if (name === 'PasswordException') return { reason: 'encrypted', detail: 'password needed' };
  if (error instanceof RangeError) return { reason: 'too-complex', detail: name };
  return { reason: 'corrupt-archive', detail: name };
}

async function readDocument(file: PDFDocumentProxy, bytes: Uint8Array, alive: () => void): Promise<PixelReading> {
  if (file.numPages > PAGES) return { reason: 'too-complex', detail: `pages: ${file.numPages}` };
  const read: ReadPage[] = [];
  const layers = await file.getOptionalContentConfig();
  const isOn: IsOn = (layer) => layers.isVisible(layer) !== false;
  for (let number = 1; number <= file.numPages; number += 1) read.push(await readPage(file, number, isOn));
  const unreadable = unreadableLayer(read);
  const wanted = unreadable ? read : read.filter(isScan);
  const scans =
    wanted.length === 0
      ? NO_SCANS
      : await readScans(
          bytes,
          wanted.map(({ page }) => page.number),
          alive,
        );
  if (unreadable && !scans) return { reason: 'needs-ocr', detail: unreadable.detail };
  const recognised = scans &&
    scans !== NO_SCANS &&
    scans.letters + scans.unclear.length > 0 && { unclear: scans.unclear };
  if (unreadable && scans?.letters === 0)
    return recognised
      ? { reason: 'low-confidence', detail: `${scans.unclear.length} lines of doubtful reading`, recognised }
      : unreadable;
  const { pages, running } = withoutFrame(read.map(({ page }) => scans?.pages.get(page.number) ?? page));
  const remarks = recognised ? ['read by OCR'] : remarksOf(read);
  return { format: 'pdf', ...writePages(pages, running), remarks, ...(recognised && { recognised }) };
}

const NO_SCANS: ScanReading = { pages: new Map(), unclear: [], letters: 0 };

interface ReadPage {
  readonly page: PdfPage;
  readonly letters: number;
  readonly drawing: Drawing;
}

async function readPage(file: PDFDocumentProxy, number: number, isOn: IsOn): Promise<ReadPage> {
  const page = await file.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const set = await runsOf(page);
  const drawing = await drawingOf(page, isOn);
  const runs = [...seenOf(set, drawing.unseen), ...(await filledIn(page))];
  page.cleanup();
  const letters = runs.reduce((sum, { text }) => sum + text.length, 0);
  return { page: { number, width, height, runs, rules: drawing.rules }, letters, drawing };
}

/** A page that shows a picture and next to no words. */
const isScan = ({ letters, drawing }: ReadPage): boolean => letters < FEW_LETTERS && drawing.pictures;

/** Why what text there is cannot be taken for what the pages show. */
function unreadableLayer(read: readonly ReadPage[]): Fault | undefined {
  const sum = (count: (page: ReadPage) => number): number => read.reduce((total, page) => total + count(page), 0);
  const scans = read.filter(isScan).length;
  if (sum(({ drawing }) => drawing.hidden) * 2 > sum(({ drawing }) => drawing.glyphs))
    return { reason: 'low-confidence', detail: 'the text was read from pictures by another program' };
  if (sum(({ letters }) => letters) === 0 || scans * 2 >= read.length)
    return { reason: 'no-text-layer', detail: `${scans} of ${read.length} pages are pictures` };
  const broken = brokenText(read.flatMap(({ page }) => page.runs.map(({ text }) => text)).join('\n'));
  return broken === undefined ? undefined : { reason: 'no-text-layer', detail: broken };
}

/** Pages of which nothing was read, for a person to look at. */
function remarksOf(read: readonly ReadPage[]): string[] {
  const scans = read.filter(isScan).map(({ page }) => page.number);
  return scans.length > 0 ? [`pages without text: ${scans.slice(0, 20).join(', ')}`] : [];
}
