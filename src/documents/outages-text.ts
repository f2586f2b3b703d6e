import { spansIn, type Span } from './dates-spans.ts';

export const OUTAGE_KINDS = ['planned', 'temporary', 'fault'] as const;
/** 计划检修停电, 临时检修停电, 故障停电. */
export type OutageKind = (typeof OUTAGE_KINDS)[number];

/** A run of normalised text and where it comes from. */
export interface Line {
  readonly text: string;
  readonly block: number;
}

/** A stretch of a line: offsets into its text. */
export interface Stretch {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
}

export type Part = 'time' | 'begin' | 'finish' | 'area' | 'line' | 'customers' | 'kind' | 'reason';

/** One outage as a text tells it. */
export interface OutageRecord {
  readonly span?: Span;
  readonly kind?: OutageKind;
  readonly parts: Readonly<Partial<Record<Part, Stretch>>>;
}

/** The labels of a notice; the first that fits decides. Bare words count only where no Chinese character precedes them. */
const BARE = '(?<!\\p{Script=Han})';
const LABELS: readonly (readonly [Part, string])[] = [
  ['kind', '停电(?:类型|类别|性质)|检修类型|计划性质'],
  ['begin', `(?:计划|预计|停电|检修)+(?:开始|起始)(?:时间|日期)|${BARE}(?:开始|起始)(?:时间|日期)`],
  ['finish', `(?:计划|预计|停电|检修)*(?:结束|终止|截止|恢复供电|恢复送电|恢复|送电|复电)(?:时间|日期)`],
  [
    'time',
    `(?:计划|预计|临时|故障)*(?:停送电|停电|检修|施工|影响|起止)(?:起止)?(?:时间|日期|时段)(?:段|范围)?|${BARE}(?:时间|日期)`,
  ],
  [
    'customers',
    `(?:影响|涉及|停电|受影响|重要|高压|主要)+的?(?:用户|客户|居民小区|居住小区|小区)(?:名称|明细|清单|名单)?|(?:用户|客户)(?:名称|明细|清单|名单)|${BARE}(?:居民|居住)?小区(?:名称)?`,
  ],
  [
    'line',
    `(?:停电|检修|影响|故障|所属|涉及)+的?(?:线路|馈线|设备)(?:及设备|名称|范围)*|${BARE}(?:线路|馈线)(?:名称)?`,
  ],
  [
    'area',
    `(?:停电|影响|涉及|受影响|以下|主要)+的?(?:区域|范围|地区|地段|台区|地点|地址)(?:名称|停电施工|停电|及用户)*|${BARE}(?:区域|范围|地段|台区)(?:名称)?`,
  ],
  ['reason', `(?:停电|检修|故障)+(?:原因|事由)|(?:检修|工作|施工)内容`],
];
const LABEL = new RegExp(
  `(?:${LABELS.map(([part, form]) => `(?<${part}>${form})`).join('|')})(?:如下|为|是)?\\s?:`,
  'gu',
);
const HEAD = LABELS.map(([part, form]) => [part, new RegExp(`^(?:序号)?(?:${form})(?:\\(.*\\))?$`, 'u')] as const);
const BARE_HEADS: Readonly<Record<string, Part>> = {
  停电时段: 'time',
  类型: 'kind',
  性质: 'kind',
  用户: 'customers',
};

/** What a column of a table holds, by its head; undefined for 序号 and the like. */
export function partOfHead(head: string): Part | undefined {
  const bare = head.replace(/[\s:]/g, '');
  return HEAD.find(([, form]) => form.test(bare))?.[0] ?? BARE_HEADS[bare];
}

const KIND_WORDS: readonly (readonly [OutageKind, RegExp])[] = [
  ['fault', /故障|抢修|跳闸|事故停电/u],
  ['temporary', /临时/u],
  ['planned', /计划|检修|施工|改造|预安排/u],
];

/** The kind that words name, or undefined. 计划 and 检修 say planned unless 临时 or 故障 stands there too. */
export const kindIn = (text: string): OutageKind | undefined => KIND_WORDS.find(([, words]) => words.test(text))?.[0];

interface Labelled {
  readonly part: Part;
  readonly value: Stretch;
  /** Where the label itself begins. */
  readonly at: number;
}

/** Every labelled part in a line; a value runs to the next label or the end of the line. */
function labelledIn(line: Line): Labelled[] {
  const marks = Array.from(line.text.matchAll(LABEL), (match) => ({
    part: partOfMatch(match),
    at: match.index,
    from: match.index + match[0].length,
  }));
  return marks.map(({ part, at, from }, index) => {
    const end = marks[index + 1]?.at ?? line.text.length;
    return { part, at, value: trimmed(line, from, end, part) };
  });
}

