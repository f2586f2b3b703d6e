import { ReaderProcess } from './process.ts';
import type { Desk } from './messages.ts';

/**
 * The processes that read pages, at most `size` at a time. They outlive the bundle they were started for, so that many small
 * companies in a row do not each pay for starting one; whoever opened the staff closes it.
 */
export class ReaderStaff {
  readonly size: number;
  readonly #entry: string | undefined;
  readonly #startMs: number;
  readonly #idle: ReaderProcess[] = [];
  readonly #working = new Set<ReaderProcess>();
  readonly #waiting: (() => void)[] = [];
  #places: number;

  /** `startMs` is how long a process may take to be up, `entry` the script that it runs; the program's own unless a test brings another. */
  constructor(size: number, startMs: number, entry?: string) {
    this.size = size;
    this.#places = size;
    this.#startMs = startMs;
    this.#entry = entry;
  }

  /** A process that reads for this company; waits until one is free. Throws when none can be started. */
  async hire(desk: Desk): Promise<ReaderProcess> {
    if (this.#places === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#places -= 1;
    try {
      const reader = await this.#ready(desk);
      this.#working.add(reader);
      return reader;
    } catch (error) {
      this.#vacate();
      throw error;
    }
  }

  /** Gives a process back that has answered everything it was sent. */
  release(reader: ReaderProcess): void {
    this.#working.delete(reader);
    this.#idle.push(reader);
    this.#vacate();
  }

  /** Gives a process up that was late, is gone, or has answers outstanding that nobody waits for. */
  dismiss(reader: ReaderProcess): void {
    this.#working.delete(reader);
    reader.kill();
    this.#vacate();
  }

  close(): void {
    for (const reader of [...this.#idle.splice(0), ...this.#working]) reader.kill();
  }

  async #ready(desk: Desk): Promise<ReaderProcess> {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      if (idle.isOver) continue;
      await idle.serve(desk);
      return idle;
    }
    const started = new ReaderProcess(this.#entry);
    if (await started.open(desk, this.#startMs)) return started;
    started.kill();
    throw new Error('the process that reads pages does not start');
  }

  #vacate(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#places += 1;
  }
}
