import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PAGES_PASS } from '../document-store.ts';
import { PIECE_BYTES, type Answer, type Desk, type Order, type Reading } from './messages.ts';
import type { SealedPlace } from '../../evidence/bundle.ts';
import type { Page } from '../reader.ts';

/**
 * Six times V8's own budget: it optimises only what stays busy, in a process that is over before the rest pays. Later versions
 * count in another way and do not start with a flag that they do not know (seen with Node 22, 24 and 26).
 */
export const COMPILE_LATER: readonly string[] = process.versions.node.startsWith('20.')
  ? ['--interrupt-budget=400000']
  : [];

/**
 * Each core has a process to itself: threads that collect garbage beside it would take the other's time. What comes and goes
 * with a page needs 8 MB of room; with V8's 16 a process holds a quarter more and is hardly faster.
 */
const FLAGS = [
  '--max-old-space-size=512',
  '--max-semi-space-size=8',
  PAGES_PASS,
  '--single-threaded-gc',
  ...COMPILE_LATER,
];
/** A profile of the program is one of its readers too. */
const PROFILING = process.execArgv.filter((flag) => flag.startsWith('--cpu-prof'));
/** Beside the bundled program, beside a bundled script one folder down, and from the sources. */
const ENTRIES = ['./reader-child.js', '../reader-child.js', '../../../dist/reader-child.js'];

/** `late`: no answer within the limit; `gone`: the process ended by itself (out of memory, a crash). */
export type NoAnswer = 'late' | 'gone';

/** A page as it is sent: with its body, or with the place from which the process fetches it. */
export type SentPage = Page | (Omit<Page, 'body'> & { readonly sealed: SealedPlace });

/** One child process that reads pages, one after the other. Once it was late or is gone, it must be killed. */
export class ReaderProcess {
  readonly #child: ChildProcess;
  readonly #answers: (Answer | 'gone')[] = [];
  #take: ((answer: Answer | 'gone') => void) | undefined;
  #isOver = false;

  /** The child holds nothing of ours but what it is sent, and what lies where it is told to look: no environment, no terminal. */
  constructor(entry = bundledEntry()) {
    const { SystemRoot } = process.env;
    this.#child = fork(entry, [], {
      serialization: 'advanced',
      execArgv: [...PROFILING, ...FLAGS],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: SystemRoot === undefined ? {} : { SystemRoot },
    });
    this.#child.on('message', (answer) => {
      this.#arrive(answer as Answer);
    });
    for (const end of ['exit', 'error'])
      this.#child.on(end, () => {
        this.#isOver = true;
        this.#arrive('gone');
      });
  }

  /** Whether it has ended, or was killed. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Waits until the process is up, and tells it what to read by. */
  async open(desk: Desk, limitMs: number): Promise<boolean> {
    const answer = await this.#next(limitMs);
    if (typeof answer === 'string') return false;
    await this.serve(desk);
    return true;
  }

  /** Tells a process that is up what to read by from now on; everything sent before must have been answered. */
  serve(desk: Desk): Promise<void> {
    return this.#order({ kind: 'open', desk });
  }

  /** Sends pages and lets go of them one by one; resolves when all have left this process, or never will. */
  async send(pages: SentPage[]): Promise<void> {
    for (let page = pages.shift(); page && !this.#isOver; page = pages.shift()) {
      const { capture, source } = page;
      if ('sealed' in page) {
        await this.#order({ kind: 'page', capture, source, bytes: 0, sealed: page.sealed });
        continue;
      }
      const { body = new Uint8Array() } = page;
      await this.#order({ kind: 'page', capture, source, bytes: body.length });
      for (let at = 0; at < body.length; at += PIECE_BYTES)
        await this.#order({ kind: 'piece', bytes: body.subarray(at, at + PIECE_BYTES) });
    }
  }

  /** The first page sent that was not yet answered, or why there is none. `unfetched`: it must be sent with its body. */
  async receive(limitMs: number): Promise<Reading | 'unfetched' | NoAnswer> {
    const answer = await this.#next(limitMs);
    if (typeof answer === 'string') return answer;
    if (answer.kind === 'unfetched') return 'unfetched';
    return answer.kind === 'read' ? answer : this.receive(limitMs);
  }

  kill(): void {
    this.#isOver = true;
    // A process that is killed writes no profile.
    if (PROFILING.length > 0 && this.#child.connected) this.#child.disconnect();
    else this.#child.kill('SIGKILL');
  }

  #order(order: Order): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isOver || !this.#child.connected) resolve();
      else this.#child.send(order, () => resolve());
    });
  }

  #arrive(answer: Answer | 'gone'): void {
    if (this.#take) this.#take(answer);
    else this.#answers.push(answer);
  }

  #next(limitMs: number): Promise<Answer | NoAnswer> {
    const waiting = this.#answers.shift();
    if (waiting !== undefined) return Promise.resolve(waiting);
    return new Promise((resolve) => {
      const settle = (answer: Answer | NoAnswer): void => {
        clearTimeout(timer);
        this.#take = undefined;
        resolve(answer);
      };
      const timer = setTimeout(settle, limitMs, 'late');
      this.#take = settle;
    });
  }
}

/** The script of the child process; throws where the program was not built. */
export function bundledEntry(): string {
  const found = ENTRIES.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));
  if (found === undefined) throw new Error('reader-child.js is missing: run npm run build');
  return found;
}
