import { z } from 'zod';
import type { Document } from '../documents/document.ts';
import { noOutagesOf } from '../documents/outages/none.ts';
import { noticesOf } from '../documents/outages/merge.ts';
import { isOutageTitle } from '../documents/outages/title.ts';
import type { NoticeWords, Outage } from '../documents/outages.ts';
import type { Reason } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { about, breached, citing, eachHeld, held, isPlaceholder, unsure } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { noNotice, SAMPLED } from './notices/absence.ts';
import { postedOf } from './notices/posted.ts';
import { companyHeading, whoseIsIt } from './owner/others-page.ts';
import { noted } from './parameter.ts';

const parameters = z.strictObject({
  part: noted(
    z.enum(['area', 'line', 'time', 'customers']),
    '查哪一项：area 停电区域、line 停电线路、time 起止时间、customers 高压用户和居住小区',
    'the part asked for',
  ),
});
type Parameters = z.infer<typeof parameters>;
type Part = Parameters['part'];

const PARTS = {
  area: text('停电区域', 'area'),
  line: text('停电线路', 'line'),
  time: text('停电起止时间', 'start and end'),
  customers: text('高压用户和居住小区', 'estates and high-voltage users'),
} as const satisfies Record<Part, Text>;

/** Notices named in a report; the count is always complete. */
const LISTED = 5;

/**
 * Outage notices of one kind: does every one of them carry the part asked for? Besides, each notice is a finding with its
 * own event, so that the time from posting to outage can be judged notice by notice.
 */
export const notices = defineCheck<Parameters>({
  name: 'notices',
  purpose: text(
    '停电公告：逐条核对内容和提前的时间',
    'Outage notices: each has the part asked for, and was posted early enough',
  ),
  parameters,
  run: (corpus, { part }, context) => {
    const kind = context.variant?.id;
    const all = noticesIn(corpus, context);
    const standing = all.filter((notice) => !notice.cancelled && (kind === undefined || notice.kind === kind));
    const mine = standing.filter(({ document }) => companyHeading(document, context.company) === undefined);
    const [foreign] = standing;
    if (foreign && mine.length === 0) return [foreignOnly(foreign, context)];
    const content = mine.length === 0 ? noNotice(corpus, all.length > 0, context) : judge(mine, part, corpus);
    return [content, ...(part === 'customers' ? [] : mine.flatMap(asEvent))];
  },
});

/** Every notice of the kind is headed with another company's name. */
function foreignOnly(notice: Outage, { company }: Context): Finding {
  const other = companyHeading(notice.document, company) ?? '';
  return unsure('needs-person', [whoseIsIt(other)], { quotes: [citing(notice.document, notice.title, 'title')] });
}

const cache = new WeakMap<Corpus, readonly Outage[]>();

function noticesIn(corpus: Corpus, context: Context): readonly Outage[] {
  const known = cache.get(corpus);
  if (known) return known;
  const pages = new Set(about(corpus, context));
  const found = noticesOf(corpus.documents)
    .filter((notice) => isNotice(notice, pages, corpus))
    .map((notice) => withoutBlanks(notice, context));
  cache.set(corpus, found);
  return found;
}

/** 停电区域：待定 states no area. */
function withoutBlanks(notice: Outage, { catalogue: { vocabulary } }: Context): Outage {
  const { area, line, customers, ...rest } = notice;
  const isStated = ({ value }: NoticeWords): boolean => !isPlaceholder(value, vocabulary);
  return {
    ...rest,
    ...(area && isStated(area) && { area }),
    ...(line && isStated(line) && { line }),
    ...(customers && isStated(customers) && { customers }),
  };
}

/**
 * A policy that speaks of 停电 is no notice, nor is the result of a query that found none, nor the words of a link that
 * leads to a notice, nor a headline whose article was read and announces nothing.
 */
function isNotice(notice: Outage, pages: ReadonlySet<Document>, corpus: Corpus): boolean {
  const { from, document, title } = notice;
  if (from === 'entry') return !announcesNothing(notice, corpus);
  const denied = noOutagesOf(document).some(({ kind }) => kind === undefined || kind === notice.kind);
  if (isLinkText(notice) || denied) return false;
  return pages.has(document) || isOutageTitle(title) || SAMPLED.has(corpus.channel);
}

function announcesNothing({ document, href }: Outage, corpus: Corpus): boolean {
  const link = document.links.find((one) => one.href === href);
  const end = link && corpus.follow(link);
  return (
    end?.kind === 'document' && !end.document.unread && !end.document.images.some(({ region }) => region === 'main')
  );
}

function isLinkText({ from, time, document }: Outage): boolean {
  if (from === 'entry' || !time) return false;
  const named = document.links.filter((link) => link.text.norm.includes(time.value));
  if (named.length === 0) return false;
  const block = document.blocks.find(({ place }) => time.place === place || time.place.startsWith(`${place} row `));
  return named.some((link) => link.block === block?.index);
}

