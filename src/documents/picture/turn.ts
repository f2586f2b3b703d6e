import { jpegSegments, type Picture } from '../picture.ts';

const ORIENTATION = 0x0112;
const EXIF = 0x45786966;

/** How a camera was held: 1–8 as in EXIF (TIFF 6.0, tag 274); 1, upright, where nothing is said. */
export function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { marker, at, length } of jpegSegments(view)) {
    if (marker !== 0xe1 || length < 16 || at + 2 + length > view.byteLength || view.getUint32(at + 4) !== EXIF)
      continue;
    return inDirectory(new DataView(bytes.buffer, bytes.byteOffset + at + 10, length - 8));
  }
  return 1;
}

function inDirectory(tiff: DataView): number {
  const little = tiff.getUint16(0) === 0x4949;
  const start = tiff.getUint32(4, little);
  if (start + 2 > tiff.byteLength) return 1;
  const count = tiff.getUint16(start, little);
  for (let entry = 0; entry < count; entry += 1) {
    const at = start + 2 + entry * 12;
    if (at + 12 > tiff.byteLength) return 1;
    if (tiff.getUint16(at, little) !== ORIENTATION) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The picture as it was meant to be seen. */
export function turned(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { width, height, data } = picture;
  const swaps = orientation >= 5;
  const [wide, high] = swaps ? [height, width] : [width, height];
  const made = new Uint8Array(data.length);
  for (let y = 0; y < high; y += 1) {
    for (let x = 0; x < wide; x += 1) {
      const [left, top] = sourceOf(orientation, x, y, width, height);
      const from = (top * width + left) * 3;
      const to = (y * wide + x) * 3;
      made[to] = data[from] ?? 0;
      made[to + 1] = data[from + 1] ?? 0;
      made[to + 2] = data[from + 2] ?? 0;
    }
  }
  return { width: wide, height: high, data: made };
}

/** Where the pixel that is to stand at x, y was stored; width and height are those of the stored picture. */
function sourceOf(orientation: number, x: number, y: number, width: number, height: number): readonly [number, number] {
  const [right, bottom] = [width - 1, height - 1];
  switch (orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    default:
      return [right - y, x];
  }
}
