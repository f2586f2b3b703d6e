import type { Vocabulary } from '../../catalogue/rule.ts';
import type { Block, Document } from '../../documents/document.ts';
import { entryLength } from '../../documents/entry-length.ts';
import { norm, normalise, quote } from '../../documents/normal-text.ts';
import { once, onceRead } from '../../documents/once.ts';
import { text, type Text } from '../../language/text.ts';
import type { Reason } from '../../evidence/reason.ts';
import type { Context } from '../check.ts';
import type { Assignment, Corpus } from './corpus.ts';
import type { Claim, Finding, Gap, Quote } from './finding.ts';

/** From this score up a document is searched for an item. */
const ABOUT = 30;
/** The longest quotation that a report carries. */
const LONGEST_QUOTE = 500;

/** The documents in which the item of the context is looked for, best first. */
export const about = (corpus: Corpus, { item }: Context): readonly Document[] =>
  corpus
    .about(item)
    .filter(({ score }: Assignment) => score >= ABOUT)
    .map(({ document }) => document);

/** The page's own content; menus, headers and footers disclose nothing (C01). */
export const mainBlocks: (document: Document) => readonly Block[] = onceRead((document) =>
  document.blocks.filter(({ region }) => region === 'main'),
);

/** The page's own content as one normalised text, a line a block. */
export const mainText: (document: Document) => string = onceRead((document) =>
  mainBlocks(document)
    .map(({ text }) => text.norm)
    .join('\n'),
);

/** The page's title, normalised. */
export const titleOf: (document: Document) => string = once(({ title }) => normalise(title).norm);

const linkLines = onceRead((document) => {
  const longest = new Map<number, number>();
  for (const { block, text } of document.links) longest.set(block, Math.max(longest.get(block) ?? 0, text.norm.length));
  return longest;
});

/** Whether a block is little more than a link: an entry of a list, which announces a text and is none. */
export const isLinkLine = (document: Document, { index, text }: Block): boolean => {
  const link = linkLines(document).get(index);
  return link !== undefined && link * 2 > entryLength(text.norm);
};

export const blockAt = (document: Document, index: number): Block | undefined => {
  const block = document.blocks[index];
  return block?.index === index ? block : document.blocks.find((one) => one.index === index);
};

/** The page's own words, verbatim, at most 500 characters. */
export function quoteFrom(document: Document, block: Block, start = 0, end = block.text.norm.length): Quote {
  return citing(document, quote(block.text, start, end), block.place);
}

/** A quotation without its page, as plain data; `citing` tells the page. */
export type Wording = Pick<Quote, 'words' | 'place'>;

export const wording = ({ words, place }: Quote): Wording => ({ words, place });

/** A quotation whose words were taken from the page elsewhere: a title, a link, an image's description. */
export const citing = ({ capture }: Document, words: string, place: string): Quote => ({
  capture: capture.id,
  url: capture.url,
  sha256: capture.sha256,
  capturedAt: capture.capturedAt,
  words: words.trim().slice(0, LONGEST_QUOTE),
  place,
});

