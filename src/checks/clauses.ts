import { z } from 'zod';
import { editionOn } from '../catalogue/in-force.ts';
import type { Instrument } from '../catalogue/rule.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Block, Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { normalise } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import { alteredFigure, type Altered } from './clauses/figures.ts';
import { clausesIn, type Clause } from './clauses/numbers.ts';
import type { Corpus } from './search/corpus.ts';
import { editionOf, type EditionFound } from './edition.ts';
import {
  absent,
  held,
  isLinkLine,
  mainBlocks,
  partial,
  quoteFrom,
  sections,
  unsure,
  violated,
} from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { noted, someWords, wholeNumber } from './parameter.ts';
import { parentLink } from './parent-link.ts';
import { includesAny } from './search/terms.ts';
import { unfollowed } from './search/trail.ts';

const parameters = z.strictObject({
  titles: someWords('文本的名称，如十项承诺', 'names of the text: 十项承诺'),
  count: wholeNumber(3, '应有多少条', 'how many clauses it has'),
  opening: noted(
    z.string().default(''),
    '每条开头的词，用来数没有编号的条文，如不准',
    'the word that opens every clause, so that a list without numbers can be counted: 不准',
  ),
  mention_below: wholeNumber(
    3,
    '编号的条文少于此数，只算新闻里提到，不是文本',
    'fewer numbered clauses than this are a mention in the news, not the text',
  ),
  instrument: noted(
    z.string(),
    '文件编号；它的特征语说明哪一版现行',
    'id of the instrument whose markers tell the version in force',
  ),
  current_markers: wholeNumber(
    3,
    "须见到几处现行版的特征语；没有经确认的特征语写 '0'",
    "so many markers of the version in force are needed; '0' where none are confirmed",
  ),
  figures: noted(
    z
      .array(
        z.strictObject({
          of: someWords('说的是哪件事', 'what it is about'),
          is: someWords('现行版里的数', 'the figure of the version in force'),
          bound: noted(
            z.enum(['most', 'least']),
            'most 为最多、least 为最少；比它更严的须人工判断',
            'most or least; a stricter one is left to a person',
          ),
        }),
      )
      .default([]),
    '文本里承诺的数；现行版里出现别的数即为改动',
    'figures that the text in force promises; another one was altered',
  ),
});
type Parameters = z.infer<typeof parameters>;

/** One place where the text stands: its blocks and the clauses found in them. */
interface Version extends EditionFound {
  readonly document: Document;
  readonly clauses: readonly Clause[];
  readonly quote: Quote;
  readonly altered?: Altered;
}

/** A text of numbered clauses that must be there whole and in the version in force: 十项承诺, 十个不准 (8.1, 8.2). */
export const clauses = defineCheck<Parameters>({
  name: 'clauses',
  purpose: text(
    '逐条成文的承诺或规定，条数齐全、版本现行',
    'A text of numbered clauses, whole and in the version in force',
  ),
  parameters,
  ofCompany: true,
  run: (corpus, wanted, context) => {
    const instrument = editionOn(wanted.instrument, context.asOf, context.catalogue);
    const versions = corpus.documents
      .filter((page) => mayName(page, wanted.titles))
      .filter((page) => !includesAny(normalise(page.title).norm, context.catalogue.vocabulary.news))
      .flatMap((page) => versionsIn(page, wanted, instrument));
    return [judge(corpus, versions, wanted, context)];
  },
});

function versionsIn(document: Document, wanted: Parameters, instrument: Instrument | undefined): Version[] {
  const passages = passagesOf(document, wanted);
  return passages.flatMap((blocks): Version[] => {
    const found = clausesIn(blocks, wanted.count, wanted.opening);
    const [first] = blocks;
    if (!first || found.length < wanted.mention_below) return [];
    const words = blocks.map((block) => block.text.norm).join('\n');
    const edition = instrument
      ? editionOf(words, instrument, wanted.current_markers)
      : { edition: 'unknown' as const, marker: '' };
    const altered = edition.edition === 'current' ? alteredFigure(words, wanted.figures) : undefined;
    const quote = quoteOf(document, blocks, found, altered?.shown ?? edition.marker);
    return [{ document, clauses: found, ...edition, quote, ...(altered && { altered }) }];
  });
}

/** The page's whole content where its title names the text, and every section whose heading does. */
function passagesOf(document: Document, { titles }: Parameters): readonly (readonly Block[])[] {
  const own = sections(document).filter(({ heading }) => includesAny(heading.text.norm, titles));
  const narrow = own.map(({ heading, blocks }) => [heading, ...blocks.filter((block) => !isLinkLine(document, block))]);
  if (narrow.some((blocks) => blocks.length > 2)) return narrow;
  const main = mainBlocks(document).filter((block) => !isLinkLine(document, block));
  const start = main.findIndex(
    (block) => block.text.norm.length <= LONGEST_HEADING && includesAny(block.text.norm, titles),
  );
  const titled = includesAny(normalise(document.title).norm, titles);
  if (start < 0 && !titled) return narrow;
  return [main.slice(Math.max(start, 0))];
}

/** A heading that the reader took for a paragraph is still a short line. */
const LONGEST_HEADING = 40;

