import type { Document } from '../../documents/document.ts';

/** A search that a rule asks for; plain data, so that a reader can be told of it. */
export interface SearchOrder {
  /** Name of a `PageSearch`. */
  readonly search: string;
  readonly wanted: unknown;
  /** Id of the item on whose pages it is sought; without it on all. */
  readonly item?: string;
}

/**
 * What rules look for on a page by itself, whatever other pages hold. What is wanted and what is found is plain data, so
 * that a reader may look for it while it has the page at hand.
 */
export interface PageSearch<W extends object, F> {
  readonly name: string;
  readonly order: (wanted: W, item?: string) => SearchOrder;
  /** Fills an order of its own. */
  readonly fill: (document: Document, order: SearchOrder) => readonly F[];
  /** What a page has of what is wanted: as a reader found it, or else looked for now. */
  readonly on: (document: Document, wanted: W) => readonly F[];
}

export function pageSearch<W extends object, F>(
  name: string,
  find: (document: Document, wanted: W) => readonly F[],
): PageSearch<W, F> {
  const order = (wanted: W, item?: string): SearchOrder => ({
    search: name,
    wanted,
    ...(item !== undefined && { item }),
  });
  return {
    name,
    order,
    fill: (document, { wanted }) => find(document, wanted as W),
    on: (document, wanted) => knownOr(document, numberOf(order(wanted)), () => find(document, wanted)) as readonly F[],
  };
}

function knownOr(document: Document, number: number, find: () => readonly unknown[]): readonly unknown[] {
  const row = told.get(document) ?? [];
  const known = row[number];
  if (known) return known;
  const found = find();
  told.set(document, Object.assign([...row], { [number]: found }));
  return found;
}

/** By the number of the order; undefined where nobody has looked. */
type Row = readonly (readonly unknown[] | undefined)[];

const told = new WeakMap<Document, Row>();

/** Takes in what readers found on a page, an order each. Most pages have nothing of it all, and share one row. */
export function tellFound(document: Document, orders: readonly SearchOrder[], found: Row): void {
  if (found.every((one) => one === undefined)) return;
  const row: (readonly unknown[] | undefined)[] = [];
  orders.forEach((order, at) => (row[numberOf(order)] = found[at]));
  told.set(document, found.every((one) => one?.length === 0) ? sharedBy(orders, row) : row);
}

const shared = new WeakMap<readonly SearchOrder[], Row>();

function sharedBy(orders: readonly SearchOrder[], row: Row): Row {
  const known = shared.get(orders) ?? row;
  shared.set(orders, known);
  return known;
}

/** Orders are told apart by what they say: rules that want the same share what was found. */
const numbers = new Map<string, number>();
const numbered = new WeakMap<object, number>();

function numberOf({ search, wanted }: Pick<SearchOrder, 'search' | 'wanted'>): number {
  const known = numbered.get(wanted as object);
  if (known !== undefined) return known;
  const key = JSON.stringify([search, wanted]);
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  numbered.set(wanted as object, number);
  return number;
}
