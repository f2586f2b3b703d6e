import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Block, Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { norm } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import {
  about,
  absent,
  citing,
  claimOf,
  held,
  isPlaceholder,
  mainBlocks,
  notFoundText,
  partial,
  quoteFrom,
  sections,
  unsure,
} from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { anyWords, noted, someWords } from './parameter.ts';
import { isOfficialHost, parentLink, target } from './parent-link.ts';
import { isStatute } from './law/statute.ts';
import { firstHit, includesAny } from './search/terms.ts';
import { trails, unfollowed, type Trail } from './search/trail.ts';

const parameters = z.strictObject({
  titles: someWords(
    '文件的标题、标题段或通往它的链接写有其中之一',
    'a document counts when its title, its heading or the link to it names one of these',
  ),
  least: noted(
    z.string().regex(/^\d+$/).default('60').transform(Number),
    '少于此字数的只是标题，不是正文',
    'fewer characters are a title, not a text',
  ),
  not: anyWords(
    '标题里有这些词的是别的，如行业技术标准不是企业标准',
    'titles of something else contain one of these: 行业技术标准 is no standard of the company',
  ),
});
export type TitledParameters = z.infer<typeof parameters>;

/** A document of a certain title with its text, or a working link to it; the title alone is not the document (C14). */
export const titledDocument = defineCheck<TitledParameters>({
  name: 'titled-document',
  purpose: text(
    '有标题、有正文的文件，或通往它的有效链接；只有标题不算',
    'A document of a certain title with its text, or a working link to it; the title alone is not the document',
  ),
  parameters,
  ofCompany: true,
  run: (corpus, wanted, context) => [
    ownText(corpus, wanted, context) ??
      linked(corpus, wanted, context) ??
      parentLink(corpus, wanted.titles, context) ??
      unfollowed(corpus, wanted.titles, context) ??
      titleOrLess(corpus, wanted, context),
  ],
});

/** A page or a section of one that carries the title and the text. */
function ownText(corpus: Corpus, wanted: TitledParameters, context: Context): Finding | undefined {
  for (const { document, quote } of texts(corpus, wanted, context)) {
    const stated = publicationOf(document);
    const says = text(`已公开：${quote.words}`, `published: ${quote.words}`);
    return held([says], {
      quotes: [quote],
      sought: wanted.titles,
      stated: stated && claimOf(stated),
    });
  }
  return undefined;
}

export interface TitledText {
  readonly document: Document;
  readonly quote: Quote;
}

/** Every page, and every section of a page about the item, that has such a title and a text under it. */
export function texts(corpus: Corpus, wanted: TitledParameters, context: Context): readonly TitledText[] {
  const { titles, least } = wanted;
  const isText = (document: Document): boolean =>
    isNamed(norm(document.title), wanted, context) && lengthOf(document) >= least;
  const pages = corpus.documents
    .filter((document) => mayName(document, titles) && isText(document))
    .map((document) => ({ document, quote: citing(document, document.title, 'title') }));
  // A chapter of a law is not the document that it speaks of.
  const parts = about(corpus, context)
    .filter((document) => mayName(document, titles) && !isStatute(document))
    .flatMap((document) =>
      sections(document)
        .filter(
          ({ heading, blocks }) => isNamed(heading.text.norm, wanted, context) && lengthOf(document, blocks) >= least,
        )
        .map(({ heading }) => ({ document, quote: quoteFrom(document, heading) })),
    );
  return [...pages, ...parts];
}

/** Whether a line names the document, and neither something else in words that hold its name nor news of it. */
function isNamed(line: string, { titles, not }: TitledParameters, { catalogue }: Context): boolean {
  const left = not.reduce((words, other) => words.replaceAll(other, ' '), line);
  return includesAny(left, titles) && !includesAny(line, catalogue.vocabulary.news);
}

/** Letters of these blocks that are in no link: lists of titles with their dates are no text. */
function lengthOf(document: Document, blocks: readonly Block[] = mainBlocks(document)): number {
  const own = new Set(blocks.map(({ index }) => index));
  const linked = document.links
    .filter(({ block }) => own.has(block))
    .reduce((sum, { text: { norm: words } }) => sum + lettersIn(words), 0);
  return blocks.reduce((sum, { text: { norm: words } }) => sum + lettersIn(words), -linked);
}

