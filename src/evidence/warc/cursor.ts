import type { Fault } from '../capture.ts';
import type { Stretches } from './gzip.ts';

/** Reads a stream of plain bytes piece by piece, and knows where gzip members began. */
export class WarcCursor {
  /** Offset in the plain bytes. */
  position = 0;
  /** Why the stream ended early. */
  fault: Fault | undefined;
  readonly #stretches: Stretches;
  readonly #starts = new Set<number>();
  #buffer: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(stretches: Stretches) {
    this.#stretches = stretches;
  }

  /** Whether a gzip member, or the file, begins where the cursor stands. */
  get atStart(): boolean {
    return this.#starts.has(this.position);
  }

  /** Up to `length` bytes from here, fewer at the end, without moving. */
  async peek(length: number): Promise<Buffer> {
    const parts = [this.#buffer];
    let have = this.#buffer.length;
    while (have < length && !this.#ended) {
      const next = await this.#stretches.next();
      if (next.done) {
        this.#ended = true;
        this.fault = next.value;
      } else {
        if (next.value.starts) this.#starts.add(this.position + have);
        parts.push(Buffer.from(next.value.bytes.buffer, next.value.bytes.byteOffset, next.value.bytes.length));
        have += next.value.bytes.length;
      }
    }
    if (parts.length > 1) this.#buffer = Buffer.concat(parts);
    return this.#buffer.subarray(0, length);
  }

  /** As `peek`, and moves behind. The bytes are a copy, so that nothing larger is kept alive by them. */
  async take(length: number): Promise<Buffer> {
    const taken = Buffer.from(await this.peek(length));
    this.#advance(taken.length);
    return taken;
  }

  /** Moves over bytes that are not wanted; false when the stream ends before. */
  async skip(length: number): Promise<boolean> {
    for (let left = length; left > 0;) {
      const { length: step } = await this.peek(Math.min(left, 64 * 1024));
      if (step === 0) return false;
      this.#advance(step);
      left -= step;
    }
    return true;
  }

  /** Stops the stream behind it. */
  async close(): Promise<void> {
    await this.#stretches.return(undefined);
  }

  #advance(length: number): void {
    this.#buffer = this.#buffer.subarray(length);
    for (const start of this.#starts) if (start < this.position) this.#starts.delete(start);
    this.position += length;
  }
}
