import type { Rgba } from '../picture.ts';

const IMAGE = 0x2c;
const EXTENSION = 0x21;
const CONTROL = 0xf9;
const LONGEST_CODE = 12;

/** The first frame of a GIF (GIF89a), which is what stands still. Undefined when the file is damaged. */
export function decodeGif(bytes: Uint8Array): Rgba | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  const shared = paletteAt(bytes, 13, view.getUint8(10));
  let clear = -1;
  for (let at = 13 + shared.length; at < bytes.length;) {
    const kind = bytes[at];
    if (kind === EXTENSION) {
      if (bytes[at + 1] === CONTROL && ((bytes[at + 3] ?? 0) & 1) === 1) clear = bytes[at + 6] ?? -1;
      at = blocksFrom(bytes, at + 2).end;
      continue;
    }
    if (kind !== IMAGE) return undefined;
    const flags = view.getUint8(at + 9);
    const own = paletteAt(bytes, at + 10, flags);
    const codes = at + 10 + own.length;
    const box = { left: view.getUint16(at + 1, true), top: view.getUint16(at + 3, true) };
    const size = { wide: view.getUint16(at + 5, true), high: view.getUint16(at + 7, true) };
    const points = unpack(blocksFrom(bytes, codes + 1).data, bytes[codes] ?? 0, size.wide * size.high);
    const frame = { ...box, ...size, points, clear, isWoven: (flags & 0x40) !== 0 };
    return { width, height, data: painted(frame, own.length > 0 ? own : shared, width, height) };
  }
  return undefined;
}

const paletteAt = (bytes: Uint8Array, at: number, flags: number): Uint8Array =>
  (flags & 0x80) === 0 ? new Uint8Array() : bytes.subarray(at, at + 3 * 2 ** ((flags & 7) + 1));

function blocksFrom(bytes: Uint8Array, start: number): { data: Uint8Array; end: number } {
  const parts: Uint8Array[] = [];
  let at = start;
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    parts.push(bytes.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { data: Buffer.concat(parts), end: at + 1 };
}

/** LZW as GIF has it: each code is an earlier one and one more point. */
function unpack(data: Uint8Array, bits: number, most: number): Uint8Array {
  const points = new Uint8Array(most);
  if (bits < 1 || bits > 8) return points;
  const [reset, stop] = [2 ** bits, 2 ** bits + 1];
  const [prefix, suffix] = [new Uint16Array(2 ** LONGEST_CODE), new Uint8Array(2 ** LONGEST_CODE)];
  const run: number[] = [];
  let [bit, width, next, before, first, done] = [0, bits + 1, stop + 1, -1, 0, 0];
  while (done < most && bit + width <= data.length * 8) {
    const code = bitsAt(data, bit, width);
    bit += width;
    if (code === stop) break;
    if (code === reset) {
      [width, next, before] = [bits + 1, stop + 1, -1];
      continue;
    }
    if (code > next || (code >= next && before < 0)) break;
    if (code === next) run.push(first);
    let at = code === next ? before : code;
    for (; at > stop; at = prefix[at] ?? 0) run.push(suffix[at] ?? 0);
    first = at;
    run.push(at);
    while (run.length > 0 && done < most) points[done++] = run.pop() ?? 0;
    run.length = 0;
    if (before >= 0 && next < 2 ** LONGEST_CODE) {
      prefix[next] = before;
      suffix[next] = first;
      next += 1;
      if (next === 2 ** width && width < LONGEST_CODE) width += 1;
    }
    before = code;
  }
  return points;
}

function bitsAt(data: Uint8Array, bit: number, width: number): number {
  const byte = bit >> 3;
  const three = (data[byte] ?? 0) | ((data[byte + 1] ?? 0) << 8) | ((data[byte + 2] ?? 0) << 16);
  return (three >> (bit & 7)) & (2 ** width - 1);
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
  readonly points: Uint8Array;
  /** The point that is transparent, or -1. */
  readonly clear: number;
  /** Rows stored in four passes. */
  readonly isWoven: boolean;
}

function painted(frame: Frame, palette: Uint8Array, width: number, height: number): Uint8Array {
  const { left, top, wide, high, points, clear } = frame;
  const data = new Uint8Array(width * height * 4);
  const order = rowsOf(frame);
  for (let row = 0; row < high; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const [x, y] = [left + column, top + (order[row] ?? row)];
      const point = points[row * wide + column] ?? 0;
      if (x >= width || y >= height || point === clear) continue;
      data.set(
        [palette[point * 3] ?? 0, palette[point * 3 + 1] ?? 0, palette[point * 3 + 2] ?? 0, 255],
        (y * width + x) * 4,
      );
    }
  }
  return data;
}

function rowsOf({ high, isWoven }: Frame): number[] {
  if (!isWoven) return Array.from({ length: high }, (_, row) => row);
  const passes = [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const;
  const rows: number[] = [];
  for (const [from, step] of passes) for (let row = from; row < high; row += step) rows.push(row);
  return rows;
}
