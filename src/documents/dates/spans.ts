import { addDays, addMonths, civilDate, partsOf, type CivilDate } from '../../calendar/civil-date.ts';
import { chineseNumber } from '../numerals.ts';
import { datesIn, type DateContext, type FoundDate } from './in-text.ts';

/** From when to when, as printed: 2018年06月28日07:00-20:30. A span without an end gives the start only. */
export interface Span {
  readonly start: CivilDate;
  /** 'HH:MM', 24 hours; 24:00 ends a day. */
  readonly startTime?: string;
  readonly end?: CivilDate;
  readonly endTime?: string;
  /** The printed end lies before the start (a slip in its year): it was mended or dropped, the start was kept. */
  readonly endDoubtful?: true;
  /** No end is told, only how long it takes from an hour that is not told: 预计3小时后恢复供电. */
  readonly endAbout?: true;
  /** Offsets into the text. */
  readonly from: number;
  readonly to: number;
}

interface Clock {
  readonly minutes: number;
  readonly afternoon: boolean;
  readonly end: number;
}

const TIME =
  /(?<part>凌晨|清晨|早晨|早上|早|上午|中午|下午|傍晚|晚上|夜间|晚)?\s?(?:(?<h>\d{1,2}):(?<m>\d{2})(?::\d{2})?|(?<hour>\d{1,2}|[〇零一二三四五六七八九十]{1,3})\s?[时点](?!间)(?:(?<minute>\d{1,2}|[〇零一二三四五六七八九十]{1,3})\s?分|(?<half>半)|整|钟)?)(?!\d)/uy;
const GAP = /(?:\s|,|T(?=\d)|每[日天]|\(?(?:星期|周)[一二三四五六日天]\)?|的|自|从|当日|当天)*/uy;
const BETWEEN = /(?:起|开始)?\s?(?:至|到|~|-{1,3}|[—–―]{1,2}|直至|直到)\s?(?:当日|当天|同日)?\s?/uy;
const NEXT_DAY = /(?:次日|翌日|第二天|隔日|次晨)\s?/uy;
/** 2026-12-05至12-06 */
const SHORT_DAY = /(\d{1,2})[-/.](\d{1,2})(?![\d./-]|:\d)/uy;
const LONE_DAY = /(\d{1,2})\s?[日号]/uy;

const stick = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Every span of time in normalised text, in order; two dates joined by 至, - or ~ are one span. */
export function spansIn(text: string, context: DateContext = {}): readonly Span[] {
  const dates = datesIn(text, context);
  const spans: Span[] = [];
  for (let index = 0; index < dates.length; index += 1) {
    const found = dates[index];
    if (!found || found.start < (spans.at(-1)?.to ?? 0)) continue;
    spans.push(spanFrom(text, found, dates[index + 1]));
  }
  return spans;
}

function spanFrom(text: string, from: FoundDate, next: FoundDate | undefined): Span {
  const start = clockAt(text, from.end);
  const afterStart = start?.end ?? from.end;
  const base = { start: from.date, from: from.start, ...(start && { startTime: format(start.minutes) }) };
  const link = stick(BETWEEN, text, afterStart);
  if (!link) return { ...base, to: afterStart };
  const at = afterStart + link[0].length;
  return endOn(text, at, base, from.date, start, next) ?? { ...base, to: afterStart };
}

type Opened = Pick<Span, 'start' | 'startTime' | 'from'>;

