import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

const COLOURS = 256;

/** The picture with at most 256 colours, as an indexed PNG: a quarter of the bytes, and nothing to be seen of it in a screen of words. */
export function smallPng(bytes: Uint8Array): Buffer {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  const coarse = (at: number): number =>
    (((data[at] ?? 0) >> 3) << 10) | (((data[at + 1] ?? 0) >> 3) << 5) | ((data[at + 2] ?? 0) >> 3);
  const palette = commonest(data, coarse);
  const nearest = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const key = coarse(at);
      let index = nearest.get(key);
      if (index === undefined) nearest.set(key, (index = indexOf(palette, data, at)));
      rows[y * (width + 1) + 1 + x] = index;
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

type Colour = readonly [number, number, number];

/** The colours met most, each the first true one of its coarse kind. */
function commonest(data: Uint8Array, coarse: (at: number) => number): Colour[] {
  const met = new Map<number, { times: number; at: number }>();
  for (let at = 0; at < data.length; at += 4) {
    const key = coarse(at);
    const known = met.get(key);
    if (known) known.times += 1;
    else met.set(key, { times: 1, at });
  }
  return [...met.values()]
    .sort((a, b) => b.times - a.times)
    .slice(0, COLOURS)
    .map(({ at }) => [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
}

function indexOf(palette: readonly Colour[], data: Uint8Array, at: number): number {
  const distance = ([red, green, blue]: Colour): number =>
    (red - (data[at] ?? 0)) ** 2 + (green - (data[at + 1] ?? 0)) ** 2 + (blue - (data[at + 2] ?? 0)) ** 2;
  let best = 0;
  for (const [index, colour] of palette.entries())
    if (distance(colour) < distance(palette[best] ?? [0, 0, 0])) best = index;
  return best;
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}
