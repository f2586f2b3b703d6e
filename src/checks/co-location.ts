import { z } from 'zod';
import { companyKindSchema } from '../catalogue/rule.ts';
import { text, type Text } from '../language/text.ts';
import type { Block, Document } from '../documents/document.ts';
import type { Reason } from '../evidence/reason.ts';
import { defineCheck, type Context } from './check.ts';
import { columnEnds, isRegulator, ownWords, whyOpen } from './column-name.ts';
import type { Corpus } from './search/corpus.ts';
import { breached, noneSeen, quoteFrom, unsure } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { isInNews, namedInNews } from './owner/in-news.ts';
import { numberLines } from './number-lines.ts';
import { anyWords, dialled, noted } from './parameter.ts';
import { inPlace, oneOfEach, sampleNames, samples, type Sample } from './sample.ts';
import { hits, includesAny, type Hit } from './search/terms.ts';
import { unreadReason } from './whole.ts';

const parameters = z.strictObject({
  number: dialled('必须一并公布的监管热线', "the regulator's number that must be there"),
  service: dialled('服务热线', 'the service line beside which it must stand'),
  own_labels: anyWords(
    '单位另有自己的服务号码时，该号码的名目',
    'labels of the service line of a company that has a number of its own',
  ),
  own_line_kinds: noted(
    z.array(companyKindSchema).default([]),
    '哪类单位可以有自己的服务号码',
    'kinds of company that may have a number of their own',
  ),
});
type Parameters = z.infer<typeof parameters>;

/** Places listed in a report; the count is always complete. */
const LISTED = 5;
/** Words behind the number that make it the name of a website and not a number to call. */
const A_WEBSITE = /^\s*(?:\.cn|\.com|[^，。,.]{0,4}网站|网上)/;

/** 同步、同对象公布: wherever the service line is shown, the regulator's line is shown on the same page or sample (9.4). */
export const coLocation = defineCheck<Parameters>({
  name: 'co-location',
  purpose: text(
    '公布服务热线的地方，同时公布监管热线',
    "Wherever the service line is shown, the regulator's line is shown too",
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const lines = serviceLines(corpus, wanted, context);
    const showing = samples(corpus).flatMap((sample) => {
      const quote = shownAt(sample, lines);
      return quote ? [{ sample, quote, ...paired(sample, lines, wanted.number, corpus, context) }] : [];
    });
    return [weigh(showing, corpus, wanted, lines)];
  },
});

interface Showing {
  readonly sample: Sample;
  readonly quote: Quote;
  /** `column`: only a menu names the number, and the column of that name states it. */
  readonly paired: 'beside' | 'column' | 'open' | 'no';
  /** Why it is open whether it is stated: of a column that was not read, or of news. */
  readonly reason?: Reason;
  readonly why?: Text;
}

function weigh(showing: readonly Showing[], corpus: Corpus, { number }: Parameters, lines: readonly string[]): Finding {
  const line = lines.join('、');
  const sought = [number, ...lines];
  if (showing.length === 0) {
    const says = text(
      '未发现服务热线，没有可供比照的位置',
      'no service line is shown, so there is nothing to pair it with',
    );
    return unsure('insufficient-evidence', [says], { sought });
  }
  const alone = showing.filter(({ paired }) => paired === 'no');
  if (alone.length > 0) {
    const { zh, en } = sampleNames(
      alone.map(({ sample }) => sample),
      LISTED,
    );
    const says = text(
      `${showing.length} 处展示 ${line}，其中 ${alone.length} 处没有同时展示 ${number}：${zh}`,
      `${line} is shown in ${showing.length} places, ${alone.length} of them without ${number}: ${en}`,
    );
    return breached('incomplete', [says], { sought, quotes: quotesOf(alone) });
  }
  const says = text(
    `${showing.length} 处展示 ${line}，均同时展示 ${number}`,
    `${line} is shown in ${showing.length} places, each with ${number}`,
  );
  const extras = { sought, quotes: showing.slice(0, 1).map(({ quote }) => quote), ...byColumn(showing, number) };
  const open = showing.find(({ paired }) => paired === 'open');
  if (open) return unsure(open.reason ?? 'not-attempted', [open.why ?? unopened(open, number)], extras);
  const unread = unreadReason(corpus);
  if (unread) return unsure(unread.reason, [says, unread.says], extras);
  // That no page shows the line alone is as much an absence as "not there", and needs the whole scope.
  return noneSeen([says], extras);
}

/** One of each kind of message; a hundred bills of one template show the same. */
function quotesOf(showing: readonly Showing[]): readonly Quote[] {
  const quotes = new Map(showing.map(({ sample, quote }) => [sample, quote]));
  const chosen = oneOfEach(showing.map(({ sample }) => sample)).slice(0, LISTED);
  return chosen.flatMap(({ sample }) => quotes.get(sample) ?? []);
}

/** Words by which a speaker gives a number to call; 您的95598工单 gives none. */
const GIVEN = /拨打|致电|拨|来电|热线|电话|联系|咨询|详询|反映/;