/** A notice whose day is known; known from a list entry alone it still has its clock. */
function asEvent(notice: Outage): readonly Finding[] {
  const { key, title, start, startTime } = notice;
  const posted = postedOf(notice);
  if (start === undefined) return [];
  const event = {
    key,
    name: title || key,
    start,
    ...(startTime !== undefined && { startTime }),
    ...(posted?.time !== undefined && { postedTime: posted.time }),
  };
  const says = [text(`停电公告：${event.name}`, `outage notice: ${event.name}`)];
  return [
    {
      ...held(says, { quotes: [quoteOf(notice)], stated: posted && { date: posted.date, quote: posted.quote } }),
      event,
    },
  ];
}

/** The words that state a part; of a notice that lacks it, those by which it is found. */
function quoteOf(notice: Outage, part: Part = 'time'): Quote {
  const { document, title, time, area, from, href } = notice;
  if (from === 'entry')
    return citing(document, document.links.find((link) => link.href === href)?.text.raw ?? title, 'list');
  const words = notice[part] ?? time ?? area;
  return words ? citing(document, words.words, words.place) : citing(document, document.title, 'title');
}

type State =
  | { readonly kind: 'has' }
  | { readonly kind: 'lacks'; readonly why: Text }
  | { readonly kind: 'unknown'; readonly reason: Reason; readonly why?: Text };

function judge(mine: readonly Outage[], part: Part, corpus: Corpus): Finding {
  const states = mine.map((notice) => ({ notice, state: stateOf(notice, part, corpus) }));
  const lacking = states.flatMap(({ notice, state }) => (state.kind === 'lacks' ? [{ notice, why: state.why }] : []));
  const sought = [PARTS[part].zh];
  if (lacking.length > 0) {
    const says = lacking.slice(0, LISTED).map(({ notice, why }) => ofNotice(notice, why));
    const count = text(
      `${mine.length} 条公告中有 ${lacking.length} 条不完整`,
      `${lacking.length} of ${mine.length} notices are incomplete`,
    );
    const quotes = lacking.slice(0, LISTED).map(({ notice }) => quoteOf(notice, part));
    return breached('incomplete', [count, ...says], { quotes, sought });
  }
  const unread = states.find(({ state }) => state.kind === 'unknown');
  if (unread?.state.kind === 'unknown') {
    const { reason, why = TITLE_ONLY } = unread.state;
    return unsure(reason, [ofNotice(unread.notice, why)], {
      quotes: [quoteOf(unread.notice, part)],
      sought,
    });
  }
  const says = text(
    `${mine.length} 条公告均写明${PARTS[part].zh}`,
    `all ${mine.length} notices state the ${PARTS[part].en}`,
  );
  return eachHeld([says], { quotes: mine.slice(0, LISTED).map((notice) => quoteOf(notice, part)), sought });
}

const TITLE_ONLY = text('只看到标题，正文未读到', 'was seen as a title only');

/** A text message has no title; its day tells which it is. */
const ofNotice = ({ title, key }: Outage, { zh, en }: Text): Text =>
  title === '' ? text(`${key} 的公告${zh}`, `the notice of ${key} ${en}`) : text(`“${title}”${zh}`, `“${title}” ${en}`);

/** 部分区域 tells nobody whether the power goes off at home. */
const VAGUE =
  /^(?:我[市县区])?(?:部分|局部|个别|相关|有关|周边|附近)的?(?:区域|地区|地段|台区|用户|客户|居民|小区|线路|设备)等?$/u;

function stateOf(notice: Outage, part: Part, corpus: Corpus): State {
  if (notice.from === 'entry') return entryState(notice, corpus);
  const vague = part === 'time' ? undefined : notice[part]?.value;
  if (vague !== undefined && VAGUE.test(vague)) {
    const said = text(
      `的${PARTS[part].zh}只写“${vague}”，没有写明具体位置`,
      `says only “${vague}” for the ${PARTS[part].en}`,
    );
    return { kind: 'lacks', why: said };
  }
  if (part === 'time' && notice.endAbout) {
    const said = text(
      '只写明过多久恢复供电，没有写明从何时起算，须人工核实',
      'says after how long power returns and not counted from when; a person has to look',
    );
    return { kind: 'unknown', reason: 'needs-person', why: said };
  }
  const has =
    part === 'time'
      ? notice.start !== undefined && (notice.end ?? notice.endTime) !== undefined
      : notice[part] !== undefined;
  return has
    ? { kind: 'has' }
    : { kind: 'lacks', why: text(`未写明${PARTS[part].zh}`, `does not state the ${PARTS[part].en}`) };
}

/** Only a title in a list: dead where the scope proves it (C02), unread or not captured otherwise. */
function entryState({ document, href }: Outage, corpus: Corpus): State {
  const link = document.links.find((one) => one.href === href);
  const end = link ? corpus.follow(link) : undefined;
  if (end?.kind === 'dead') {
    return {
      kind: 'lacks',
      why: text(`只有标题，链接失效（HTTP ${end.status}）`, `is a title only; its link is dead (HTTP ${end.status})`),
    };
  }
  if (end?.kind === 'nowhere') return { kind: 'lacks', why: text('只有标题，没有正文', 'is a title without a text') };
  if (end?.kind === 'click') return { kind: 'unknown', reason: 'needs-js' };
  // Read, and still no notice: its words are in the picture that stands there.
  if (end?.kind === 'document') return { kind: 'unknown', reason: end.document.unread?.reason ?? 'no-text-layer' };
  return { kind: 'unknown', reason: 'not-attempted' };
}
