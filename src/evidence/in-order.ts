import PQueue from 'p-queue';

/**
 * Works on several items at once and yields the results in the items' order, so that a run does not depend on which
 * server answers first. At most `4 × width` results wait for their turn.
 */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const queue = new PQueue({ concurrency: width });
  const waiting: Promise<Result>[] = [];
  for (const item of items) {
    const job = queue.add(() => work(item));
    // A run that stops early leaves jobs behind that nobody awaits.
    job.catch(() => undefined);
    waiting.push(job);
    const first = waiting.length < 4 * width ? undefined : waiting.shift();
    if (first !== undefined) yield await first;
  }
  for (const rest of waiting) yield await rest;
}
