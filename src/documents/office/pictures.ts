import type { UnclearLine } from '../document.ts';
import type { FileReading } from '../file-reading.ts';
import { headOf } from '../picture.ts';

/** So many pictures of one file are read, at some seconds each; the rest is said to be unread. */
const MOST = 20;
/** Pixels: anything smaller is an ornament, a bullet or a seal's corner. */
const SHORTEST_SIDE = 64;
const SMALLEST = 24_000;

/** A picture that a person has to look at. */
const UNREAD = '<img src="">';

/**
 * The pictures that stand in an Office file, read in the order in which they are taken: notices are often scanned and put
 * into Word whole. A picture that cannot be read leaves an unclear line, so that nothing is said to be absent from the file.
 */
export class OfficePictures {
  readonly #alive: () => void;
  readonly #unclear: UnclearLine[] = [];
  readonly #codes: string[] = [];
  readonly #lines: string[] = [];
  #taken = 0;

  constructor(alive: () => void) {
    this.#alive = alive;
  }

  /** What a picture shows, as markup; '' when nothing, and a picture where that is not known. Undefined bytes are a picture that the file names and does not hold. */
  async take(bytes: Uint8Array | undefined): Promise<string> {
    if (bytes && isOrnament(bytes)) return '';
    this.#taken += 1;
    const place = `picture ${this.#taken}`;
    if (!bytes || this.#taken > MOST) return this.#unread(place);
    const reading = await (await import('../ocr.ts')).readPictureFile(bytes, this.#alive);
    this.#codes.push(...(reading.codes ?? []));
    if (!reading.recognised) return this.#unread(place);
    this.#unclear.push(...reading.recognised.unclear.map((line) => ({ ...line, place })));
    if (!('markup' in reading)) return '';
    this.#lines.push(...(reading.places ?? []).map(({ text }) => text));
    return reading.markup;
  }

  /** A chart whose figures are not printed: a person has to look at it, as at a picture. */
  chart(): void {
    this.#taken += 1;
    this.#unread(`chart ${this.#taken}`);
  }

  #unread(place: string): string {
    this.#unclear.push({ text: '', place, sure: 0 });
    return UNREAD;
  }

  /** What a reading says of the pictures in it. */
  found(): Partial<Pick<FileReading, 'recognised' | 'codes'>> {
    if (this.#taken === 0) return {};
    return {
      recognised: { unclear: this.#unclear, lines: this.#lines },
      ...(this.#codes.length > 0 && { codes: this.#codes }),
    };
  }
}

function isOrnament(bytes: Uint8Array): boolean {
  const { width, height } = headOf(bytes) ?? { width: 0, height: 0 };
  return width > 0 && height > 0 && (Math.min(width, height) < SHORTEST_SIDE || width * height < SMALLEST);
}
