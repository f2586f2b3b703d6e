import { z } from 'zod';
import { eachDay, parseCivilDate, weekday, type CivilDate } from './civil-date.ts';

/** The seven festivals of 全国年节及纪念日放假办法: a year file that lacks one is unfinished. */
const FESTIVALS = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆'] as const;
const NO_SUCH_DAY = '没有这一天，日期应写作 2026-10-01 (no such day; write 2026-10-01)';

const day = z.string().refine((wording) => parseCivilDate(wording) !== null, NO_SUCH_DAY);

/** A first and a last day, both off. */
const daysOff = z.string().transform((wording, context): { from: CivilDate; to: CivilDate } => {
  const [, from = '', to = from] = /^(\S+)(?: to (\S+))?$/.exec(wording) ?? [];
  const wrong = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (parseCivilDate(from) === null || parseCivilDate(to) === null)
    return wrong(
      '放假日期应写作 2026-10-01 或 2026-10-01 to 2026-10-07 (write 2026-10-01 or 2026-10-01 to 2026-10-07)',
    );
  return from <= to ? { from, to } : wrong('放假的最后一天早于第一天 (the last day off is before the first)');
});

/** Saturdays and Sundays on which people work in exchange. */
const makeUpDay = day.refine(
  (date) => parseCivilDate(date) === null || weekday(date) > 5,
  '补班日应为星期六或星期日 (a make-up working day is a Saturday or a Sunday)',
);

const holidaySchema = z.strictObject({
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  off: daysOff,
  work: z.array(makeUpDay).default([]),
});
type Holiday = z.infer<typeof holidaySchema>;

const noticeSchema = z.strictObject({
  title: z.string().min(1),
  /** 发文字号, e.g. 国办发明电〔2025〕7号. */
  number: z.string().min(1),
  /** The day on which gov.cn published it. */
  published: day,
  url: z.url({ protocol: /^https?$/ }).optional(),
  certainty: z.enum(['confirmed', 'partly', 'unconfirmed']).default('confirmed'),
  note: z.string().optional(),
});
export type HolidayNotice = z.infer<typeof noticeSchema>;

/** The days of New Year may lie in the December before: that notice, not the old year's, sets them. */
const belongsTo = (year: number, date: CivilDate): boolean =>
  date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`);

function checkDays(year: number, holidays: readonly Holiday[], report: (path: PropertyKey[], message: string) => void) {
  const seen = new Set<CivilDate>();
  holidays.forEach((holiday, index) => {
    const off = eachDay(holiday.off.from, holiday.off.to);
    if (!off.every((date) => belongsTo(year, date)))
      report([index, 'off'], `日期不属于 ${year} 年的安排 (not within the arrangement of ${year})`);
    holiday.work.forEach((date, at) => {
      if (!belongsTo(year, date))
        report([index, 'work', at], `日期不属于 ${year} 年的安排 (not within the arrangement of ${year})`);
    });
    for (const date of [...off, ...holiday.work]) {
      if (seen.has(date)) report([index], `${date} 出现了两次 (${date} is given twice)`);
      seen.add(date);
    }
  });
}

/**
 * `rules/calendar/<year>.yaml`: one year's public holidays and make-up working days, as the State Council's notice (and
 * its later changes) set them. Days may lie in the December before; ordinary weekends are not listed.
 */
export const calendarYearSchema = z
  .strictObject({
    year: z
      .string()
      .regex(/^(19|20)\d{2}$/, '年份应为四位数字 (a year of four digits)')
      .transform(Number),
    notices: z.array(noticeSchema).min(1),
    holidays: z.array(holidaySchema),
  })
  .superRefine(({ year, holidays }, context) => {
    const report = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path: ['holidays', ...path], message });
    const names = holidays.map((holiday) => holiday.name.zh).join('、');
    const lacking = FESTIVALS.filter((festival) => !names.includes(festival));
    if (lacking.length > 0) report([], `节假日安排不全，缺少：${lacking.join('、')} (festivals are lacking)`);
    // An off-range of many years would be listed day by day; the year check below needs only its ends first.
    const sane = holidays.every(({ off }) => belongsTo(year, off.from) && belongsTo(year, off.to));
    if (sane) checkDays(year, holidays, report);
    else report([], `有日期不属于 ${year} 年的安排 (a date is not within the arrangement of ${year})`);
  });
export type CalendarYear = z.infer<typeof calendarYearSchema>;
