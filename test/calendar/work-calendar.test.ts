import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LegalHoliday } from 'tyme4ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarYearSchema } from '../../src/calendar/calendar-year.ts';
import { eachDay, partsOf, weekday } from '../../src/calendar/civil-date.ts';
import { afterWorkingDays } from '../../src/calendar/deadlines.ts';
import { createCalendar, isWorkday, noCalendarText, type WorkCalendar } from '../../src/calendar/work-calendar.ts';
import { parseYaml } from '../../src/catalogue/validate.ts';
import { rulesCalendar } from './rules-calendar.ts';

let calendar: WorkCalendar;
beforeAll(async () => {
  calendar = await rulesCalendar();
});

const EVERY_DAY = eachDay('2018-01-01', '2026-12-31');

describe('rules/calendar', () => {
  it('holds 2018 to 2026, each with a notice and its number', () => {
    expect(calendar.years).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    for (const year of calendar.years) {
      const [notice] = calendar.notices(year);
      expect(notice?.number).toMatch(/^国办发明电〔\d{4}〕\d+号$/);
      expect(notice?.title).toContain(`${year}年`);
    }
    expect(calendar.notices(2019)).toHaveLength(2);
    expect(calendar.notices(2020)).toHaveLength(2);
  });

  it('agrees with an independent library on every day', () => {
    const disagreeing = EVERY_DAY.filter((date) => {
      const { year, month, day } = partsOf(date);
      const legal = LegalHoliday.fromYmd(year, month, day);
      const works = legal ? legal.isWork() : weekday(date) < 6;
      return isWorkday(date, calendar) !== works;
    });
    expect(EVERY_DAY).toHaveLength(3287);
    expect(disagreeing).toEqual([]);
  });

  const shared = path.resolve(import.meta.dirname, '../../../shared/realdata/json');
  const years = [2018, 2022, 2023, 2024, 2025, 2026].filter((year) =>
    existsSync(path.join(shared, `holiday_cn_${year}.json`)),
  );
  // Without the shared folder there is nothing to compare with; the library above still does.
  describe.skipIf(years.length === 0)('agrees with the published day lists', () => {
    it.each(years)('%s', (year) => {
      const list = JSON.parse(readFileSync(path.join(shared, `holiday_cn_${year}.json`), 'utf8')) as {
        days: { date: string; isOffDay: boolean }[];
      };
      const listed = new Map(list.days.map(({ date, isOffDay }) => [date, isOffDay]));
      // The last days of December are set by the next year's list (2018: off on the 30th and 31st).
      const days = eachDay(`${year}-01-01`, `${year}-12-28`);
      const wrong = days.filter((date) => isWorkday(date, calendar) !== !(listed.get(date) ?? weekday(date) > 5));
      expect(listed.size).toBeGreaterThan(25);
      expect(wrong).toEqual([]);
    });
  });
});

describe('createCalendar', () => {
  it('names the reason of each day', () => {
    const why = (date: string) => {
      const status = calendar.dayStatus(date);
      return 'why' in status ? `${status.kind} ${status.why.zh}` : status.kind;
    };
    expect(why('2026-10-05')).toBe('holiday 国庆节');
    expect(why('2026-10-10')).toBe('make-up 国庆节调休上班');
    expect(why('2026-11-21')).toBe('weekend 周末');
    expect(why('2026-11-20')).toBe('workday 工作日');
    expect(why('2018-12-31')).toBe('holiday 元旦');
    expect(why('2018-12-29')).toBe('make-up 元旦调休上班');
    expect(why('2024-02-09')).toBe('workday 工作日');
  });

  it('refuses every day of a year without data, even a statutory one, and says what to do', () => {
    expect(isWorkday('2027-01-01', calendar)).toEqual({ kind: 'no-calendar', year: 2027 });
    expect(isWorkday('2027-07-14', calendar)).toEqual({ kind: 'no-calendar', year: 2027 });
    expect(isWorkday('2017-12-29', calendar)).toEqual({ kind: 'no-calendar', year: 2017 });
    expect(noCalendarText({ kind: 'no-calendar', year: 2027 }).zh).toContain(
      '请升级 gongkai，或由规则维护人员在程序文件夹增加 rules/calendar/2027.yaml',
    );
  });

  it('refuses a year in the middle that is lacking', () => {
    const gap = createCalendar([year(2024), year(2026)]);
    expect(isWorkday('2025-06-10', gap)).toEqual({ kind: 'no-calendar', year: 2025 });
    expect(isWorkday('2024-06-11', gap)).toBe(true);
  });

  it('lets the next notice set days of December, in whatever order the years come', () => {
    for (const data of [
      [year(2018), year(2019)],
      [year(2019), year(2018)],
    ])
      expect(isWorkday('2018-12-31', createCalendar(data))).toBe(false);
    expect(isWorkday('2018-12-31', createCalendar([year(2018)]))).toBe(true);
  });
});

