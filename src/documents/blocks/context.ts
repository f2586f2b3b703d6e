import type { Block } from '../document.ts';

/** What the elements around a line make of it. */
export interface Context {
  readonly kind: Block['kind'];
  /** `h1` … `h6` around the line, else ''. */
  readonly heading: string;
  /** By what the line's place is named. */
  readonly tag: string;
}

/** What stands in nothing in particular. */
export const PLAIN: Context = { kind: 'paragraph', heading: '', tag: 'p' };
const ITEM: Context = { kind: 'item', heading: '', tag: 'li' };

/** What a line is that stands in no other element than these. */
const OF_ITS_OWN: ReadonlyMap<string, Context> = new Map([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag): [string, Context] => [
    tag,
    { kind: 'paragraph', heading: tag, tag },
  ]),
  ...['caption', 'figcaption'].map((tag): [string, Context] => [tag, { kind: 'caption', heading: '', tag }]),
  ['table', PLAIN],
]);

/** The context inside an element, by the one around it. A cell is one in a table that holds data, and else arranges the page. */
export function contextIn(tag: string, around: Context, inData: boolean): Context {
  if (tag === 'td' || tag === 'th') return inData ? { kind: 'cell', heading: '', tag } : around;
  if (tag === 'li' || tag === 'dt' || tag === 'dd') return itemIn(around);
  return OF_ITS_OWN.get(tag) ?? around;
}

function itemIn(around: Context): Context {
  if (around.heading !== '') return { ...around, kind: 'item' };
  return around.kind === 'paragraph' ? ITEM : around;
}
