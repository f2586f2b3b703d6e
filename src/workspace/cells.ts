import { civilDate, type CivilDate } from '../calendar/civil-date.ts';
import { text, type Text } from '../language/text.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { problem, type Problem } from '../catalogue/problem.ts';
import type { ChannelId } from '../catalogue/rule.ts';
import type { Cell } from './table.ts';

/** Reads one cell; what is wrong goes into the list, and the reading goes on with the next cell. */
export interface CellReader {
  readonly date: (cell: Cell | undefined) => CivilDate;
  readonly channel: (cell: Cell | undefined) => ChannelId;
  /** `2026Q3`, however it was written. */
  readonly quarter: (cell: Cell | undefined) => string;
}

/** How staff write a channel; the ids are understood too. */
const CHANNEL_WORDS: Record<ChannelId, readonly string[]> = {
  portal: ['企业门户网站', '门户网站', '企业门户', '门户', '网站'],
  app: ['网上国网App', '网上国网', 'App'],
  web95598: ['95598网站', '95598智能互动网站', '95598'],
  hall: ['供电营业厅', '营业厅'],
  sms: ['电力短信', '短信'],
  media: ['外部媒体', '媒体'],
  im: ['即时通讯软件', '即时通讯', '即时通信'],
  mobile: ['移动客户端'],
  documents: ['各类业务单据', '业务单据', '单据'],
  wechat: ['微信公众号', '公众号', '微信'],
};

const fold = (wording: string): string => wording.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();

const CHANNEL_BY_WORD: ReadonlyMap<string, ChannelId> = new Map(
  Object.entries(CHANNEL_WORDS).flatMap(([id, words]) =>
    [id, ...words].map((word) => [fold(word), id as ChannelId] as const),
  ),
);

const DATE_HINT = text('日期写作 2026-11-20 或 2026/11/20', 'write dates as 2026-11-20 or 2026/11/20');

type DateReading = { readonly date: CivilDate } | { readonly says: Text; readonly hint: Text };

/** The notations that Excel and staff give a day: 2026-9-24, 2026/9/24, 2026.9.24, 2026年9月24日, with or without a time. */
export function readDay(wording: string): DateReading {
  const folded = wording.normalize('NFKC').trim();
  const pattern = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/;
  const [, year, month, day] = pattern.exec(folded) ?? [];
  const date = civilDate(Number(year), Number(month), Number(day));
  if (date !== null) return { date };
  if (year !== undefined)
    return { says: text(`日历上没有 ${wording} 这一天`, `there is no ${wording} in the calendar`), hint: DATE_HINT };
  if (/^[34]\d{4}$/.test(folded))
    return {
      says: text(
        `「${wording}」是 Excel 的日期序号，不是日期`,
        `"${wording}" is a spreadsheet's serial number, not a date`,
      ),
      hint: text(
        '在 Excel 中把该列设为日期格式再保存；用 CSV 的，设好后再另存一次 CSV',
        'format the column as a date in Excel and save; a CSV file has to be saved from there again',
      ),
    };
  return { says: text(`「${wording}」不是日期`, `"${wording}" is not a date`), hint: DATE_HINT };
}

/** 2026Q3, 2026年第三季度, 2026年3季度, 2026-Q3, 2026年Q3. */
function readQuarter(wording: string): string | undefined {
  const folded = wording.normalize('NFKC').replaceAll(/\s/g, '');
  const [, year, quarter = ''] = /^(\d{4})[-年./]?(?:第|Q|q)?([1-4一二三四])(?:季度?)?$/.exec(folded) ?? [];
  return year === undefined ? undefined : `${year}Q${'一二三四'.indexOf(quarter) + 1 || quarter}`;
}

/** A reader that collects its complaints in `problems`; a cell that cannot be read gives '' or `portal`, never used then. */
export function cellReader(problems: Problem[]): CellReader {
  return {
    date: (cell) => {
      if (!cell || cell.value === '') return '';
      const reading = readDay(cell.value);
      if ('date' in reading) return reading.date;
      problems.push(problem(cell.at, reading.says, reading.hint));
      return '';
    },
    channel: (cell) => {
      const channel = CHANNEL_BY_WORD.get(fold(cell?.value ?? ''));
      if (channel === undefined && cell && cell.value !== '') {
        const words = Object.values(CHANNEL_WORDS).map(([first]) => first ?? '');
        const hint = didYouMean(cell.value, words);
        problems.push(
          problem(cell.at, text(`没有「${cell.value}」这个渠道`, `there is no channel "${cell.value}"`), hint),
        );
      }
      return channel ?? 'portal';
    },
    quarter: (cell) => {
      const quarter = readQuarter(cell?.value ?? '');
      if (quarter === undefined && cell && cell.value !== '')
        problems.push(
          problem(
            cell.at,
            text(`「${cell.value}」不是季度`, `"${cell.value}" is not a quarter`),
            text('写作 2026Q3 或 2026年第三季度', 'write it like 2026Q3'),
          ),
        );
      return quarter ?? '';
    },
  };
}
