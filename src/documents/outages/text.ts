import type { DateContext } from '../dates/in-text.ts';
import { spansIn, type Span } from '../dates/spans.ts';
import { kindIn, labelledIn, wordsOf, type Line, type OutageKind, type Part, type Stretch } from './labels.ts';
import { endAfter } from './length.ts';
import { untilRestored } from './restored.ts';

/** One outage as a text tells it. */
export interface OutageRecord {
  readonly span?: Span;
  readonly kind?: OutageKind;
  /** Its row says that it was called off. */
  readonly cancelled?: true;
  readonly parts: Readonly<Partial<Record<Part, Stretch>>>;
}

type Draft = Partial<Record<Part, Stretch>>;

/** The records that labelled text tells, in order; a part that comes again opens the next record. */
export function labelledRecords(lines: readonly Line[], dated: DateContext): OutageRecord[] {
  const drafts: Draft[] = [];
  let draft: Draft = {};
  for (const [index, line] of lines.entries()) {
    for (const { part, value } of labelledIn(line)) {
      if (draft[part] !== undefined) {
        drafts.push(draft);
        draft = {};
      }
      draft[part] = value.start < value.end ? value : valueBelow(lines[index + 1], value);
    }
  }
  return [...drafts, draft].map(filled).flatMap((one) => (isTelling(one) ? [recordOf(one, dated)] : []));
}

/** 停电区域： with nothing behind it and another label below it tells nothing. */
const filled = (draft: Draft): Draft =>
  Object.fromEntries(Object.entries(draft).filter(([, { start, end }]) => start < end));

/** 停电范围： with its value on the next line. */
const valueBelow = (below: Line | undefined, empty: Stretch): Stretch =>
  below && labelledIn(below).length === 0 ? { line: below, start: 0, end: below.text.length } : empty;

const isTelling = (draft: Draft): boolean =>
  [draft.time ?? draft.begin, draft.area, draft.line, draft.customers].filter((part) => part !== undefined).length >=
    1 && (draft.area ?? draft.line ?? draft.time ?? draft.begin) !== undefined;

/** Builds a record from its parts; a time of two columns is read as one span. */
export function recordOf(parts: Draft, dated: DateContext): OutageRecord {
  const kind = parts.kind && kindIn(wordsOf(parts.kind));
  const span = spanOfParts(parts, dated);
  return { parts, ...(span && { span }), ...(kind && { kind }) };
}

function spanOfParts(parts: Draft, dated: DateContext): Span | undefined {
  const { time, begin, finish } = parts;
  const first = begin ?? time;
  if (!first) return undefined;
  const words = wordsOf(first) + (finish ? `至${wordsOf(finish)}` : '');
  const spans = spansIn(words, dated);
  const [span] = spans;
  const last = spans.at(-1);
  if (!span || !last) return undefined;
  if (last === span)
    return span.end === undefined && span.endTime === undefined ? { ...span, ...lasting(parts, span) } : span;
  // Several stretches of one notice (11月20日8:00-12:00、11月21日8:00-12:00): from the first start to the last end.
  const end = last.end ?? last.start;
  return { ...span, end, ...(last.endTime !== undefined && { endTime: last.endTime }) };
}

/** An end given as a length: 停电时间：8:00起，停电9小时, 预计恢复时间：3小时后. */
function lasting({ time, begin, finish }: Draft, span: Span): Pick<Span, 'end' | 'endTime' | 'endAbout'> | undefined {
  const first = begin ?? time;
  return (finish && endAfter(`恢复供电${wordsOf(finish)}`, span)) ?? (first && endAfter(wordsOf(first), span));
}

const LINE_NAME =
  /(?:\d{1,3}\s?(?:千伏|kV|KV|kv)\s?[^\s,。;:、()]{1,16}?(?:支线|分支线?|主线|专线|[ⅠⅡⅢIV\d]*线|开关|变电站|环网柜|开闭所|母线)|(?<!\d)\d{3}[\p{Script=Han}]{1,8}(?<!热)线)(?!路(?:改造|检修|迁改|施工|故障))/u;
const AREA_WORDS =
  /(?:影响|涉及|造成|导致)(?:的)?(?:区域|范围|地区)?(?:包括|有|为|:)?(?<area>[\p{Script=Han}\d、()A-Za-z-]{2,80}?)(?:停电|供电|用电|[,。;]|$)/u;
/** 届时江北区石马河街道、盘溪路一带停电. */
const AREA_THEN =
  /(?:届时|期间|其间),?(?:将)?(?:对|在|致)?(?<area>[\p{Script=Han}\d、()A-Za-z-]{2,80}?)(?:一带|沿线|等地|片区|区域|范围内)?(?:将|会)?(?:暂时|临时)?(?:停电|停止供电)/u;
/** 对江北路12—30号、江北花园停电: places by their endings, so that 对10千伏南坪线停电 names none. */
const AREA_OBJECT =
  /对(?:以下(?:区域|地区|地段)?:?)?(?<area>(?!\d{1,3}\s?(?:千伏|kV))[\p{Script=Han}\d、()A-Za-z-]{2,80}?(?:路|街|巷|道|村|镇|乡|组|社|小区|社区|花园|家园|苑|园|城|号|区|大厦|广场|一带|片区|沿线|等地|等区域|等地区))(?:的?(?:用户|客户|居民))?(?:实施|进行|采取|安排)?(?:计划|临时|检修|施工|暂时)*(?:停电|停止供电)/u;
/** 10千伏南坪线故障,滨江小区停电: the places are what the clause is about, and it ends with that word. */
const AREA_SUBJECT =
  /(?:^|[,。;:])(?:致|使)?(?<area>(?!\d{1,3}\s?(?:千伏|kV))[\p{Script=Han}\d、()A-Za-z-]{2,60}?(?:路|街|巷|村|镇|乡|组|社|小区|社区|花园|家园|苑|大厦|广场|一带|片区|等地|等区域))(?:的?(?:部分)?(?:用户|客户|居民|台区))?(?:于[^,。;]{4,24}?)?(?:发生|出现)?(?:故障|临时|暂时)?停电(?=[,。;]|$)/u;

/** A notice told in a sentence: 因线路检修，定于11月20日8:00至18:00对10千伏南坪线停电，影响滨江路一带。 */
export function proseRecord(lines: readonly Line[], dated: DateContext): OutageRecord | undefined {
  const told = lines.flatMap((line) => {
    const [span] = /停电|停送电|停止供电/u.test(line.text) ? spansIn(line.text, dated) : [];
    return span ? [{ line, span }] : [];
  });
  // A line with hours tells when; a day alone may be that of the notice: 停电公告（11月12日）.
  const best = told.find(({ span }) => span.startTime !== undefined) ?? told[0];
  if (!best) return undefined;
  const { line, span } = best;
  const whole = untilRestored(span, lines, dated);
  return { span: whole, parts: { time: { line, start: span.from, end: span.to }, ...named(lines) } };
}

const AREAS: readonly RegExp[] = [AREA_WORDS, AREA_THEN, AREA_OBJECT, AREA_SUBJECT];

/** Line and area that sentences name; used where no label does. */
export function named(lines: readonly Line[]): Draft {
  const found: Draft = {};
  for (const line of lines) {
    const name = LINE_NAME.exec(line.text);
    if (name && !found.line) found.line = { line, start: name.index, end: name.index + name[0].length };
    const area = AREAS.map((form) => form.exec(line.text)).find((match) => match !== null);
    const words = area?.groups?.area;
    if (area && words && !found.area) {
      const start = area.index + area[0].indexOf(words);
      found.area = { line, start, end: start + words.length };
    }
  }
  return found;
}
