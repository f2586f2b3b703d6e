import type { Block, Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import type { Reason } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';
import type { Context } from './check.ts';
import type { Corpus, LinkEnd } from './search/corpus.ts';
import { held, partial, unsure } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import type { NumberSign } from './number-sign.ts';
import { isOfficialHost } from './parent-link.ts';
import { includesAny } from './search/terms.ts';

/** Names of columns in a block: entries of a menu and steps of a breadcrumb. None outside menus. */
export function columnNames(document: Document, { region, index, text: { norm: words } }: Block): readonly string[] {
  if (region !== 'nav') return [];
  const linked = document.links.filter((link) => link.block === index).map((link) => link.text.norm);
  const steps = document.breadcrumb.map(norm).filter((step) => words.includes(step) && !linked.includes(step));
  return [...linked, ...steps].filter((name) => name !== '');
}

/** What a block says itself: its words without the names of columns. */
export function ownWords(document: Document, block: Block): string {
  const names = [...columnNames(document, block)].sort((one, other) => other.length - one.length);
  return names.reduce((words, name) => words.replace(name, '。'), block.text.norm);
}

/** Whether a number stands there only as the name of a column: an entry of a menu, or a step of a breadcrumb. */
export const isColumnName = ({ document, block, by }: NumberSign, number: string): boolean =>
  by === 'text' && block?.region === 'nav' && !includesAny(ownWords(document, block), [number]);

/** A place where a menu or a breadcrumb names a thing. */
export interface Naming {
  readonly document: Document;
  readonly block: Block | undefined;
  readonly quote: Quote;
}

/** The thing named: how words are known to name it, and what the report calls it and finds lacking. */
export interface Named {
  readonly isIn: (words: string) => boolean;
  readonly name: Text;
  readonly lacking: Text;
  readonly sought: readonly string[];
}

/**
 * A column named after a thing tells of it what the column itself holds. Where that is nothing that was read, the thing is
 * announced and not published (C01); a menu that leads to the regulator's own site leads to the thing itself.
 */
export function inNameOnly(namings: readonly Naming[], named: Named, corpus: Corpus, context: Context): Finding {
  const { name, lacking, sought } = named;
  const ends = columnEnds(namings, named.isIn, corpus);
  const extras = { quotes: namings.slice(0, 1).map(({ quote }) => quote), sought };
  const official = ends.find((end) => isRegulator(end, context));
  if (official) {
    const says = text(
      `导航中的「${name.zh}」指向 ${official.href}`,
      `${name.en} in the menu leads to ${official.href}`,
    );
    return held([says], { ...extras, lowAssurance: true });
  }
  const open = ends.map(({ end }) => whyOpen(end)).find((reason) => reason !== undefined);
  if (open) {
    const says = text(
      `「${name.zh}」只出现在导航的栏目名称中，栏目内容未能读取`,
      `${name.en} is only the name of a column in the menu, and the column could not be read`,
    );
    return unsure(open, [says], extras);
  }
  const says = text(
    `「${name.zh}」只是导航或面包屑中的栏目名称，栏目内外都没有写明${lacking.zh}`,
    `${name.en} is only the name of a column in the menu or breadcrumb; no page states ${lacking.en}`,
  );
  return partial([says], extras);
}

/** Where an entry of a menu leads. */
export interface ColumnEnd {
  readonly href: string;
  readonly end: LinkEnd;
}

/** Where the entries lead that name the thing. */
export const columnEnds = (
  namings: readonly Pick<Naming, 'document' | 'block'>[],
  isIn: (words: string) => boolean,
  corpus: Corpus,
): readonly ColumnEnd[] =>
  namings.flatMap(({ document, block }) =>
    document.links
      .filter((link) => link.block === block?.index && isIn(link.text.norm))
      .map((link) => ({ href: link.href, end: corpus.follow(link) })),
  );

/** Whether an entry leads to the regulator's own site. */
export const isRegulator = ({ end }: ColumnEnd, context: Context): boolean =>
  end.kind === 'external' && isOfficialHost(end.host, context);

/** Why the end of a link may still hold the thing; undefined where it was seen not to. */
export function whyOpen(end: LinkEnd): Reason | undefined {
  if (end.kind === 'document') return end.document.unread?.reason;
  if (end.kind === 'external') return 'needs-person';
  if (end.kind === 'click') return 'needs-js';
  return end.kind === 'not-captured' ? 'not-attempted' : undefined;
}
