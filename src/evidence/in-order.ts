import PQueue from 'p-queue';

/** How much may be under way and waiting at once. */
export interface Width<Result> {
  /** Items worked on at once; at most four times as many results wait for their turn. */
  readonly items: number;
  /** What a result weighs, and how much of that may wait. */
  readonly weigh: (result: Result) => number;
  readonly weight: number;
}

/** Works on several items at once and yields the results in the items' order, so that a run does not depend on timing. */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  width: Width<Result>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const queue = new PQueue({ concurrency: width.items });
  const waiting: Promise<Result>[] = [];
  let held = 0;
  const start = (item: Item): Promise<Result> =>
    queue.add(async () => {
      const result = await work(item);
      held += width.weigh(result);
      return result;
    });
  const isFull = (): boolean => waiting.length >= 4 * width.items || held > width.weight;
  for (const item of items) {
    const job = start(item);
    // A run that stops early leaves jobs behind that nobody awaits.
    job.catch(() => undefined);
    waiting.push(job);
    while (isFull()) {
      const first = await waiting.shift();
      if (first === undefined) break;
      held -= width.weigh(first);
      yield first;
    }
  }
  for (const rest of waiting) yield await rest;
}
