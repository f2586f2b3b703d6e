import { unescapeMarkup } from '../markup.ts';
import { xmlOf, type Parts } from '../office/drawings.ts';
import { attributeOf, elementsOf, isOn, valueOf, type Element } from '../office/elements.ts';

/** One level of a list: how its number is printed and where it begins. */
export interface NumberLevel {
  readonly format: string;
  /** `第%1条`, `%1.%2`. */
  readonly text: string;
  readonly start: number;
  /** The level, counted from 1, behind which this one begins anew; 0 for never, Infinity for every higher one. */
  readonly restart: number;
  /** The numbers of higher levels are printed as 1, 2, 3 whatever their own format. */
  readonly plain: boolean;
  /** What stands between the number and the words. */
  readonly gap: string;
  /** The paragraph style that stands for this level; '' for none. */
  readonly style: string;
}

/** A list as paragraphs name it. Lists of one kind are counted on from each other, but where one states its own start. */
export interface NumberList {
  readonly kind: string;
  readonly levels: ReadonlyMap<number, NumberLevel>;
  /** Levels that state their own start. */
  readonly anew: ReadonlySet<number>;
}

/** By what a paragraph or a style is numbered, as far as it says. */
export interface Numbered {
  readonly list?: string;
  readonly level?: number;
}

/** What the file says of its automatic numbers (ECMA-376, 17.9). */
export interface Numbering {
  readonly lists: ReadonlyMap<string, NumberList>;
  /** By paragraph style, with what it takes over from the styles that it is based on. */
  readonly styled: (style: string) => Numbered;
}

const whole = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : undefined;

/** What a `w:pPr` says of numbers. */
export function numberedBy(properties: string): Numbered {
  const [own] = elementsOf(properties, 'w:numPr');
  const [list, level] = [valueOf(own?.inside ?? '', 'w:numId'), whole(valueOf(own?.inside ?? '', 'w:ilvl'))];
  return { ...(list !== undefined && { list }), ...(level !== undefined && { level }) };
}

/** Undefined where the file numbers nothing. */
export function numberingOf(parts: Parts): Numbering | undefined {
  const xml = xmlOf(parts, 'word/numbering.xml');
  if (!xml.includes('<w:num ')) return undefined;
  const styles = elementsOf(xmlOf(parts, 'word/styles.xml'), 'w:style');
  const lists = listsOf(xml, styles);
  return { lists, styled: byStyle(styles, lists) };
}

function listsOf(xml: string, styles: readonly Element[]): ReadonlyMap<string, NumberList> {
  const kinds = new Map(
    elementsOf(xml, 'w:abstractNum').map(({ tag, inside }) => [attributeOf(tag, 'w:abstractNumId') ?? '', inside]),
  );
  const nums = elementsOf(xml, 'w:num').map(({ tag, inside }): [string, string] => [
    attributeOf(tag, 'w:numId') ?? '',
    inside,
  ]);
  const kindOf = new Map(
    nums.map(([id, inside]) => [id, valueOf(inside.split('<w:lvlOverride')[0] ?? '', 'w:abstractNumId')]),
  );
  /** A kind may leave its levels to a list style, which names a list of the kind that has them. */
  const withLevels = (kind: string): string => {
    const linked = valueOf(kinds.get(kind) ?? '', 'w:numStyleLink');
    const style = linked && styles.find(({ tag }) => attributeOf(tag, 'w:styleId') === linked);
    const list = style ? numberedBy(style.inside).list : undefined;
    return (list === undefined ? undefined : kindOf.get(list)) ?? kind;
  };
  return new Map(
    nums.map(([id, inside]) => {
      const kind = withLevels(kindOf.get(id) ?? '');
      return [id, listOf(kind, kinds.get(kind) ?? '', inside)];
    }),
  );
}

function listOf(kind: string, abstract: string, num: string): NumberList {
  const levels = levelsIn(abstract);
  const anew = new Set<number>();
  for (const { tag, inside } of elementsOf(num, 'w:lvlOverride')) {
    const at = whole(attributeOf(tag, 'w:ilvl')) ?? 0;
    const own = levelsIn(inside).get(at) ?? levels.get(at);
    const start = whole(valueOf(inside, 'w:startOverride'));
    if (!own) continue;
    levels.set(at, start === undefined ? own : { ...own, start });
    if (start !== undefined) anew.add(at);
  }
  return { kind, levels, anew };
}

const GAPS: Readonly<Record<string, string>> = { nothing: '' };

const levelsIn = (xml: string): Map<number, NumberLevel> =>
  new Map(
    elementsOf(xml, 'w:lvl').map(({ tag, inside }) => [
      whole(attributeOf(tag, 'w:ilvl')) ?? 0,
      {
        format: valueOf(inside, 'w:numFmt') ?? 'decimal',
        text: isOn(inside, 'w:vanish') ? '' : unescapeMarkup(valueOf(inside, 'w:lvlText') ?? ''),
        start: whole(valueOf(inside, 'w:start')) ?? 0,
        restart: whole(valueOf(inside, 'w:lvlRestart')) ?? Infinity,
        plain: isOn(inside, 'w:isLgl'),
        gap: GAPS[valueOf(inside, 'w:suff') ?? 'tab'] ?? ' ',
        style: valueOf(inside, 'w:pStyle') ?? '',
      },
    ]),
  );

/** So many styles are based on each other at most; a broken file may name a circle. */
const DEEPEST = 20;

function byStyle(styles: readonly Element[], lists: Numbering['lists']): Numbering['styled'] {
  const byId = new Map(styles.map(({ tag, inside }) => [attributeOf(tag, 'w:styleId') ?? '', inside]));
  return (style) => {
    let [found, id]: [Numbered, string | undefined] = [{}, style];
    for (let depth = 0; id !== undefined && found.list === undefined && depth < DEEPEST; depth += 1) {
      const inside: string = byId.get(id) ?? '';
      found = { ...numberedBy(inside), ...found };
      const named = [...(lists.get(found.list ?? '')?.levels ?? [])].find(([, level]) => level.style === style);
      if (named) return { ...found, level: named[0] };
      id = valueOf(inside, 'w:basedOn');
    }
    return found;
  };
}
