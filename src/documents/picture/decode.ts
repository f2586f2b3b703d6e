import type { Fault } from '../../evidence/capture.ts';
import { decodeBmp } from './bmp.ts';
import { decodeGif } from './gif.ts';
import { decodeWebp } from './webp.ts';
import { orientationOf, turned } from './turn.ts';
import { headOf, MOST_PIXELS, refusal, type Picture, type Rgba } from '../picture.ts';

/** Decodes a PNG, JPEG, WebP, BMP or the first frame of a GIF, upright and on white; a damaged or other file is a fault. */
export async function openPicture(bytes: Uint8Array): Promise<Picture | Fault> {
  const head = headOf(bytes);
  const why = refusal(head);
  if (why || !head) return why ?? { reason: 'no-text-layer', detail: 'not a picture' };
  const decoded = await decode(bytes, head.format);
  if (!decoded || decoded.width * decoded.height > MOST_PIXELS)
    return { reason: 'no-text-layer', detail: `${head.format}: the picture is damaged` };
  const flat = onWhite(decoded);
  return head.format === 'jpeg' ? turned(flat, orientationOf(bytes)) : flat;
}

async function decode(bytes: Uint8Array, format: string): Promise<Rgba | undefined> {
  try {
    switch (format) {
      case 'png': {
        const { PNG } = await import('pngjs');
        return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      }
      case 'jpeg': {
        const { default: jpeg } = await import('jpeg-js');
        const megapixels = MOST_PIXELS / 1_000_000;
        return jpeg.decode(bytes, { useTArray: true, maxResolutionInMP: megapixels, maxMemoryUsageInMB: 1024 });
      }
      case 'webp':
        return await decodeWebp(bytes);
      case 'bmp':
        return decodeBmp(bytes);
      default:
        return decodeGif(bytes);
    }
  } catch {
    // The libraries throw for damage of every kind; it all comes to the same: nothing was seen.
    return undefined;
  }
}

/** What is transparent shows the page, which is white. */
export function onWhite({ width, height, data }: Rgba): Picture {
  const flat = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < flat.length; from += 4, to += 3) {
    const opacity = (data[from + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel += 1)
      flat[to + channel] = 255 - Math.round((255 - (data[from + channel] ?? 255)) * opacity);
  }
  return { width, height, data: flat };
}
