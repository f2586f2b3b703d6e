import type { PDFiumLibrary } from '@hyzyla/pdfium';
import type { UnclearLine } from '../document.ts';
import { openEngine } from '../ocr/engine.ts';
import { readPicture } from '../ocr/page.ts';
import type { PdfPage } from '../paper/page.ts';
import type { Rule } from '../paper/rules.ts';

/** Pages that are read from pixels at some seconds each; nobody scans a longer disclosure. The rest is said to be unread. */
export const SCANNED_PAGES = 20;
/** Dots an inch: print of 10 points is 21 pixels high. */
const DOTS = 150;
/** A page of posters' size is drawn smaller. */
const MOST_SIDE = 3_200;

/** Pages of a PDF read from pixels, in points like those that were read from text. */
export interface ScanReading {
  readonly pages: ReadonlyMap<number, PdfPage>;
  readonly unclear: readonly UnclearLine[];
  readonly letters: number;
}

let library: Promise<PDFiumLibrary> | undefined;

/** Draws the pages named (from 1) and reads them. Undefined where OCR is not installed; a page that cannot be drawn is unclear. */
export async function readScans(
  bytes: Uint8Array,
  numbers: readonly number[],
  alive: () => void,
): Promise<ScanReading | undefined> {
  const engine = await openEngine();
  if (!engine) return undefined;
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const file = await (await (library ??= PDFiumLibrary.init())).loadDocument(bytes);
  const pages = new Map<number, PdfPage>();
  const unclear: UnclearLine[] = [];
  let letters = 0;
  try {
    for (const number of numbers.slice(0, SCANNED_PAGES)) {
      const page = file.getPage(number - 1);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const scale = Math.min(DOTS / 72, MOST_SIDE / Math.max(originalWidth, originalHeight, 1));
      const { width, height, data } = await page.render({ scale, render: 'bitmap' });
      const read = await readPicture({ width, height, data: rgbOf(data) }, number, engine, alive);
      pages.set(number, inPoints(read.page, scale));
      unclear.push(...read.unclear);
      letters += read.letters;
    }
  } finally {
    file.destroy();
  }
  for (const number of numbers.slice(SCANNED_PAGES)) unclear.push({ text: '', place: `page ${number}`, sure: 0 });
  return { pages, unclear, letters };
}

/** PDFium gives red, green, blue and opacity, on white. */
function rgbOf(data: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 255;
    rgb[to + 1] = data[from + 1] ?? 255;
    rgb[to + 2] = data[from + 2] ?? 255;
  }
  return rgb;
}

function inPoints(page: PdfPage, scale: number): PdfPage {
  const { seen } = page;
  const grown = ({ x1, y1, x2, y2 }: Rule, by: number): Rule => ({
    x1: x1 * by,
    y1: y1 * by,
    x2: x2 * by,
    y2: y2 * by,
  });
  return {
    ...page,
    width: page.width / scale,
    height: page.height / scale,
    runs: page.runs.map((run) => ({
      ...run,
      x: run.x / scale,
      y: run.y / scale,
      width: run.width / scale,
      size: run.size / scale,
    })),
    rules: page.rules.map((rule) => grown(rule, 1 / scale)),
    ...(seen && { seen: (box: Rule) => seen(grown(box, scale)) }),
  };
}
