/** 8:30, 08.30, 8时30分, 8点半, 8时; 下午2:00. */
const TIME = String.raw`(上午|下午|早上|晚上)?\s?(?<!\d)(?<!\d[.:])(\d{1,2})(?:[:.](\d{2})(?!\d)|[时点](?:(\d{1,2})分|(半))?)`;
const SPAN = new RegExp(String.raw`${TIME}\s?(?:-|~|—|–|至|到)+\s?${TIME}`, 'gu');
/** What tells hours of one part of the year or the week from those of another. */
const APART =
  /(?=夏季|冬季|夏令|冬令|春|秋|\d{1,2}月|周[一二三四五六日末]|星期[一二三四五六日天]|其他|其余|工作日|节假日|双休日|假日)/u;
/** Machines that take money around the clock have hours of their own. */
const BY_MACHINE = '自助';

/** Hours in a form that compares, `0830-1200+1400-1730`, and as they are printed. */
export interface Hours {
  readonly value: string;
  readonly shown: string;
}

/**
 * The hours at the counter; several sets where seasons or days differ, so that a channel which tells one of them agrees with one
 * that tells all. None where no hours can be told: 24小时 alone may be the machines'.
 */
export function openingHours(words: string): readonly Hours[] {
  const counter = words
    .split(/[\n,;。、()]/u)
    .filter((clause) => !clause.includes(BY_MACHINE))
    .join(',');
  const sets = counter.split(APART).map((part) => Array.from(part.matchAll(SPAN)));
  return sets
    .filter(({ length }) => length > 0)
    .map((spans) => ({
      value: spans.map(spanOf).join('+'),
      shown: spans.map(([printed]) => printed.trim()).join('、'),
    }));
}

function spanOf([, half, hour, ...rest]: RegExpMatchArray): string {
  const [minute, minutes, thirty, otherHalf, otherHour, otherMinute, otherMinutes, otherThirty] = rest;
  const from = clock(half, hour, minute ?? minutes ?? (thirty && '30'));
  const to = clock(otherHalf ?? half, otherHour, otherMinute ?? otherMinutes ?? (otherThirty && '30'));
  return `${from}-${to}`;
}

/** Nobody opens before seven: 2:00-5:30 is the afternoon. */
const EARLIEST = 7;

function clock(half: string | undefined, hour = '0', minute = '0'): string {
  const told = Number(hour);
  const late = told < 12 && (half === '下午' || half === '晚上' || told < EARLIEST);
  return `${String(late ? told + 12 : told).padStart(2, '0')}${minute.padStart(2, '0')}`;
}
