import type { WorkCalendar } from '../../calendar/work-calendar.ts';
import { text } from '../../language/text.ts';
import type { Recorded } from '../../ledger/record-run.ts';
import type { Report } from '../../report/report.ts';
import { REPORTERS } from '../../report/reporters.ts';
import type { Entry } from '../../ledger/entry.ts';
import { daysAhead } from '../../verdicts/forecast.ts';
import { Stop, type Desk } from '../desk.ts';
import type { AuditOptions } from '../options.ts';
import { dueAhead } from './due.ts';
import { forecastLines } from './forecast.ts';
import { newsJson, newsLines } from './news.ts';

/** How far an audit looks ahead unless `--forecast` says otherwise, in working days. */
const AHEAD = 5;

export function checkNightOptions({ patience, forecast: ahead, sinceLast, history }: AuditOptions): void {
  for (const [name, value, least] of [
    ['--patience', patience, 1],
    ['--forecast', ahead, 0],
  ] as const) {
    if (value === undefined || (/^\d{1,3}$/.test(value) && Number(value) >= least)) continue;
    throw new Stop(
      'usage',
      text(
        `${name} 应为不小于 ${least} 的整数，不能是「${value}」。`,
        `${name} takes a whole number of at least ${least}, not "${value}".`,
      ),
    );
  }
  if (sinceLast && history === false)
    throw new Stop(
      'usage',
      text(
        '--since-last 要用到历史，不能与 --no-history 同用。',
        '--since-last needs the history; leave out --no-history.',
      ),
    );
}

/** What stands beside the report of a night: what came of recording it, the 台账 as it is now, and the calendar. */
export interface Night {
  readonly recorded: Recorded | undefined;
  readonly ledger: readonly Entry[];
  readonly calendar: WorkCalendar;
}

/** Prints what was asked for beside the report: its JSON, the changes, and what falls due. */
export function tellNews(
  report: Report,
  { recorded, ledger, calendar }: Night,
  options: AuditOptions,
  desk: Desk,
): void {
  const ahead = daysAhead(report.asOf, Number(options.forecast ?? AHEAD), calendar);
  const due = dueAhead(report, ledger, ahead);
  const news = options.sinceLast ? recorded : undefined;
  if (options.json) {
    const whole = Buffer.concat(REPORTERS.json.render(report)).toString();
    desk.print(news ? newsJson(news, report, due) : whole);
    return;
  }
  if (options.sinceLast) desk.print((news ? newsLines(news, report, desk) : [NO_HISTORY[desk.language]]).join('\n'));
  const short = options.forecast === undefined;
  const lines = forecastLines(ahead, due, report, desk, short);
  if (lines.length === 0) return;
  // What was asked for is a result; the reminder after a report is talk, so that the report stays what it is to the byte.
  (short && !options.sinceLast ? desk.tell : desk.print)(lines.join('\n'));
}

const NO_HISTORY = text(
  '工作区没有历史库（gongkai.yaml 中 history: none），无法与上次比较。',
  'The workspace keeps no history (history: none in gongkai.yaml), so there is nothing to compare with.',
);