function year(of: number) {
  const file = path.join(process.cwd(), `rules/calendar/${of}.yaml`);
  const parsed = parseYaml(calendarYearSchema, readFileSync(file), file);
  if (!('value' in parsed)) throw new Error(`${of} does not parse`);
  return parsed.value;
}

describe('the year after the last one', () => {
  /** No notice is known; the days are invented for this test. */
  const next = [
    'year: 2027',
    'notices: [{ title: 假想的通知, number: 国办发明电〔2026〕0号, published: 2026-11-10 }]',
    'holidays:',
    "  - { name: { zh: 元旦, en: New Year's Day }, off: 2026-12-31 to 2027-01-02, work: [2026-12-27] }",
    '  - { name: { zh: 春节, en: Spring Festival }, off: 2027-02-05 to 2027-02-11 }',
    '  - { name: { zh: 清明节, en: Qingming Festival }, off: 2027-04-05 }',
    '  - { name: { zh: 劳动节, en: Labour Day }, off: 2027-05-01 to 2027-05-05 }',
    '  - { name: { zh: 端午节, en: Dragon Boat Festival }, off: 2027-06-09 }',
    '  - { name: { zh: 中秋节, en: Mid-Autumn Festival }, off: 2027-09-15 }',
    '  - { name: { zh: 国庆节, en: National Day }, off: 2027-10-01 to 2027-10-07 }',
  ].join('\n');

  it('is one file more, and may move days of the December before', () => {
    const parsed = parseYaml(calendarYearSchema, Buffer.from(next), '2027.yaml');
    if (!('value' in parsed)) throw new Error(parsed.problems.map(({ message }) => message.zh).join());
    const longer = createCalendar([year(2026), parsed.value]);
    expect(isWorkday('2026-12-31', longer)).toBe(false);
    expect(isWorkday('2026-12-27', longer)).toBe(true);
    // 25, 27 (made up), 28–30 December; 4–8 January.
    expect(afterWorkingDays('2026-12-24', 10, longer)).toMatchObject({ due: '2027-01-08', madeUp: ['2026-12-27'] });
    expect(isWorkday('2028-01-03', longer)).toEqual({ kind: 'no-calendar', year: 2028 });
  });
});

describe('a year file with a mistake', () => {
  const good = readFileSync(path.join(process.cwd(), 'rules/calendar/2026.yaml'), 'utf8');
  const complaints = (source: string): string[] => {
    const parsed = parseYaml(calendarYearSchema, Buffer.from(source), '2026.yaml');
    return 'value' in parsed ? [] : parsed.problems.map(({ line, message }) => `${line} ${message.zh}`);
  };

  it('is refused by line and reason', () => {
    expect(complaints(good)).toEqual([]);
    expect(complaints(good.replace('work: [2026-05-09]', 'work: [2026-05-08]'))).toEqual([
      expect.stringMatching(/^\d+ .*补班日应为星期六或星期日/),
    ]);
    expect(complaints(good.replace('2026-10-01 to 2026-10-07', '2026-10-07 to 2026-10-01'))).toEqual([
      expect.stringContaining('最后一天早于第一天'),
    ]);
    expect(complaints(good.replace('2026-10-01 to 2026-10-07', '2026-10-01 至 2026-10-07'))[0]).toContain(
      '放假日期应写作',
    );
    expect(complaints(good.replace('2026-10-01 to 2026-10-07', '2025-10-01 to 2025-10-07'))[0]).toContain(
      '不属于 2026 年',
    );
    expect(complaints(good.replace('2026-10-01 to 2026-10-07', '1026-10-01 to 2026-10-07'))[0]).toContain(
      '不属于 2026 年',
    );
    expect(complaints(good.replace('work: [2026-09-20, 2026-10-10]', 'work: [2026-09-26]'))[0]).toContain(
      '2026-09-26 出现了两次',
    );
    expect(complaints('year: 2027\nnotices: []\nholidays: []\n').join()).toContain('缺少：元旦');
    expect(complaints(good.replace('zh: 端午节', 'zh: 端节')).join()).toContain('缺少：端午');
  });
});
