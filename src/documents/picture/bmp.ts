import type { Rgba } from '../picture.ts';

const UNCOMPRESSED = 0;
const BIT_FIELDS = 3;

/** Windows screenshots: uncompressed, 8 bits with a palette, 24 or 32 bits. Undefined for anything else. */
export function decodeBmp(bytes: Uint8Array): Rgba | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, header] = [view.getUint32(10, true), view.getUint32(14, true)];
  const [width, signed] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [bits, packing] = [view.getUint16(28, true), view.getUint32(30, true)];
  const height = Math.abs(signed);
  const plain = packing === UNCOMPRESSED || (packing === BIT_FIELDS && bits === 32);
  if (header < 40 || !plain || (bits !== 8 && bits !== 24 && bits !== 32)) return undefined;
  const row = Math.ceil((width * bits) / 32) * 4;
  if (start + row * height > bytes.length) return undefined;
  const palette = 14 + header;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    const line = start + row * (signed > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x += 1) {
      const pixel = line + (x * bits) / 8;
      const from = bits === 8 ? palette + (bytes[pixel] ?? 0) * 4 : pixel;
      const to = (y * width + x) * 4;
      data[to] = bytes[from + 2] ?? 0;
      data[to + 1] = bytes[from + 1] ?? 0;
      data[to + 2] = bytes[from] ?? 0;
    }
  }
  return { width, height, data };
}