function partOfMatch({ groups }: RegExpMatchArray): Part {
  const named = LABELS.find(([part]) => groups?.[part] !== undefined);
  return named?.[0] ?? 'time';
}

/** Areas and lines end with their sentence; what follows is advice to customers. */
function trimmed(line: Line, from: number, end: number, part: Part): Stretch {
  const sentence =
    part === 'time' || part === 'begin' || part === 'finish' ? -1 : line.text.slice(from, end).search(/[。;!]/u);
  let [start, stop] = [from, sentence < 0 ? end : from + sentence];
  while (start < stop && /[\s,;:]/u.test(line.text.charAt(start))) start += 1;
  while (stop > start && /[\s,;。]|\d+、$/u.test(line.text.charAt(stop - 1))) stop -= 1;
  // 2、停电范围: the number of the next clause belongs to the next label.
  const tail = /(?:[。;,]|\s)?(?:\(?[一二三四五六七八九十\d]{1,2}\)?[、.)])$/u.exec(line.text.slice(start, stop));
  return { line, start, end: tail && part !== 'area' ? start + tail.index : stop };
}

type Draft = Partial<Record<Part, Stretch>>;

/** The records that labelled text tells, in order; a part that comes again opens the next record. */
export function labelledRecords(lines: readonly Line[], year: number | undefined): OutageRecord[] {
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
  return [...drafts, draft].flatMap((one) => (isTelling(one) ? [recordOf(one, year)] : []));
}

/** 停电范围： with its value on the next line. */
const valueBelow = (below: Line | undefined, empty: Stretch): Stretch =>
  below && labelledIn(below).length === 0 ? { line: below, start: 0, end: below.text.length } : empty;

const isTelling = (draft: Draft): boolean =>
  [draft.time ?? draft.begin, draft.area, draft.line, draft.customers].filter((part) => part !== undefined).length >=
    1 && (draft.area ?? draft.line ?? draft.time ?? draft.begin) !== undefined;

export const wordsOf = ({ line, start, end }: Stretch): string => line.text.slice(start, end);

/** Builds a record from its parts; a time of two columns is read as one span. */
export function recordOf(parts: Draft, year: number | undefined): OutageRecord {
  const kind = parts.kind && kindIn(wordsOf(parts.kind));
  const span = spanOfParts(parts, year);
  return { parts, ...(span && { span }), ...(kind && { kind }) };
}

function spanOfParts({ time, begin, finish }: Draft, year: number | undefined): Span | undefined {
  const first = begin ?? time;
  if (!first) return undefined;
  const words = wordsOf(first) + (finish ? `至${wordsOf(finish)}` : '');
  const spans = spansIn(words, { year });
  const [span] = spans;
  const last = spans.at(-1);
  if (!span || !last || last === span) return span;
  // Several stretches of one notice (11月20日8:00-12:00、11月21日8:00-12:00): from the first start to the last end.
  const end = last.end ?? last.start;
  return { ...span, end, ...(last.endTime !== undefined && { endTime: last.endTime }) };
}

const LINE_NAME =
  /(?:\d{1,3}\s?(?:千伏|kV|KV|kv)\s?[^\s,。;:、()]{1,16}?(?:支线|分支线?|主线|专线|[ⅠⅡⅢIV\d]*线|开关|变电站|环网柜|开闭所|母线)|\d{3}[\p{Script=Han}]{1,8}线)(?!路(?:改造|检修|迁改|施工|故障))/u;
const AREA_WORDS =
  /(?:影响|涉及|造成|导致)(?:的)?(?:区域|范围|地区)?(?:包括|有|为|:)?(?<area>[\p{Script=Han}\d、()A-Za-z-]{2,80}?)(?:停电|供电|用电|[,。;]|$)/u;

/** A notice told in a sentence: 因线路检修，定于11月20日8:00至18:00对10千伏南坪线停电，影响滨江路一带。 */
export function proseRecord(lines: readonly Line[], year: number | undefined): OutageRecord | undefined {
  for (const line of lines) {
    if (!/停电|停送电|停止供电/u.test(line.text)) continue;
    const [span] = spansIn(line.text, { year });
    if (!span) continue;
    return { span, parts: { time: { line, start: span.from, end: span.to }, ...named(lines) } };
  }
  return undefined;
}

/** Line and area that sentences name; used where no label does. */
export function named(lines: readonly Line[]): Draft {
  const found: Draft = {};
  for (const line of lines) {
    const name = LINE_NAME.exec(line.text);
    if (name && !found.line) found.line = { line, start: name.index, end: name.index + name[0].length };
    const area = AREA_WORDS.exec(line.text);
    const words = area?.groups?.area;
    if (area && words && !found.area) {
      const start = area.index + area[0].indexOf(words);
      found.area = { line, start, end: start + words.length };
    }
  }
  return found;
}