function shownAt(sample: Sample, lines: readonly string[]): Quote | undefined {
  const { document, blocks, speakers } = sample;
  const called = (words: string): Hit | undefined =>
    hits(words, lines).find(
      ({ start, end }) =>
        isNumberToCall(words, start, end) && (!speakers || GIVEN.test(words.slice(Math.max(0, start - 8), end + 8))),
    );
  for (const { block } of numberLines(document, lines, blocks)) {
    const hit = called(block.text.norm);
    if (hit && called(ownWords(document, block)))
      return inPlace(sample, quoteFrom(document, block, Math.max(0, hit.start - 20), hit.end + 20));
  }
  return undefined;
}

const isNumberToCall = (line: string, start: number, end: number): boolean =>
  !A_WEBSITE.test(line.slice(end)) && !/[./@]$/.test(line.slice(0, start));

/** What a clerk says in answer is no text that was published: whether 12398 belonged there is for a person to tell. */
function paired(
  sample: Sample,
  lines: readonly string[],
  number: string,
  corpus: Corpus,
  context: Context,
): Omit<Showing, 'sample' | 'quote'> {
  const how = pairing(sample, number, corpus, context);
  const { document, blocks, speakers } = sample;
  if (how.paired !== 'no' || !speakers) return how;
  const byMachine = numberLines(document, lines, blocks).some(
    ({ block }) => speakers.get(block.index) === 'machine' && includesAny(block.text.norm, lines),
  );
  return byMachine ? how : { paired: 'open', reason: 'needs-person', why: saidOnly(lines, number) };
}

const saidOnly = (lines: readonly string[], number: string): Text =>
  text(
    `客服人员在对话中告知了 ${lines.join('、')}，没有告知 ${number}，请人工判断是否应当同时告知`,
    `a clerk names ${lines.join(', ')} in a conversation and not ${number}: a person has to tell whether it belonged there`,
  );

/** Whether the number stands on the sample; where only a menu names it, what the column of that name holds counts (C01). */
function pairing(
  { document, blocks }: Sample,
  number: string,
  corpus: Corpus,
  context: Context,
): Omit<Showing, 'sample' | 'quote'> {
  const isIn = (words: string): boolean => includesAny(words, [number]);
  const shown = numberLines(document, [number], blocks).map(({ block }) => block);
  const states = (page: Document, among: readonly Block[]): boolean =>
    among.some((block) => isIn(ownWords(page, block)));
  const { vocabulary } = context.catalogue;
  const told = shown.filter((block) => !isInNews(document, block, vocabulary));
  if (states(document, told) || (!blocks && document.images.some(({ alt }) => isIn(alt)))) return { paired: 'beside' };
  if (states(document, shown)) return { paired: 'open', reason: 'needs-person', why: namedInNews(number) };
  const named = shown.filter(({ text: { norm } }) => isIn(norm)).map((block) => ({ document, block }));
  const linesOf = (page: Document): readonly Block[] => numberLines(page, [number]).map(({ block }) => block);
  const ends = columnEnds(named, isIn, corpus);
  if (
    ends.some(
      (one) =>
        isRegulator(one, context) ||
        (one.end.kind === 'document' && states(one.end.document, linesOf(one.end.document))),
    )
  )
    return { paired: 'column' };
  const reason = ends.map(({ end }) => whyOpen(end)).find((one) => one !== undefined);
  return reason ? { paired: 'open', reason } : { paired: 'no' };
}

/** How sure a pairing by the column is, and what the report says of it. */
function byColumn(showing: readonly Showing[], number: string): { lowAssurance?: true; remarks?: readonly Text[] } {
  const led = showing.filter(({ paired }) => paired === 'column').length;
  if (led === 0) return {};
  const remark = text(
    `其中 ${led} 处的 ${number} 只是导航中的栏目名称，由所指栏目写明`,
    `in ${led} of them ${number} is only the name of a column in the menu, which that column states`,
  );
  return { lowAssurance: true, remarks: [remark] };
}

const unopened = ({ sample: { name } }: Showing, number: string): Text =>
  text(
    `${number} 只出现在导航的栏目名称中，栏目内容未能读取：${name.zh}`,
    `${number} is only the name of a column in the menu, and the column could not be read: ${name.en}`,
  );

/** 95598, or for a company with a line of its own the numbers that it labels as such. */
function serviceLines(corpus: Corpus, wanted: Parameters, { company }: Context): readonly string[] {
  if (!wanted.own_line_kinds.includes(company.kind)) return [wanted.service];
  if (wanted.own_labels.length === 0) return [];
  const labels = wanted.own_labels.join('|');
  const pattern = new RegExp(`(?:${labels})[^\\d]{0,8}(\\d[\\d-]{4,13}\\d)`);
  const found = corpus.documents.flatMap(({ blocks }) =>
    blocks.flatMap(({ text: { norm } }) => pattern.exec(norm)?.[1] ?? []),
  );
  return [...new Set(found)].filter((one) => one !== wanted.number);
}
