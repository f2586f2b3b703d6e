import type { Block, Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { norm } from '../documents/normal-text.ts';
import { blockAt, citing, quoteFrom } from './search/evidence.ts';
import type { Quote } from './search/finding.ts';
import type { Pattern } from './search/pattern.ts';
import { NEAR, numberLines, type NumberLine } from './number-lines.ts';
import type { Sample } from './sample.ts';
import { firstHit, hits, includesAny, type Hit } from './search/terms.ts';

/** A service number as a sample shows it, and the name it is given there. */
export interface NumberSign {
  readonly document: Document;
  readonly block: Block | undefined;
  /** `image`: known from a picture's description only (C19). */
  readonly by: 'text' | 'image';
  readonly naming: 'current' | 'outdated' | 'internal' | 'none';
  readonly quote: Quote;
}

export interface Names {
  readonly number: string;
  readonly names: readonly string[];
  readonly outdated: readonly string[];
  readonly internal: readonly string[];
  /** Lines up to the number, or from it on, that call it the company's own complaint line, where no right name adjoins it. */
  readonly own?: readonly Pattern[];
}

/** Every place where a sample shows the number: its digits on their own, never inside a longer number (C18). */
export const signsIn = (
  { document, blocks }: Pick<Sample, 'document' | 'blocks'>,
  names: Names,
): readonly NumberSign[] =>
  mayName(document, [names.number])
    ? [
        ...numberLines(document, [names.number], blocks).flatMap((line) => inText(document, line, names)),
        ...(blocks ? [] : inImages(document, names)),
      ]
    : [];

function inText(document: Document, { block, beside }: NumberLine, names: Names): readonly NumberSign[] {
  return hits(block.text.norm, [names.number]).map(({ start, end }) => {
    const near = block.text.norm.slice(Math.max(0, start - NEAR), end + NEAR);
    const at = { start: Math.min(start, NEAR), end: Math.min(start, NEAR) + end - start };
    const told = namingBy(block.text.norm, { start, end }, [near, ...beside], at, names);
    const naming = told === 'none' && block.kind === 'cell' ? namingByTable(document, block, names) : told;
    return {
      document,
      block,
      by: 'text',
      naming,
      quote: quoteFrom(document, block, Math.max(0, start - NEAR), end + NEAR),
    };
  });
}

const namingBy = (
  line: string,
  hit: At,
  [near = '', ...beside]: readonly string[],
  at: At,
  names: Names,
): NumberSign['naming'] => {
  if (calledOwn(line, hit, names)) return 'internal';
  return OF_AN_APP.test(line.slice(hit.end)) ? 'none' : namingIn(near, at, [near, ...beside].join('\n'), names);
};

/** 12398能源监管App, “12398能源监管热线”微信公众号: the name of an App or an account, which is no telephone. */
const OF_AN_APP =
  /^(?:能源|电力|监管|投诉|举报|服务|热线|平台)*["“”]?(?:App|客户端|手机应用|微信公众号|公众号|小程序)/iu;

/** A number in a cell is named by the first cell of its row and by the first of its column. */
function namingByTable(document: Document, { text: { norm: cell } }: Block, names: Names): NumberSign['naming'] {
  const heads = document.tables.flatMap(({ rows }) =>
    rows.flatMap((row, at) => {
      const column = row.findIndex(({ norm: one }) => one === cell);
      if (column < 0) return [];
      return [column > 0 ? row[0] : undefined, at > 0 ? rows[0]?.[column] : undefined].flatMap((head) => head ?? []);
    }),
  );
  for (const { norm: head } of heads) {
    const line = `${head}:${names.number}`;
    const hit = { start: line.length - names.number.length, end: line.length };
    const told = namingBy(line, hit, [line], hit, names);
    if (told !== 'none') return told;
  }
  return 'none';
}

/** Where the number itself stands in the words near it. */
type At = Pick<Hit, 'start' | 'end'>;

function namingIn(
  near: string,
  at: At | undefined,
  around: string,
  { names, outdated, internal }: Names,
): NumberSign['naming'] {
  if (at && describesAsInternal(near, at, internal)) return 'internal';
  if (includesAny(around, names)) return 'current';
  return includesAny(around, outdated) ? 'outdated' : 'none';
}

/** 公司内部监督电话12398, 12398公司内部监督电话: the description stands right beside the number (C80). */
const describesAsInternal = (near: string, at: At, internal: readonly string[]): boolean =>
  hits(near, internal).some(({ start, end }) => gap(start, end, at) <= 4);

/** 公司服务质量监督投诉电话:12398; but 公司投诉渠道:12398能源监管热线 names the line rightly. */
const calledOwn = (line: string, { start, end }: At, { names, own = [] }: Names): boolean =>
  own.some(({ find }) => find(line.slice(0, end)) !== undefined || find(line.slice(start)) !== undefined) &&
  !hits(line, names).some((name) => gap(name.start, name.end, { start, end }) <= 1);

const gap = (start: number, end: number, at: At): number =>
  end <= at.start ? at.start - end : Math.max(0, start - at.end);

function inImages(document: Document, names: Names): readonly NumberSign[] {
  return document.images.flatMap((image): readonly NumberSign[] => {
    const alt = norm(image.alt);
    if (!includesAny(alt, [names.number])) return [];
    const block = blockAt(document, image.block);
    const quote = citing(document, image.alt, block?.place ?? 'img');
    return [{ document, block, by: 'image', naming: namingIn(alt, firstHit(alt, [names.number]), alt, names), quote }];
  });
}
