import type { Politeness } from '../../evidence/politeness.ts';
import type { Answer, Order, PaceAnswer } from './messages.ts';

/**
 * The pace of requests as a process of the fleet keeps it: every request waits for the word of the one process that knows
 * what all of them have asked each host.
 */
export interface RemotePace extends Politeness {
  /** Called with the word that a request may go. */
  readonly granted: (request: number) => void;
}

export function remotePace(send: (answer: Answer) => void): RemotePace {
  const waiting = new Map<number, () => void>();
  let last = 0;
  return {
    turn: (host, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const request = (last += 1);
        const go = (): void => {
          signal?.removeEventListener('abort', go);
          waiting.delete(request);
          resolve();
        };
        waiting.set(request, go);
        signal?.addEventListener('abort', go, { once: true });
        send({ kind: 'turn', request, host });
      }),
    slowDown: (host, ms) => send({ kind: 'slow', host, ms }),
    hold: (host, ms) => send({ kind: 'hold', host, ms }),
    granted: (request) => waiting.get(request)?.(),
  };
}

/** The other end: answers one process out of the pace that all share. */
export function keepPace(
  pace: Politeness,
  answer: PaceAnswer,
  send: (order: Order) => void,
  signal: AbortSignal,
): void {
  switch (answer.kind) {
    case 'slow':
      return pace.slowDown(answer.host, answer.ms);
    case 'hold':
      return pace.hold(answer.host, answer.ms);
    case 'turn':
      void pace.turn(answer.host, signal).then(() => send({ kind: 'turn', request: answer.request }));
  }
}
