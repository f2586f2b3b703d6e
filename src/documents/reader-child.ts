import { pack } from './packing.ts';
import type { Answer, Order } from './reader-messages.ts';
import { readHard, type ReaderSetting } from './reader.ts';

/** A page whose body is on its way. */
interface Arriving {
  readonly page: Extract<Order, { kind: 'page' }>;
  readonly body: Uint8Array;
  filled: number;
}

/*
 * The process in which pages are read: started by `ReaderProcess`, and killed by it at will. It reads one page after the
 * other and has its answer out before it begins the next, so that the parent knows of which page it died.
 */
let setting: ReaderSetting | undefined;
let arriving: Arriving | undefined;
let last: Promise<void> = Promise.resolve();

process.on('message', (order: Order) => {
  if (order.kind === 'open') setting = order.setting;
  else if (order.kind === 'page') arriving = { page: order, body: new Uint8Array(order.bytes), filled: 0 };
  else if (arriving) {
    arriving.body.set(order.bytes, arriving.filled);
    arriving.filled += order.bytes.length;
  }
  if (!arriving || arriving.filled < arriving.page.bytes) return;
  const whole = arriving;
  arriving = undefined;
  last = last.then(() => read(whole));
});

async function read({ page: { capture, source }, body }: Arriving): Promise<void> {
  if (!setting) return;
  // The parent counts the time anew from each sign of life, so that a long picture is not taken for a hang.
  const alive = (): void => void answer({ kind: 'alive' });
  await answer({ kind: 'read', packed: pack(await readHard({ capture, source, body }, setting, alive)) });
}

/** Resolves when the answer has left this process. */
const answer = (message: Answer): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });

// Ctrl-C reaches the whole group; the parent decides when the reading ends.
process.on('SIGINT', () => undefined);
await answer({ kind: 'ready' });
