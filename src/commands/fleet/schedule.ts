import type { PlannedUnit } from './plan.ts';

/**
 * The first company that may begin. Of those that share a website one is audited at a time: together they would go no faster, and
 * each would run into its time limit for want of turns, with other findings than on its own.
 */
export function startable(
  queue: readonly PlannedUnit[],
  running: readonly PlannedUnit[],
  isPolite: boolean,
): PlannedUnit | undefined {
  if (!isPolite) return queue[0];
  const busy = new Set(running.flatMap(({ hosts }) => hosts));
  return queue.find(({ hosts }) => !hosts.some((host) => busy.has(host)));
}
