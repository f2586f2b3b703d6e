import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Vocabulary } from '../catalogue/rule.ts';
import type { Document, Link } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { norm } from '../documents/normal-text.ts';
import { text, type Text } from '../language/text.ts';
import { defineCheck } from './check.ts';
import { columnNames, inNameOnly, ownWords, type Naming } from './column-name.ts';
import { absent, blockAt, citing, held, notFoundText, quoteFrom, unsure } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { anyWords, noted, someWords, truth } from './parameter.ts';
import { patternSchema, type Pattern } from './search/pattern.ts';
import { includesAny } from './search/terms.ts';
import { isUnavailable } from './unavailable.ts';

const codeSchema = z.strictObject({
  address: noted(patternSchema, '二维码里的网址怎样写', 'what its address looks like'),
  beside: anyWords('同一张图片里须有的词', 'words one of which must stand in the same picture'),
  proves: truth(
    '网址本身能否说明是谁的；不能的须人工扫码',
    'whether the address itself shows whose it is; otherwise a person has to scan it',
  ),
});

const parameters = z.strictObject({
  patterns: noted(
    z.array(patternSchema).min(1),
    '写法，出现在任何页面的任何位置都算，有一个即可',
    'wordings that name the thing, in any region of any page; one is enough for the channel',
  ),
  codes: noted(
    z.array(codeSchema).default([]),
    '可以代替名称的二维码',
    'QR codes that lead to it, where the law lets a code stand for the name',
  ),
  sought: someWords('报告里说查找了什么', 'what was looked for, in words for the report'),
});
type Parameters = z.infer<typeof parameters>;

/**
 * Something that a channel names once, wherever a citizen may see it: an App, an account (9.2, 9.3). What a menu calls a column
 * is no such place.
 */
export const mention = defineCheck<Parameters>({
  name: 'mention',
  purpose: text(
    '写到一次即可的内容，如 App、公众号',
    'Something that a channel names once, wherever a citizen may see it: an App, an account',
  ),
  parameters,
  run: (corpus, { patterns, codes, sought }, context) => {
    const { documents } = corpus;
    const { element, catalogue } = context;
    // The wording differs from page to page; what channels must agree on is the thing named.
    const facts =
      element.fact === undefined ? [] : [{ key: element.fact, value: sought[0] ?? '', shown: sought[0] ?? '' }];
    const says = text(`已公布${element.name.zh}`, `${element.name.en} is shown`);
    const candidates = documents.filter((document) => patterns.some((pattern) => mayMatch(document, pattern)));
    for (const document of candidates) {
      const quote = inText(document, patterns, catalogue.vocabulary);
      if (quote) return [held([says], { quotes: [quote], sought, stated: publicationOf(document), facts })];
    }
    for (const document of candidates) {
      const quote = inPicture(document, patterns);
      if (quote)
        return [held([says], { quotes: [quote], sought, stated: publicationOf(document), lowAssurance: true })];
    }
    const code = scanned(documents, codes);
    if (code) return [byCode(code, sought, element.name)];
    const named = candidates.flatMap((document) => namings(document, patterns));
    if (named.length > 0) {
      const lacking = text('其名称', 'its name');
      const isIn = (words: string): boolean => patterns.some(({ find }) => find(words) !== undefined);
      return [inNameOnly(named, { isIn, name: element.name, lacking, sought }, corpus, context)];
    }
    const denied = deniedIn(candidates, patterns);
    if (denied) {
      const lacking = text(
        `页面写明${element.name.zh}已停用或尚未开通`,
        `the page says that ${element.name.en} is not to be had`,
      );
      return [absent([lacking], sought, { quotes: [denied] })];
    }
    return [absent([notFoundText(element.name)], sought)];
  },
});

const mayMatch = (document: Document, { literals }: Pattern): boolean =>
  literals.every((words) => mayName(document, words));

function inText(document: Document, patterns: readonly Pattern[], vocabulary: Vocabulary): Quote | undefined {
  for (const block of document.blocks) {
    for (const { find } of patterns) {
      const match = find(block.text.norm);
      if (match && isUnavailable(block.text.norm, match.end, vocabulary)) continue;
      if (match && (block.region !== 'nav' || find(ownWords(document, block))))
        return quoteFrom(document, block, Math.max(0, match.start - 20), match.end + 20);
    }
  }
  return undefined;
}

/** Where it is named all the same, though not to be had. */
const deniedIn = (documents: readonly Document[], patterns: readonly Pattern[]): Quote | undefined =>
  documents
    .flatMap((document) => document.blocks.map((block) => ({ document, block })))
    .filter(({ block }) => block.region === 'main' && patterns.some(({ find }) => find(block.text.norm) !== undefined))
    .map(({ document, block }) => quoteFrom(document, block))[0];

function inPicture(document: Document, patterns: readonly Pattern[]): Quote | undefined {
  const image = document.images.find(({ alt }) => patterns.some(({ find }) => find(norm(alt)) !== undefined));
  return image && citing(document, image.alt, blockAt(document, image.block)?.place ?? 'img');
}

/** Where an entry of a menu or a step of a breadcrumb names it; two entries side by side do not. */
const namings = (document: Document, patterns: readonly Pattern[]): readonly Naming[] =>
  document.blocks
    .filter((block) =>
      columnNames(document, block).some((name) => patterns.some(({ find }) => find(name) !== undefined)),
    )
    .map((block) => ({ document, block, quote: quoteFrom(document, block) }));

interface Code {
  readonly document: Document;
  readonly href: string;
  readonly proves: boolean;
}

/** The best code in the pictures of a channel: one whose address shows whose it is before one that must be scanned. */
function scanned(documents: readonly Document[], codes: z.infer<typeof parameters>['codes']): Code | undefined {
  if (codes.length === 0) return undefined;
  const found = documents.filter(isScanned).flatMap((document) => {
    const words = document.blocks.map(({ text: { norm: line } }) => line).join('\n');
    return document.links.filter(isCode).flatMap(({ href }): Code[] => {
      const meant = codes.filter(
        ({ address, beside }) =>
          address.find(href) !== undefined && (beside.length === 0 || includesAny(words, beside)),
      );
      return meant.length === 0 ? [] : [{ document, href, proves: meant.some(({ proves }) => proves === 'true') }];
    });
  });
  return found.find(({ proves }) => proves) ?? found[0];
}

/** A code is a link without words; a file with a picture in it may have others. */
const isCode = ({ text }: Link): boolean => text.norm === '';

/** A picture, or a file with pictures that were read. */
const isScanned = ({ format, recognised }: Document): boolean => format === 'picture' || recognised !== undefined;

function byCode({ document, href, proves }: Code, sought: readonly string[], name: Text): Finding {
  const quotes = [citing(document, href, 'QR')];
  if (proves) {
    const says = text(`图片中的二维码指向${name.zh}：${href}`, `a QR code in a picture leads to ${name.en}: ${href}`);
    return held([says], { quotes, sought, lowAssurance: true });
  }
  const says = text(
    `图片中有二维码（${href}），请扫码核对是否为${name.zh}`,
    `there is a QR code in a picture (${href}); scan it to see whether it is ${name.en}`,
  );
  return unsure('needs-person', [says], { quotes, sought });
}
