import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMPILE_LATER } from '../../documents/reader/process.ts';
import type { Answer, FleetSetting, Order } from './messages.ts';

/** Beside the bundled program, beside a bundled script one folder down, and from the sources. */
const ENTRIES = ['./fleet-child.js', '../fleet-child.js', '../../../dist/fleet-child.js'];

/**
 * How V8 works in such a process (`npm run bench`: fleet). Every core has one: threads that collect garbage beside it take the
 * other's time, and what a company leaves behind needs room from the start. Every company makes other functions run often,
 * so that optimising pays late; and the next company needs the code that just rested.
 */
const FLAGS = ['--single-threaded-gc', '--min-semi-space-size=16', '--no-flush-bytecode', ...COMPILE_LATER];

/** One process in which companies are audited. */
export interface CrewProcess {
  readonly send: (order: Order) => void;
  /** Ends it once it has nothing more to do. */
  readonly close: () => void;
}

/** Starts a process; `over` is called once, when it has ended by itself, with the end of what it said on stderr. */
export function startProcess(
  setting: FleetSetting,
  hear: (answer: Answer) => void,
  over: (said: string) => void,
): CrewProcess {
  const child = fork(entry(), [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: FLAGS });
  let said = '';
  let isClosed = false;
  child.stderr?.setEncoding('utf8').on('data', (words: string) => {
    said = (said + words).slice(-2_000);
  });
  const end = (): void => {
    if (isClosed) return;
    isClosed = true;
    over(said);
  };
  child.on('message', (answer) => hear(answer as Answer));
  child.on('error', end);
  child.on('close', end);
  const send = (order: Order): void => sendTo(child, order);
  send({ kind: 'open', setting });
  return {
    send,
    close: () => {
      isClosed = true;
      if (child.connected) child.disconnect();
    },
  };
}

function sendTo(child: ChildProcess, order: Order): void {
  // One that is just ending is heard of as over; what it was sent is then given to another.
  if (child.connected) child.send(order, () => undefined);
}

function entry(): string {
  const found = ENTRIES.map((one) => fileURLToPath(new URL(one, import.meta.url))).find((file) => existsSync(file));
  if (found === undefined) throw new Error('fleet-child.js is missing: run npm run build');
  return found;
}
