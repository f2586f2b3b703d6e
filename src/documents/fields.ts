import type { Block, Field, Table } from './document.ts';
import { isLabel, labelled, withoutTail } from './fields-in-line.ts';
import { pairField } from './fields-in-pairs.ts';
import { wordsOf, type Box } from './html-tree.ts';
import { normalise, type NormalText } from './normal-text.ts';

const VALUE_LETTERS = 500;

interface Source {
  readonly blocks: readonly Block[];
  readonly tables: readonly Table[];
  readonly lists: readonly Box[];
  readonly pairs: readonly Box[];
  readonly leads: ReadonlyMap<number, number>;
}

/** Labels with their values, in page order and outside menus: `标签：值` in text, `<dl>`, rows of cards, two- and four-column rows, bold words at the head of a line. */
export function readFields(source: Source): Field[] {
  const fields = [
    ...source.blocks.flatMap((block) => (block.region === 'nav' ? NONE : blockFields(block, source))),
    ...source.lists.flatMap((list) => listFields(list, source)),
    ...source.pairs.flatMap((pair) => pairField(pair, source.blocks)),
    ...source.tables.flatMap((table) => rowFields(table, source.blocks)),
  ];
  return once(fields).sort((a, b) => a.block - b.block);
}

/** A pair is read once, though its colon and its place in a table both show it. */
function once(fields: readonly Field[]): Field[] {
  const seen = new Set<string>();
  return fields.filter(({ label, value, block }) => {
    const key = `${block} ${label.norm}\n${value.norm}`;
    return !seen.has(key) && seen.add(key);
  });
}

const NONE: readonly Field[] = [];

function blockFields(block: Block, { blocks, leads }: Source): readonly Field[] {
  const found = labelled(block.text.raw);
  const lead = leads.get(block.index);
  if (found.length === 0) return lead === undefined ? NONE : leadField(block, lead);
  const fields = found.map(({ label, value }) => ({
    label: normalise(label),
    value: normalise(value),
    block: block.index,
  }));
  const only = fields.at(-1);
  const next = blocks[block.index + 1];
  if (only?.value.norm === '' && next && continues(block, next))
    fields[fields.length - 1] = { ...only, value: next.text, block: next.index };
  return fields.filter(({ value }) => value.norm !== '');
}

/** A label alone on its line speaks of the line below, unless that brings a label of its own. */
const continues = (block: Block, next: Block): boolean =>
  next.region === block.region &&
  next.kind !== 'heading' &&
  next.text.raw.length <= VALUE_LETTERS &&
  labelled(next.text.raw).length === 0;

function leadField(block: Block, lead: number): Field[] {
  const label = block.text.raw.slice(0, lead).trim();
  const value = normalise(block.text.raw.slice(lead).trim());
  return isLabel(label) && value.norm !== '' ? [{ label: normalise(label), value, block: block.index }] : [];
}

function listFields(list: Box, { blocks }: Source): Field[] {
  const fields: Field[] = [];
  if (blocks[list.from]?.region === 'nav') return fields;
  let label: NormalText | undefined;
  const parts = list.children.flatMap((child) =>
    typeof child === 'string' ? [] : child.tag === 'div' ? child.children : [child],
  );
  for (const part of parts) {
    if (typeof part === 'string') continue;
    if (part.tag === 'dt') label = bare(wordsOf(part));
    if (part.tag !== 'dd' || !label || !isLabel(label.raw)) continue;
    const value = normalise(wordsOf(part));
    if (value.norm !== '' && value.raw.length <= VALUE_LETTERS) fields.push({ label, value, block: part.from });
  }
  return fields;
}

/** A label without the colon that ends it. */
const bare = (words: string): NormalText => normalise(withoutTail(words, /[\s：:∶]/));

/** `标签 | 值` and `标签 | 值 | 标签 | 值`; a table whose first row or column is numbers is a list of records instead. */
function rowFields({ rows, block }: Table, blocks: readonly Block[]): Field[] {
  const width = rows[0]?.length ?? 0;
  if (width !== 2 && width !== 4) return [];
  if (width === 4 && !isForm(rows)) return [];
  const cursor = { at: block };
  return rows.flatMap((row) => {
    const pairs =
      width === 2
        ? [[row[0], row[1]]]
        : [
            [row[0], row[1]],
            [row[2], row[3]],
          ];
    return pairs.flatMap(([label, value]) => {
      if (!label || !value || !isLabel(label.raw) || value.norm === '' || value === label) return [];
      return [{ label: bare(label.raw), value, block: blockOf(value, blocks, cursor) }];
    });
  });
}

/** Label columns hold short words, never figures; under a header row the first column would be figures or names. */
const isForm = (rows: Table['rows']): boolean =>
  rows.every((row) =>
    [row[0], row[2]].every(
      (cell) => !cell || cell.norm === '' || (isLabel(cell.raw) && !/^[\d.,%-]+$/.test(cell.norm)),
    ),
  ) && !rows.slice(1).every((row) => /^\d+$/.test(row[0]?.norm ?? ''));

/** How far a cell's block may stand behind the one before it. */
const REACH = 200;

/** The block in which a cell's words stand, searched forward from the last one found. */
function blockOf({ raw }: NormalText, blocks: readonly Block[], cursor: { at: number }): number {
  const line = raw.split('\n', 1)[0];
  const end = Math.min(blocks.length, cursor.at + REACH);
  for (let at = cursor.at; at < end && blocks[at]?.kind === 'cell'; at += 1) {
    if (blocks[at]?.text.raw !== line) continue;
    cursor.at = at;
    return at;
  }
  return cursor.at;
}
