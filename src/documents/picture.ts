import type { Fault } from '../evidence/capture.ts';
import { webpHead } from './picture/webp-head.ts';

/** Pixels as a citizen sees them: upright, on white, three bytes (red, green, blue) each, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Pixels as libraries hand them out: red, green, blue and opacity. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export type PictureFormat = 'png' | 'jpeg' | 'bmp' | 'gif' | 'webp' | 'tiff' | 'heif';

/** What the first bytes say; nothing is decoded. */
export interface PictureHead {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  /** It shows one picture after the other. */
  readonly animated?: boolean;
}

/** Faults 5.5: a photograph of a good telephone has 12 million pixels; nobody needs 50 to read a notice. */
export const MOST_PIXELS = 50_000_000;
/** Anything smaller is a bullet, a line or an icon; no disclosure can be read in it. */
export const SMALLEST_SIDE = 24;

/** The format and size of a picture, or undefined when the bytes are none that is known. Sizes are 0 where not told. */
export function headOf(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength)).toString('latin1');
  const known = (format: PictureFormat, least = 0): PictureFormat | undefined =>
    bytes.byteLength >= least ? format : undefined;
  if (latin.startsWith('\x89PNG') && known('png', 24))
    return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  if (latin.startsWith('\xff\xd8\xff')) return jpegHead(view);
  if (latin.startsWith('BM') && known('bmp', 26))
    return { format: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  if (latin.startsWith('GIF8') && known('gif', 10))
    return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (/^RIFF[^]{4}WEBP/.test(latin)) return { format: 'webp', ...webpHead(view) };
  if (latin.startsWith('II*\0') || latin.startsWith('MM\0*')) return { format: 'tiff', width: 0, height: 0 };
  return /^[^]{4}ftyp/.test(latin) ? { format: 'heif', width: 0, height: 0 } : undefined;
}

function jpegHead(view: DataView): PictureHead {
  for (const { marker, at } of jpegSegments(view)) {
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && at + 9 <= view.byteLength)
      return { format: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return { format: 'jpeg', width: 0, height: 0 };
}

/** The segments before the picture's own data; `at` is where the marker stands. */
export function* jpegSegments(view: DataView): Generator<{ marker: number; at: number; length: number }> {
  for (let at = 2; at + 4 <= view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (marker === 0xda || length < 2) return;
    yield { marker, at, length };
    at += 2 + length;
  }
}

/** Why a picture is not even tried, or undefined. The limits hold before a single pixel is decoded. */
export function refusal(head: PictureHead | undefined): Fault | undefined {
  if (!head) return { reason: 'no-text-layer', detail: 'not a picture that can be shown' };
  const { format, width, height, animated } = head;
  if (format === 'tiff' || format === 'heif' || animated)
    return {
      reason: 'no-text-layer',
      detail: `${animated ? 'animated ' : ''}${format} is not read: save it as PNG or JPEG`,
    };
  if (width < 1 || height < 1) return { reason: 'no-text-layer', detail: `${format}: the picture is damaged` };
  if (width * height > MOST_PIXELS) return { reason: 'too-large', detail: `${width} × ${height} pixels` };
  if (Math.min(width, height) < SMALLEST_SIDE)
    return { reason: 'no-text-layer', detail: `${width} × ${height} pixels` };
  return undefined;
}