const lettersIn = (words: string): number => words.replace(/[^\p{L}]/gu, '').length;

function linked(corpus: Corpus, wanted: TitledParameters, context: Context): Finding | undefined {
  const named = trails(corpus, wanted.titles).filter(({ link }) => isNamed(link.text.norm, wanted, context));
  // A link may lead to another company's page, which the corpus keeps apart (C78).
  const ours = new Set(corpus.documents);
  const opened = named.find(
    ({ end }) => end.kind === 'document' && ours.has(end.document) && lengthOf(end.document) >= wanted.least,
  );
  if (opened) return asHeld(opened, wanted);
  const outside = named.filter(({ end }) => end.kind === 'external');
  const official = outside.find(({ end }) => end.kind === 'external' && isOfficialHost(end.host, context));
  if (official) return asHeld(official, wanted);
  const [stranger] = outside;
  if (!stranger || parentLink(corpus, wanted.titles, context)) return undefined;
  const says = text(
    `链接指向外部网站，需人工确认能否打开：${stranger.link.href}`,
    `the link leads to another site; a person has to see that it opens: ${stranger.link.href}`,
  );
  return unsure('needs-person', [says], { quotes: [stranger.quote], sought: wanted.titles });
}

function asHeld(trail: Trail, { titles }: TitledParameters): Finding {
  const { link, end, quote } = trail;
  const words = link.text.raw.trim();
  const remarks = end.kind === 'external' ? [target(trail)] : [];
  const says = text(`已提供：${words}`, `given: ${words}`);
  const stated = end.kind === 'document' ? publicationOf(end.document) : undefined;
  return held([says], {
    quotes: [quote],
    sought: titles,
    remarks,
    stated: stated && claimOf(stated),
  });
}

/** Pointers to a text that stands elsewhere. */
const POINTER = /索取|查阅|查看|详见|参见|登录|下载|点击|扫码|咨询/u;
/** A sentence or two: more than a title. */
const SHORT_TEXT = 15;

/** What a title is followed by, in its own line or under it: 《…》：…, or the lines that a heading owns. */
function textOf(document: Document, block: Block, titles: readonly string[]): string {
  const own = sections(document).find(({ heading }) => heading === block);
  if (own) return own.blocks.map(({ text: { norm: line } }) => line).join('');
  const end = firstHit(block.text.norm, titles)?.end ?? 0;
  return block.text.norm.slice(end).replace(/^[^:]{0,30}:|^[^\p{L}\p{N}]+/u, '');
}

/** A title that is no link and heads no placeholder: a name without the thing, or with so few words that a person must look. */
function titleOrLess(corpus: Corpus, { titles, not }: TitledParameters, context: Context): Finding {
  const { element, catalogue } = context;
  for (const document of about(corpus, context)) {
    if (!mayName(document, titles) || isStatute(document)) continue;
    const linked = new Set(document.links.map(({ block }) => block));
    const blank = new Set(
      sections(document)
        .filter(
          ({ blocks }) =>
            blocks.length > 0 && blocks.every((one) => isPlaceholder(one.text.norm, catalogue.vocabulary)),
        )
        .map(({ heading }) => heading),
    );
    const block = mainBlocks(document).find(
      (one) =>
        includesAny(one.text.norm, titles) &&
        !includesAny(one.text.norm, not) &&
        !linked.has(one.index) &&
        !blank.has(one),
    );
    if (!block) continue;
    const words = block.text.raw.trim().slice(0, 60);
    const extras = { quotes: [quoteFrom(document, block)], sought: titles };
    const below = textOf(document, block, titles);
    if (below.length >= SHORT_TEXT && /[。;]/u.test(below) && !POINTER.test(below)) {
      const says = text(
        `只有简短文字，是否为正文需人工核实：${words}`,
        `a few words only; a person has to see whether they are the text: ${words}`,
      );
      return unsure('needs-person', [says], extras);
    }
    const says = text(
      `只有标题，没有正文，也没有可打开的链接：${words}`,
      `a title only, without text or a link that opens: ${words}`,
    );
    return partial([says], extras);
  }
  return absent([notFoundText(element.name)], titles);
}
