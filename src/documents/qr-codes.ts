import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Picture } from './picture.ts';

/** More codes than this are a pattern. */
const MOST = 8;
const LONGEST = 2_000;

let prepared: Promise<typeof import('zxing-wasm/reader')> | undefined;

async function prepare(): Promise<typeof import('zxing-wasm/reader')> {
  const zxing = await import('zxing-wasm/reader');
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  // Left to itself the library would fetch this file from a public host.
  const binary = await readFile(file);
  zxing.prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(binary).buffer } });
  return zxing;
}

/** What the QR codes of a picture say, in reading order; only what can be opened: web addresses. */
export async function codesIn({ width, height, data }: Picture): Promise<string[]> {
  const zxing = await (prepared ??= prepare());
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) rgba.set(data.subarray(from, from + 3), to);
  const found = await zxing.readBarcodes(
    { width, height, data: rgba, colorSpace: 'srgb' },
    { formats: ['QRCode'], maxNumberOfSymbols: MOST, tryHarder: true },
  );
  return found.map(({ text }) => text.trim()).filter((text) => /^https?:\/\//iu.test(text) && text.length <= LONGEST);
}
