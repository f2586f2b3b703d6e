import type { Block, Field } from './document.ts';
import { isLabel, withoutTail } from './fields-in-line.ts';
import { wordsOf, type Box } from './html-tree.ts';
import { normalise } from './normal-text.ts';

/** Longer values are the text of a section. */
const VALUE_LETTERS = 500;
const ROWS = new Set(['div', 'li', 'section']);

/**
 * Whether a box is a row of a card, as Apps and new portals draw them: `<div class="cell"><span class="title">办理时限</span>
 * <span class="value">5个工作日</span></div>`, one of several of the same form. Tiles that open something are no rows.
 */
export function isPair(box: Box): boolean {
  if (!ROWS.has(box.tag) || box.links > 0 || box.letters < 2 || box.letters > VALUE_LETTERS) return false;
  const form = formOf(box);
  return form !== undefined && besides(box).some((other) => formOf(other) === form);
}

/** Name and value told apart by their tags or classes, with no words around them; undefined for any other box. */
function formOf(box: Box): string | undefined {
  if (!ROWS.has(box.tag)) return undefined;
  const parts = partsOf(box);
  if (!parts) return undefined;
  const [name, value] = parts.map(({ tag, classes }) => [tag, ...classes].join('.'));
  return name === value ? undefined : [box.tag, ...box.classes, '', name, value].join(' ');
}

function partsOf({ children }: Box): readonly [Box, Box] | undefined {
  const parts = children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const [name, value] = parts;
  if (parts.length !== 2 || name === undefined || value === undefined) return undefined;
  return typeof name === 'string' || typeof value === 'string' ? undefined : [name, value];
}

/** The boxes next to it, words and empty ones aside. */
function besides({ parent, at }: Box): Box[] {
  const around = parent?.children ?? [];
  const near = [...around.slice(Math.max(0, at - 2), at), ...around.slice(at + 1, at + 3)];
  return near.filter((child) => typeof child !== 'string');
}

/** The field that such a row states; none where its first half is no name or its second is empty. */
export function pairField(box: Box, blocks: readonly Block[]): Field[] {
  const [name, value] = partsOf(box) ?? [];
  if (!name || !value) return [];
  const block = Math.max(box.from, value.from);
  if (blocks[block]?.region === 'nav') return [];
  const label = normalise(withoutTail(wordsOf(name).trim(), /[\s：:∶]/));
  const words = normalise(wordsOf(value).trim());
  return isLabel(label.raw) && words.norm !== '' ? [{ label, value: words, block }] : [];
}
