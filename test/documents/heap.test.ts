import { getHeapStatistics } from 'node:v8';
import { afterAll, expect, it } from 'vitest';
import { letGarbageGrow, tidyHeap } from '../../src/documents/heap.ts';

const MB = 1024 * 1024;
const used = (): number => getHeapStatistics().used_heap_size / MB;

/** Arrays of numbers, in the heap itself. */
const fill = (megabytes: number): number[][] =>
  Array.from({ length: megabytes }, () => Array.from({ length: MB / 8 }, (_, at) => at + 0.5));

afterAll(() => {
  letGarbageGrow(0);
});

it('leaves nothing of a large heap that nobody holds any more', () => {
  let held: number[][] | undefined = fill(200);
  const full = used();
  expect(held).toHaveLength(200);
  held = undefined;
  tidyHeap();
  expect(full - used()).toBeGreaterThan(150);
});