/** What may surround a placeholder without turning it into content: 该栏目正在建设中，敬请期待！ */
const FILLER = /[\s,.;:!?。、…~()'"]|该|本|此|栏目|页面|网页|数据|内容|信息|相关|正在|目前|当前|尚|请|敬请|期待|谢谢/g;
/** XX路, 0600-XXXXXXX, 138****0000; not the xx of an address like /xxgk/. */
const MASKED = /[X×*]{2,}|(?<=[\p{Script=Han}\d-])x{2,}/u;
/** In a longer text a mask hides a part and not the whole. */
const LONGEST_MASKED = 60;

const placeholdersOf = new WeakMap<Vocabulary, readonly string[]>();

function normalPlaceholders(vocabulary: Vocabulary): readonly string[] {
  const known = placeholdersOf.get(vocabulary) ?? vocabulary.placeholders.map(norm).sort((a, b) => b.length - a.length);
  placeholdersOf.set(vocabulary, known);
  return known;
}

/** Whether words stand where content should be but are none: 暂无, 建设中, XXXX, — (C01, C09). */
export function isPlaceholder(wording: string, vocabulary: Vocabulary): boolean {
  const value = normalise(wording).norm;
  if (value === '' || /^[-_/.…—\s]+$/.test(value)) return true;
  if (value.length <= LONGEST_MASKED && MASKED.test(value)) return true;
  const words = normalPlaceholders(vocabulary);
  if (words.includes(value)) return true;
  const chinese = words.filter((word) => /\p{Script=Han}/u.test(word));
  if (!chinese.some((word) => value.includes(word))) return false;
  const rest = chinese.reduce((left, word) => left.replaceAll(word, ''), value).replace(FILLER, '');
  return rest.length <= 2;
}

/** A heading with the blocks that stand under it, those under its subheadings included. */
export interface Section {
  readonly heading: Block;
  readonly blocks: readonly Block[];
}

/** The headings above a block, outermost first. */
export function headingsOf(document: Document, block: Block): readonly Block[] {
  const chain: Block[] = [];
  let above = blockAt(document, block.under);
  // A block never stands under a later one, so the chain ends; the comparison keeps a broken document from looping.
  for (let last = block.index; above !== undefined && above.index < last; above = blockAt(document, above.under)) {
    chain.unshift(above);
    last = above.index;
  }
  return chain;
}

/** Every heading of the page's own content with all that it owns. */
export const sections: (document: Document) => readonly Section[] = onceRead((document) => {
  const main = mainBlocks(document);
  const owned = new Map<Block, Block[]>(main.filter(({ kind }) => kind === 'heading').map((heading) => [heading, []]));
  for (const block of main) for (const heading of headingsOf(document, block)) owned.get(heading)?.push(block);
  return [...owned].map(([heading, blocks]) => ({ heading, blocks }));
});

/** What the page's headings say, normalised: enough to know whether its sections are worth a look. */
export const headingLines = once<readonly string[]>((document) =>
  mainBlocks(document).flatMap(({ kind, text }) => (kind === 'heading' ? [text.norm] : [])),
);

/** Remarked where nothing but a picture's description tells it. */
export const IN_A_PICTURE = text('仅以图片及其文字说明公开', 'shown as a picture with a description only');

interface Extras {
  readonly quotes?: readonly Quote[];
  readonly sought?: readonly string[];
  readonly stated?: Claim | undefined;
  readonly facts?: Finding['facts'] | undefined;
  readonly remarks?: readonly Text[] | undefined;
  readonly lowAssurance?: boolean | undefined;
}

/** Two halls named in one cell, or three classes of customers in one row, are proved by the same words. */
const distinct = (quotes: readonly Quote[]): readonly Quote[] =>
  quotes.length < 2
    ? quotes
    : [...new Map(quotes.map((one) => [`${one.capture}\n${one.place}\n${one.words}`, one])).values()];

/** What a page states of its publication, without what only its reading needs. */
export const claimOf = ({ date, quote, first }: Claim): Claim => ({
  date,
  quote,
  ...(first !== undefined && { first }),
});

const rest = ({ quotes = [], sought = [], stated, facts, remarks, lowAssurance }: Extras) => ({
  quotes: distinct(quotes),
  sought,
  ...(stated && { stated }),
  ...(facts && facts.length > 0 && { facts }),
  ...(remarks && remarks.length > 0 && { remarks }),
  ...(lowAssurance && { lowAssurance }),
});

/** Conforming evidence. */
export const held = (says: readonly Text[], extras: Extras = {}): Finding => ({ holds: 'yes', says, ...rest(extras) });

/** Not there: proved only when the whole scope was read, which the judge decides. */
export const absent = (says: readonly Text[], sought: readonly string[], extras: Extras = {}): Finding => ({
  holds: 'no',
  gap: 'missing',
  proof: 'absence',
  says,
  ...rest({ ...extras, sought }),
});

/** What is said of it by its name, which may be of one thing or of many. */
export const notFoundText = (name: Text): Text => text(`未发现${name.zh}`, `not found: ${name.en}`);

/** Something of the thing is there, but part is lacking; the lacking part may stand on a page that was not read. */
export const partial = (says: readonly Text[], extras: Extras = {}): Finding => ({
  holds: 'no',
  gap: 'incomplete',
  proof: 'absence',
  says,
  ...rest(extras),
});

/** Seen to be wrong, expired or a dead link, unless an unread page holds what is right. */
export const violated = (gap: Gap, says: readonly Text[], extras: Extras = {}): Finding => ({
  holds: 'no',
  gap,
  proof: 'seen',
  says,
  ...rest(extras),
});

/** A violation that nothing on another page can mend: what must not appear, or one of many that lacks what each must have. */
export const breached = (gap: Gap, says: readonly Text[], extras: Extras = {}): Finding => ({
  ...violated(gap, says, extras),
  proof: 'conclusive',
});

/** All of what was read about the item is in order; an unread page about it may not be. */
export const eachHeld = (says: readonly Text[], extras: Extras = {}): Finding => ({
  ...held(says, extras),
  proof: 'every',
});

/** Nothing of what must not be there on any page read; an unread page may show it. */
export const noneSeen = (says: readonly Text[], extras: Extras = {}): Finding => ({
  ...held(says, extras),
  proof: 'absence',
});

/** Not to be told from this evidence, and why. */
export const unsure = (reason: Reason, says: readonly Text[], extras: Extras = {}): Finding => ({
  holds: 'unknown',
  reason,
  says,
  ...rest(extras),
});
