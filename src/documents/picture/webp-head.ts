/** Offsets in a WebP file (RFC 9649): the first chunk's name, its content, and where that tells of the size. */
const CHUNK = 12;
const CONTENT = 20;
const LEAST_BYTES = 30;
const ANIMATED = 0x02;

/** What the first bytes of a WebP say of it. */
export interface WebpHead {
  /** 0 where the first chunk is none that a picture begins with. */
  readonly width: number;
  readonly height: number;
  readonly animated?: boolean;
}

export function webpHead(view: DataView): WebpHead {
  const chunk = view.byteLength < LEAST_BYTES ? '' : nameAt(view, CHUNK);
  switch (chunk) {
    case 'VP8 ':
      return { width: view.getUint16(CONTENT + 6, true) & 0x3fff, height: view.getUint16(CONTENT + 8, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(CONTENT + 1, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const animated = (view.getUint8(CONTENT) & ANIMATED) !== 0;
      const [width, height] = [threeBytes(view, CONTENT + 4) + 1, threeBytes(view, CONTENT + 7) + 1];
      return { width, height, ...(animated && { animated }) };
    }
    default:
      return { width: 0, height: 0 };
  }
}

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(...Array.from({ length: 4 }, (_, index) => view.getUint8(at + index)));

const threeBytes = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
