import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { beforeAll, expect, it } from 'vitest';
import type { Picture } from '../../src/documents/picture.ts';
import { codesIn } from '../../src/documents/qr-codes.ts';

beforeAll(async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } });
});

const DOT = 4;
const MARGIN = 24;

/** A poster with the code alone on it. */
async function poster(words: string): Promise<Picture> {
  const { symbol } = await writeBarcode(words, { format: 'QRCode' });
  const side = symbol.width * DOT + MARGIN * 2;
  const data = new Uint8Array(side * side * 3).fill(255);
  for (let y = 0; y < symbol.height * DOT; y += 1) {
    for (let x = 0; x < symbol.width * DOT; x += 1) {
      const shade = symbol.data[Math.floor(y / DOT) * symbol.width + Math.floor(x / DOT)] ?? 255;
      data.fill(shade, ((y + MARGIN) * side + x + MARGIN) * 3, ((y + MARGIN) * side + x + MARGIN) * 3 + 3);
    }
  }
  return { width: side, height: side, data };
}

it.each([
  ['https://12398.nea.gov.cn/app/download.html'],
  ['http://www.shancheng.example/?id=1'],
  ['HTTPS://WWW.SHANCHENG.EXAMPLE/APP'],
  [`https://www.shancheng.example/?q=${'a'.repeat(500)}`],
])('a code that opens a page leads there: %s', async (address) => {
  expect(await codesIn(await poster(address))).toEqual([address]);
});

it.each([
  ['a telephone number', 'tel:12398'],
  ['words', '能源监管热线12398'],
  ['a wireless network', 'WIFI:T:WPA;S:hall;P:12345678;;'],
  ['a script', "javascript:location='https://12398.nea.gov.cn/'"],
  ['words around an address', '请打开 https://12398.nea.gov.cn/'],
  ['an address without end', `https://www.shancheng.example/?q=${'a'.repeat(2_000)}`],
])('a code that holds %s leads nowhere', async (_, words) => {
  expect(await codesIn(await poster(words))).toEqual([]);
});
