import { addDays } from '../../calendar/civil-date.ts';
import type { Span } from '../dates/spans.ts';
import { chineseNumber } from '../numerals.ts';

const COUNT = '(?<count>\\d+(?:\\.\\d+)?|[一二两三四五六七八九十]{1,3})';
const LENGTH = `(?:${COUNT}\\s?个?(?<and>半)?(?<unit>小时|分钟)(?:(?<minutes>\\d{1,2})分钟?)?|(?<half>半)个?小时)`;
/** 预计3小时后恢复供电, 预计抢修时间约3小时: from the start, or from when this was written? */
const RETURNS = /恢复|送电|复电|来电|修复|抢通|(?:抢修|处理)(?:时间|时长)/u;
/** 停电9小时, 停电时长2.5小时: from the start. */
const LASTS = new RegExp(`(?:停电|(?<!抢修|处理)时长|历时)[^\\d,。;!一二两三四五六七八九十]{0,8}?${LENGTH}`, 'u');
const ANY = new RegExp(LENGTH, 'u');
/** Hours of something else: 45分钟到达现场, 提前24小时公告, 24小时服务热线, 已停电3小时, 恢复供电后2小时内回访. */
const OTHER = /到达|到场|提前|热线|服务|每|值守|全天|已(?:经)?停|(?:恢复|送电|复电)(?:正常)?(?:供电|用电|送电)?后/u;

/**
 * What words say of the end of an outage by its length: the hour itself where the outage lasts so long from a start that is
 * stated, `endAbout` where power is to return after so long. Undefined where they tell no length.
 */
export function endAfter(
  words: string,
  { start, startTime }: Span,
): Pick<Span, 'end' | 'endTime' | 'endAbout'> | undefined {
  for (const clause of words.split(/[,。;!]/u)) {
    if (OTHER.test(clause)) continue;
    const minutes = RETURNS.test(clause) ? undefined : minutesOf(LASTS.exec(clause)?.groups);
    if (minutes === undefined || startTime === undefined) {
      if (RETURNS.test(clause) && ANY.test(clause)) return { endAbout: true };
      continue;
    }
    const [hour = 0, minute = 0] = startTime.split(':').map(Number);
    const total = hour * 60 + minute + minutes;
    const two = (value: number): string => String(value).padStart(2, '0');
    return {
      end: addDays(start, Math.floor(total / DAY)),
      endTime: `${two(Math.floor((total % DAY) / 60))}:${two(Math.round(total % 60))}`,
    };
  }
  return undefined;
}

const DAY = 24 * 60;

function minutesOf(told: Readonly<Record<string, string | undefined>> | undefined): number | undefined {
  if (!told) return undefined;
  if (told.half !== undefined) return 30;
  const count = /^\d/.test(told.count ?? '') ? Number(told.count) : chineseNumber(told.count ?? '');
  if (count === null) return undefined;
  if (told.unit === '分钟') return Math.round(count);
  return Math.round(count * 60) + (told.and === undefined ? 0 : 30) + Number(told.minutes ?? 0);
}
