import { z } from 'zod';
import { afterWorkingDays, workingDaysLate } from '../calendar/deadlines.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { text, type Text } from '../language/text.ts';
import type { Consultation } from '../workspace/workspace.ts';
import { defineCheck } from './check.ts';
import { unsure } from './search/evidence.ts';
import type { Finding } from './search/finding.ts';
import { onRecord } from './on-record.ts';
import { wholeNumber } from './parameter.ts';

const parameters = z.strictObject({
  working_days: wholeNumber(
    2,
    '几个工作日内答复，收到当天不算',
    'working days within which a question is answered; the day it was asked is not counted',
  ),
});
type Parameters = z.infer<typeof parameters>;

/** 咨询答复: every question in the register was answered in time; one still open may be so until its day (N14). */
export const consultations = defineCheck<Parameters>({
  name: 'consultations',
  purpose: text(
    '咨询登记表里的每个问题都按时答复',
    'Every question in the register of consultations was answered in time',
  ),
  parameters,
  onRecords: true,
  run: (_corpus, { working_days }, { records, asOf, calendar }) => {
    const register = records?.consultations;
    if (!register || !calendar)
      return [unsure('insufficient-evidence', [text('未提供咨询台账', 'no register of consultations was supplied')])];
    const told = register.filter(({ asked }) => asked <= asOf).map((one) => answer(one, working_days, asOf, calendar));
    const late = told.flatMap(({ late: says }) => says ?? []);
    const unknown = told.find(({ unknown: says }) => says)?.unknown;
    if (late.length > 0) return [onRecord('overdue', [countOf(late, told), ...late.slice(0, LISTED)])];
    if (unknown) return [unsure('no-calendar', [unknown])];
    return [inTime(told, working_days)];
  },
});

/** Questions named in a report; the count is always complete. */
const LISTED = 5;

interface Told {
  readonly late?: Text;
  readonly unknown?: Text;
  readonly line: Text;
}

function answer({ asked, answered, at }: Consultation, within: number, asOf: string, calendar: WorkCalendar): Told {
  const deadline = afterWorkingDays(asked, within, calendar);
  const line = text(`${asked} 受理（${at}）`, `asked on ${asked} (${at})`);
  if ('kind' in deadline) {
    const unknown = text(`缺 ${deadline.year} 年节假日安排`, `the holiday calendar of ${deadline.year} is not loaded`);
    return { unknown, line };
  }
  const done = answered === '' || answered > asOf ? asOf : answered;
  if (done <= deadline.due) return { line };
  const days = workingDaysLate(deadline.due, done, calendar);
  const by = typeof days === 'number' ? text(`，逾期 ${days} 个工作日`, `, ${days} working days late`) : text('', '');
  const state =
    done === answered ? text(`${answered} 答复`, `answered on ${answered}`) : text('尚未答复', 'still open');
  return {
    line,
    late: text(
      `${line.zh}，应不迟于 ${deadline.due} 答复，${state.zh}${by.zh}`,
      `${line.en}, to be answered by ${deadline.due}, ${state.en}${by.en}`,
    ),
  };
}

const countOf = ({ length: late }: readonly Text[], { length: all }: readonly Told[]): Text =>
  text(`${all} 件咨询中有 ${late} 件逾期`, `${late} of ${all} questions were answered late`);

function inTime({ length }: readonly Told[], within: number): Finding {
  const says =
    length === 0
      ? text('台账中没有咨询', 'the register holds no question')
      : text(
          `${length} 件咨询均在 ${within} 个工作日内答复或尚在时限内`,
          `all ${length} questions were answered within ${within} working days or are not due yet`,
        );
  return onRecord(undefined, [says]);
}
