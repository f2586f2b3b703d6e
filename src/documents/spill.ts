import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Where a text or a row of numbers lies: in which file of the folder, and where in it, in bytes. */
export interface Place {
  readonly file: string;
  readonly at: number;
  readonly bytes: number;
}

/** UTF-16 takes more room than UTF-8 and a fraction of the time. */
const ENCODING = 'utf16le';

/** Lays texts and rows of numbers down one after the other in a file of its own. Each process writes its own. */
export class SpillWriter {
  readonly #name: string;
  readonly #file: number;
  #end = 0;

  /** Throws where there is no place for the file. */
  constructor(folder: string, name: string) {
    this.#name = name;
    this.#file = openSync(path.join(folder, name), 'wx');
  }

  /** Undefined where the disk is full. */
  write(text: string): Place | undefined {
    return this.#lay(Buffer.from(text, ENCODING));
  }

  /** The same for numbers. */
  writeNumbers({ buffer, byteOffset, byteLength }: Uint32Array): Place | undefined {
    return this.#lay(new Uint8Array(buffer, byteOffset, byteLength));
  }

  close(): void {
    closeSync(this.#file);
  }

  #lay(bytes: Uint8Array): Place | undefined {
    const at = this.#end;
    try {
      for (let from = 0; from < bytes.length;)
        from += writeSync(this.#file, bytes, from, bytes.length - from, at + from);
    } catch {
      return undefined;
    }
    this.#end += bytes.length;
    return { file: this.#name, at, bytes: bytes.length };
  }
}

/** Fetches what writers have laid down in a folder. */
export class SpillReader {
  readonly #folder: string;
  /** Used over and over: memory outside the heap is given back late. */
  #buffer = Buffer.allocUnsafeSlow(0);
  readonly #files = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Throws where the text is no longer there. */
  read(place: Place): string {
    return this.#fetch(place).toString(ENCODING, 0, place.bytes);
  }

  /** The same for numbers; good until the next is fetched. */
  readNumbers(place: Place): Uint32Array {
    const { buffer, byteOffset } = this.#fetch(place);
    return new Uint32Array(buffer, byteOffset, place.bytes / Uint32Array.BYTES_PER_ELEMENT);
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
  }

  #fetch({ file, at, bytes }: Place): Buffer {
    if (this.#buffer.length < bytes) this.#buffer = Buffer.allocUnsafeSlow(bytes);
    const buffer = this.#buffer;
    for (let from = 0; from < bytes;) {
      const read = readSync(this.#open(file), buffer, from, bytes - from, at + from);
      if (read === 0) throw new Error(`${file} ends at ${at + from}`);
      from += read;
    }
    return buffer;
  }

  #open(name: string): number {
    const known = this.#files.get(name);
    if (known !== undefined) return known;
    const file = openSync(path.join(this.#folder, name), 'r');
    this.#files.set(name, file);
    return file;
  }
}