function endOn(
  text: string,
  at: number,
  base: Opened,
  day: CivilDate,
  start: Clock | null,
  next?: FoundDate,
): Span | null {
  const last = next?.start === at ? next : shortDayAt(text, at, day);
  if (last) {
    return endedOn(text, base, last.date, last.end, start);
  }
  const morrow = stick(NEXT_DAY, text, at);
  if (morrow) {
    const clock = clockAt(text, at + morrow[0].length);
    return closed(base, addDays(day, 1), clock, clock?.end ?? at + morrow[0].length);
  }
  const lone = stick(LONE_DAY, text, at);
  if (lone) {
    const end = dayAfter(day, Number(lone[1]));
    return end === null ? null : endedOn(text, base, end, at + lone[0].length, start);
  }
  const clock = start && clockAt(text, at, start);
  if (!clock) return null;
  // 22:00-07:00 passes midnight.
  return closed(base, clock.minutes <= start.minutes ? addDays(day, 1) : day, clock, clock.end);
}

/** How long an outage announced with a day like that may last; further off it is another number. */
const LONGEST = 60;

function shortDayAt(text: string, at: number, day: CivilDate): Pick<FoundDate, 'date' | 'end'> | undefined {
  const match = stick(SHORT_DAY, text, at);
  const { year } = partsOf(day);
  const date = match && [year, year + 1].map((one) => civilDate(one, Number(match[1]), Number(match[2])));
  const found = date?.find((one) => one !== null && one >= day && one <= addDays(day, LONGEST));
  return match && found ? { date: found, end: at + match[0].length } : undefined;
}

/** Closed by a day, and by the clock behind it. */
function endedOn(text: string, base: Opened, end: CivilDate, at: number, start: Clock | null): Span {
  const clock = clockAt(text, at);
  const everyDay = start || !clock ? null : daily(text, base, end, clock);
  return everyDay ?? closed(base, end, clock, clock?.end ?? at);
}

/** 12月5日至6日每日8:00-18:00: the hours of every day, and so of the first and of the last one. */
function daily(text: string, base: Opened, end: CivilDate, start: Clock): Span | null {
  const link = stick(BETWEEN, text, start.end);
  const clock = link && clockAt(text, start.end + link[0].length, start);
  return clock && closed({ ...base, startTime: format(start.minutes) }, end, clock, clock.end);
}

/** 25日 after 11月20日 is of November; 2日 is of December. */
function dayAfter(start: CivilDate, day: number): CivilDate | null {
  const month = partsOf(start).day <= day ? start : addMonths(`${start.slice(0, 8)}01`, 1);
  const { year, month: number } = partsOf(month);
  return civilDate(year, number, day);
}

function closed(base: Opened, end: CivilDate, clock: Clock | null, to: number): Span {
  const time = clock && { endTime: format(clock.minutes) };
  if (end >= base.start) return { ...base, end, ...time, to };
  const { month, day } = partsOf(end);
  const mended = civilDate(partsOf(base.start).year, month, day);
  const keep = mended !== null && mended >= base.start;
  return { ...base, ...(keep && { end: mended }), ...time, endDoubtful: true, to };
}

function clockAt(text: string, at: number, after?: Clock): Clock | null {
  const from = at + (stick(GAP, text, at)?.[0].length ?? 0);
  const match = stick(TIME, text, from);
  if (!match) return null;
  const { part = '', h, m, hour, minute, half } = match.groups ?? {};
  const [hours, minutes] = [numberOf(h ?? hour ?? ''), half ? 30 : numberOf(m ?? minute ?? '0')];
  if (Number.isNaN(hours + minutes) || hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return null;
  const late = /下午|傍晚|晚|夜间/u.test(part) || (part === '中午' && hours < 11);
  const afternoon = late && hours < 12;
  const shifted = part === '凌晨' && hours === 12 ? 0 : hours + (afternoon ? 12 : 0);
  // 下午2点至5点: the second hour goes on in the afternoon.
  const inherits = part === '' && after?.afternoon && hours < 12 && hours * 60 + minutes <= after.minutes;
  return { minutes: (shifted + (inherits ? 12 : 0)) * 60 + minutes, afternoon, end: from + match[0].length };
}

/** 八时三十分; NaN for what is no number. */
const numberOf = (wording: string): number => chineseNumber(wording) ?? Number.NaN;

const format = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
