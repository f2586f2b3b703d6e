import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A heap worth the time of a collection out of turn, in bytes. */
const LARGE = 128 * 1024 * 1024;

/** How much garbage may lie, in percent of what is alive; 0: as V8 thinks best, which is about as much as is alive. */
export const letGarbageGrow = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);

/**
 * From now on little garbage lies, and of a large heap none does now: V8 goes by a new measure only after its next collection.
 * Collecting bit by bit takes for alive whatever is made meanwhile, which while judging is as much as is alive.
 */
export function tidyHeap(): void {
  letGarbageGrow(20);
  setFlagsFromString('--no-incremental-marking');
  if (getHeapStatistics().used_heap_size < LARGE) return;
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
