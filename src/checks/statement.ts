import { z } from 'zod';
import { mayName } from '../documents/grams.ts';
import { normalise } from '../documents/normal-text.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Block, Document, Region } from '../documents/document.ts';
import { text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import {
  IN_A_PICTURE,
  about,
  absent,
  blockAt,
  citing,
  headingsOf,
  held,
  isPlaceholder,
  mainBlocks,
  notFoundText,
  partial,
  quoteFrom,
} from './search/evidence.ts';
import { quoteField } from './labelled.ts';
import type { Finding, Quote } from './search/finding.ts';
import { anyWords, noted, someWords, truth } from './parameter.ts';
import { patternSchema } from './search/pattern.ts';
import { answerTo } from './question.ts';
import { hits, includesAny } from './search/terms.ts';
import { unfollowed } from './search/trail.ts';
import { isUnavailable } from './unavailable.ts';

const parameters = z.strictObject({
  terms: someWords('须写到其中之一', 'the thing must be named by one of these'),
  with: anyWords(
    '并且在同一段或其上的标题里写到其中之一，如95598与服务热线',
    'and one of these stands in the same block or the headings above it: 95598 with 服务热线',
  ),
  pattern: noted(patternSchema.optional(), '并且近旁有这样的内容，如网址', 'and this stands beside it: a web address'),
  not: anyWords('有这些词的段落说的是别的', 'words that show the block to speak of something else'),
  regions: noted(
    z.array(z.enum(['header', 'footer', 'aside'])).default([]),
    '正文之外还有哪里算数：header 页首、footer 页脚、aside 侧栏',
    "regions besides the page's own content in which it counts: a hotline in every footer is public",
  ),
  anywhere: truth(
    '写成名目和内容的，是否在任何页面都算，如供电服务热线：95598',
    'whether a label with its value counts on any page: 供电服务热线：95598',
  ),
  pictures: truth(
    '图片的说明文字算不算，如许可证照片',
    "whether a picture's description counts: a photograph of the licence",
  ),
});
type Parameters = z.infer<typeof parameters>;

interface Found {
  readonly document: Document;
  readonly quote: Quote;
  readonly complete: boolean;
  readonly picture: boolean;
  readonly region: Region;
}

/** A thing that the page must name: the kind of licence, the service hotline, the App. */
export const statement = defineCheck<Parameters>({
  name: 'statement',
  purpose: text(
    '页面须写到的内容，如许可证种类、服务热线',
    'A thing that the page must name: the kind of licence, the service hotline',
  ),
  parameters,
  run: (corpus, wanted, context) => [judge(corpus, found(corpus, wanted, context), wanted, context)],
});

/** Where it stands, the best places first. Whoever looks may stop when one will do: pages are many, and every footer has it. */
function* found(corpus: Corpus, wanted: Parameters, context: Context): Generator<Found> {
  const mayHold = (page: Document): boolean => mayName(page, wanted.terms);
  for (const page of about(corpus, context).filter(mayHold)) {
    yield* inFields(page, wanted, context);
    yield* inBlocks(corpus, page, ['main'], wanted, context);
    yield* inPictures(page, wanted);
  }
  if (!reachesBeyond(wanted)) return;
  for (const page of corpus.documents.filter(mayHold)) {
    if (wanted.anywhere === 'true') yield* inFields(page, wanted, context);
    yield* inBlocks(corpus, page, wanted.regions, wanted, context);
  }
}

/** Whether more than the pages about the item is searched. */
const reachesBeyond = ({ anywhere, regions }: Parameters): boolean => anywhere === 'true' || regions.length > 0;

/** A label and its value in cells or terms of their own: 电力业务许可证 | 供电类. */
function inFields(
  document: Document,
  { terms, with: beside, pattern, not }: Parameters,
  { catalogue }: Context,
): Found[] {
  return document.fields.flatMap((field): Found[] => {
    const { label, value } = field;
    const block = blockAt(document, field.block);
    const words = `${label.norm}:${value.norm}`;
    if (block?.region !== 'main' || !isNamed(words, { terms, not }, catalogue)) return [];
    if (isPlaceholder(value.norm, catalogue.vocabulary) || (beside.length > 0 && !includesAny(words, beside)))
      return [];
    const complete = pattern === undefined || pattern.find(words) !== undefined;
    const quote = quoteField(document, block, field);
    return [{ document, quote, complete, picture: false, region: 'main' }];
  });
}

function inBlocks(
  corpus: Corpus,
  document: Document,
  regions: readonly Region[],
  wanted: Parameters,
  context: Context,
): Found[] {
  return document.blocks
    .filter((block) => regions.includes(block.region) && names(document, block, wanted, context))
    .map((block) => ({
      document,
      quote: quoteFrom(document, block),
      complete: gives(corpus, document, block, wanted),
      picture: false,
      region: block.region,
    }));
}

/** The particulars in the words themselves, or behind them: 95598网站 that leads to that site. */
function gives(corpus: Corpus, document: Document, block: Block, { pattern, terms }: Parameters): boolean {
  if (!pattern || pattern.find(block.text.norm)) return true;
  const answer = answerTo(document, block);
  if (answer && pattern.find(answer.text.norm)) return true;
  return document.links.some(
    (link) =>
      link.block === block.index &&
      includesAny(link.text.norm, terms) &&
      corpus.follow(link).kind === 'external' &&
      pattern.find(link.href) !== undefined,
  );
}

function names(document: Document, block: Block, { terms, with: beside, not }: Parameters, context: Context): boolean {
  const { norm } = block.text;
  if (!isNamed(norm, { terms, not }, context.catalogue)) return false;
  // A heading alone promises; what stands under it must not be 建设中 (C01).
  const below = block.kind === 'heading' && document.blocks.filter(({ under }) => under === block.index);
  if (
    below &&
    below.length > 0 &&
    below.every(({ text: { norm: said } }) => isPlaceholder(said, context.catalogue.vocabulary))
  )
    return false;
  const around = [
    norm,
    ...headingsOf(document, block).map((heading) => heading.text.norm),
    normalise(document.title).norm,
  ];
  return beside.length === 0 || includesAny(around.join('\n'), beside);
}

/** Named, and neither something else nor what the page itself says is not to be had: 95598网站已停止服务. */
function isNamed(
  words: string,
  { terms, not }: Pick<Parameters, 'terms' | 'not'>,
  { vocabulary }: Context['catalogue'],
): boolean {
  const named = hits(words, terms);
  return named.some(({ end }) => !isUnavailable(words, end, vocabulary)) && !includesAny(words, not);
}

function inPictures(document: Document, { terms, pictures }: Parameters): Found[] {
  if (pictures === 'false') return [];
  return document.images
    .filter(({ region, alt }) => region === 'main' && includesAny(normalise(alt).norm, terms))
    .map(({ alt }) => ({
      document,
      quote: citing(document, alt, 'img alt'),
      complete: true,
      picture: true,
      region: 'main',
    }));
}

function judge(corpus: Corpus, found: Iterable<Found>, { terms }: Parameters, context: Context): Finding {
  const { name } = context.element;
  let named: Found | undefined;
  for (const one of found) {
    if (one.complete) return present(one, terms, context);
    named ??= one;
  }
  if (named) {
    const says = text(`提到了${name.zh}，但未给出具体内容`, `${name.en} is mentioned without its particulars`);
    return partial([says], { quotes: [named.quote], sought: terms });
  }
  const denied = deniedIn(corpus, terms, context);
  if (denied) {
    const says = text(`页面写明${name.zh}已停用或尚未开通`, `the page says that ${name.en} is not to be had`);
    return absent([says], terms, { quotes: [denied] });
  }
  return unfollowed(corpus, terms, context) ?? absent([notFoundText(name)], terms);
}

const isDenied = (words: string, terms: readonly string[], { catalogue }: Context): boolean =>
  hits(words, terms).some(({ end }) => isUnavailable(words, end, catalogue.vocabulary));

/** Where it is named all the same, though not to be had. */
const deniedIn = (corpus: Corpus, terms: readonly string[], context: Context): Quote | undefined =>
  about(corpus, context)
    .filter((page) => mayName(page, terms))
    .flatMap((page) => mainBlocks(page).map((block) => ({ page, block })))
    .filter(({ block }) => isDenied(block.text.norm, terms, context))
    .map(({ page, block }) => quoteFrom(page, block))[0];

function present(
  { document, quote, picture, region }: Found,
  sought: readonly string[],
  { element }: Context,
): Finding {
  const says = text(`已公开${element.name.zh}`, `${element.name.en} is disclosed`);
  const remarks = [
    ...(picture ? [IN_A_PICTURE] : []),
    ...(region === 'main' ? [] : [text('仅见于页眉、页脚或侧栏', 'found only in the header, footer or side column')]),
  ];
  return held([says], { quotes: [quote], sought, stated: publicationOf(document), remarks, lowAssurance: picture });
}
