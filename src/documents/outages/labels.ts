export const OUTAGE_KINDS = ['planned', 'temporary', 'fault'] as const;
/** 计划检修停电, 临时检修停电, 故障停电. */
export type OutageKind = (typeof OUTAGE_KINDS)[number];

/** A run of normalised text and where it comes from. */
export interface Line {
  readonly text: string;
  readonly block: number;
  /** Cells of a table, as printed, and the table's place: they are no stretch of one block. */
  readonly cells?: { readonly words: string; readonly place: string };
}

/** A stretch of a line: offsets into its text. */
export interface Stretch {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
}

export type Part = 'posted' | 'time' | 'begin' | 'finish' | 'area' | 'line' | 'customers' | 'kind' | 'reason';

export const wordsOf = ({ line, start, end }: Stretch): string => line.text.slice(start, end);

/** The labels of a notice; the first that fits decides. Bare words count only where no Chinese character precedes them. */
const BARE = '(?<!\\p{Script=Han})';
const LABELS: readonly (readonly [Part, string])[] = [
  ['posted', '(?:发布|公告|公布|录入|发送|张贴)(?:时间|日期)'],
  ['kind', '停电(?:类型|类别|性质)|检修类型|计划性质'],
  [
    'begin',
    `(?:计划|预计|停电|检修){1,4}(?:开始|起始)(?:时间|日期)|(?:故障|跳闸)(?:发生|开始)?(?:时间|日期)|${BARE}(?:开始|起始)(?:时间|日期)`,
  ],
  ['finish', `(?:计划|预计|停电|检修){0,4}(?:结束|终止|截止|恢复供电|恢复送电|恢复|送电|复电)(?:时间|日期)`],
  [
    'time',
    `(?:计划|预计|临时|故障){0,4}(?:停送电|停电|检修|施工|影响|起止)(?:起止)?(?:时间|日期|时段)(?:段|范围)?|${BARE}(?:时间|日期)`,
  ],
  [
    'customers',
    `(?:影响|涉及|停电|受影响|重要|高压|主要){1,4}的?(?:用户|客户|居民小区|居住小区|小区)(?:名称|明细|清单|名单)?|(?:用户|客户)(?:名称|明细|清单|名单)|${BARE}(?:居民|居住)?小区(?:名称)?`,
  ],
  [
    'line',
    `(?:停电|检修|影响|故障|所属|涉及){1,4}的?(?:线路|馈线|设备)(?:及设备|名称|范围){0,4}|${BARE}(?:线路|馈线)(?:名称)?`,
  ],
  [
    'area',
    `(?:停电|影响|涉及|受影响|以下|主要){1,4}的?(?:区域|范围|地区|地段|台区|地点|地址)(?:名称|停电施工|停电|及用户){0,4}|${BARE}(?:区域|范围|地段|台区)(?:名称)?`,
  ],
  ['reason', `(?:停电|检修|故障){1,4}(?:原因|事由)|(?:检修|工作|施工)内容`],
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

export interface Labelled {
  readonly part: Part;
  readonly value: Stretch;
  /** Where the label itself begins. */
  readonly at: number;
}

/** 停电区域石桥镇；停电线路石桥22线: messages leave the colon out, where each clause begins with its label. */
const UNMARKED =
  /(?<=^|[;。,:!]\s?)(?:(?<area>停电(?:区域|范围|地区))|(?<line>停电线路)|(?<time>(?:计划)?停电时间))(?!\s?:|[内外上中以为是])(?=[\p{Script=Han}\d])/gu;

interface Mark {
  readonly part: Part;
  readonly at: number;
  readonly from: number;
}

const marksBy = (text: string, pattern: RegExp): Mark[] =>
  Array.from(text.matchAll(pattern), (match) => ({
    part: partOfMatch(match),
    at: match.index,
    from: match.index + match[0].length,
  }));

/** One such word may begin a sentence about outages; two tell a notice. */
function unmarkedIn(text: string): Mark[] {
  const marks = marksBy(text, UNMARKED);
  return new Set(marks.map(({ part }) => part)).size > 1 ? marks : [];
}

/** Every labelled part in a line; a value runs to the next label or the end of the line. */
export function labelledIn(line: Line): Labelled[] {
  const colons = line.text.includes(':') ? marksBy(line.text, LABEL) : [];
  const marks = colons.length > 0 ? colons : unmarkedIn(line.text);
  return marks.flatMap(({ part, at, from }, index) => {
    if (FORMER.test(line.text.slice(0, at))) return [];
    const next = marks[index + 1]?.at ?? line.text.length;
    const end = next - (FORMER.exec(line.text.slice(from, next))?.[0].length ?? 0);
    return [{ part, at, value: trimmed(line, from, end, part) }];
  });
}

/** 原停电时间, 变更前停电区域: what no longer holds. */
const FORMER = /(?:原定?|原来的?|(?:变更|调整|更正)前的?)$/u;

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