function quoteOf(document: Document, blocks: readonly Block[], [opening]: readonly Clause[], marker: string): Quote {
  const bare = normalise(marker).norm;
  const telling = bare === '' ? undefined : blocks.find((one) => one.text.norm.includes(bare));
  const block = telling ?? opening?.block ?? blocks[0];
  if (!block) throw new RangeError('a passage has at least one block');
  return quoteFrom(document, block);
}

function judge(corpus: Corpus, versions: readonly Version[], wanted: Parameters, context: Context): Finding {
  const { titles, count: all } = wanted;
  const byCount = [...versions].sort((one, other) => other.clauses.length - one.clauses.length);
  const inForce = byCount.find(
    ({ edition, altered, clauses: found }) => edition === 'current' && !altered && found.length === all,
  );
  if (inForce) return whole(inForce, wanted, context);
  const old = byCount.find(({ edition }) => edition === 'outdated');
  if (old) return superseded(old, wanted, context);
  const slipped = byCount.find(({ altered }) => altered !== undefined);
  if (slipped?.altered) return misquoted(slipped, slipped.altered, wanted, context);
  const [best] = byCount;
  if (best && best.clauses.length < all) return incomplete(best, wanted, context);
  if (best) return unmarked(best, wanted, context);
  const { name } = context.element;
  return (
    parentLink(corpus, titles, context) ??
    unfollowed(corpus, titles, context) ??
    absent([text(`未发现${name.zh}的条文`, `not found: the clauses of ${name.en}`)], titles)
  );
}

const extras = ({ document, quote, edition }: Version, { titles }: Parameters, { element }: Context) => ({
  quotes: [quote],
  sought: titles,
  stated: publicationOf(document),
  facts: element.fact === undefined || edition === 'unknown' ? [] : [{ key: element.fact, ...EDITIONS[edition] }],
});

/** Channels are compared by the edition that they show, never by its wording. */
const EDITIONS = {
  current: { value: 'current', shown: '现行版' },
  outdated: { value: 'outdated', shown: '旧版' },
} as const;

function whole(version: Version, wanted: Parameters, context: Context): Finding {
  const { name } = context.element;
  const says = text(
    `${name.zh}共${wanted.count}条，条文齐全，为现行版本`,
    `${name.en}: all ${wanted.count} clauses, in the version in force`,
  );
  return held([says], extras(version, wanted, context));
}

function superseded(version: Version, wanted: Parameters, context: Context): Finding {
  const { name } = context.element;
  const says = text(
    `${name.zh}为旧版文本（含旧版词句“${version.marker}”），不是现行版本`,
    `${name.en} is an old version (it contains “${version.marker}”), not the one in force`,
  );
  return violated('wrong', [says], extras(version, wanted, context));
}

function misquoted(version: Version, altered: Altered, wanted: Parameters, context: Context): Finding {
  const { name } = context.element;
  const { shown, is, isStricter } = altered;
  const more = extras(version, wanted, context);
  if (isStricter) {
    const says = text(
      `页面写“${shown}”，比${name.zh}现行文本的${is}更严，是本公司另有承诺还是写错，须人工核实`,
      `“${shown}” promises more than ${is} of the text in force of ${name.en}; a person has to see whether that is meant`,
    );
    return unsure('needs-person', [says], more);
  }
  const says = text(
    `${name.zh}的数字与现行文本不符：页面写“${shown}”，应为${is}`,
    `${name.en} has a figure that is not that of the text in force: “${shown}” should be ${is}`,
  );
  return violated('wrong', [says], more);
}

function incomplete(version: Version, wanted: Parameters, context: Context): Finding {
  const { name } = context.element;
  const missing = Array.from({ length: wanted.count }, (_, index) => index + 1).filter(
    (one) => !version.clauses.some(({ number }) => number === one),
  );
  const says = text(
    `${name.zh}应有${wanted.count}条，只见${version.clauses.length}条，缺第${missing.join('、')}条`,
    `${name.en} has ${wanted.count} clauses, ${version.clauses.length} were found; lacking ${missing.join(', ')}`,
  );
  return partial([says], { ...extras(version, wanted, context), quotes: besideGap(version, missing[0] ?? 0) });
}

/** The clauses on both sides of the first that is lacking: between them, or behind the last, it would stand. */
function besideGap({ document, clauses: found, quote }: Version, lacking: number): Quote[] {
  const sides = [found.findLast(({ number }) => number < lacking), found.find(({ number }) => number > lacking)];
  const blocks = new Set(sides.flatMap((side) => (side ? [side.block] : [])));
  return blocks.size === 0 ? [quote] : [...blocks].map((block) => quoteFrom(document, block));
}

/** All clauses, and nothing that tells the version: enough where the catalogue knows no confirmed markers. */
function unmarked(version: Version, wanted: Parameters, context: Context): Finding {
  const { name } = context.element;
  const remark = text(
    '现行文本未经核对，未发现旧版词句',
    'the text in force is unconfirmed; no words of an old version were found',
  );
  if (wanted.current_markers === 0) {
    const says = text(`${name.zh}共${wanted.count}条，条文齐全`, `${name.en}: all ${wanted.count} clauses`);
    return held([says], { ...extras(version, wanted, context), remarks: [remark] });
  }
  const says = text(
    `${name.zh}条文齐全，但无法确认是否为现行版本`,
    `all clauses of ${name.en}, but whether they are the version in force cannot be confirmed`,
  );
  return unsure('needs-person', [says], extras(version, wanted, context));
}
