import { setTimeout as pause } from 'node:timers/promises';
import { ReaderStaff } from '../../documents/reader/staff.ts';
import { POOL_LIMITS } from '../../documents/reader/pool.ts';
import type { Desk } from '../desk.ts';
import type { Means } from '../means.ts';
import type { Answer, FleetSetting, Order } from './messages.ts';
import { remotePace, type RemotePace } from './pace.ts';
import { sharedLaw } from './shared-law.ts';
import { auditUnit } from './unit.ts';

/*
 * The process in which companies of a fleet are audited, several at a time: started by `Crew`. What all companies share is
 * opened once. When the process that started it is gone, so is this one, as if it had been killed with it.
 */

const stop = new AbortController();
const send = (answer: Answer): void => void process.send?.(answer);
const pace: RemotePace = remotePace(send);
let opened: { readonly setting: FleetSetting; readonly means: Means } | undefined;

/** Milliseconds between two words on how far a company has come. */
const WORD_EVERY = 500;

process.on('message', (order: Order) => {
  if (order.kind === 'open') opened = { setting: order.setting, means: meansOf(order.setting) };
  else if (order.kind === 'turn') pace.granted(order.request);
  else if (order.kind === 'stop') stop.abort();
  else void audit(order);
});

const meansOf = ({ options, readers }: FleetSetting): Means => ({
  openLaw: sharedLaw(),
  // On one's own machine nobody is spared.
  ...(Number(options.rate) > 0 && { politeness: pace }),
  readers: new ReaderStaff(readers, POOL_LIMITS.startMs),
});

async function audit({ unit, file, marker }: Extract<Order, { kind: 'audit' }>): Promise<void> {
  if (!opened) return;
  const { setting, means } = opened;
  const result = await auditUnit({ file, marker, setting, means, pause, desk: deskOf(unit, setting) });
  send({ kind: 'done', unit, result });
}

function deskOf(unit: number, { language, home, version, build, heldClock, asOf }: FleetSetting): Desk {
  let last = -Infinity;
  return {
    ...{ language, home, version, today: asOf },
    ...(build !== undefined && { build }),
    print: () => undefined,
    tell: (words) => send({ kind: 'told', unit, words }),
    progress: (words) => {
      if (performance.now() - last < WORD_EVERY) return;
      last = performance.now();
      send({ kind: 'progress', unit, words });
    },
    now: () => heldClock ?? Date.now(),
    isTestClock: heldClock !== undefined,
    ...{ colour: false, width: 120, interactive: false },
    interrupted: stop.signal,
  };
}

// Ctrl-C reaches the whole group; the process that started this one decides when it ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
send({ kind: 'ready' });
