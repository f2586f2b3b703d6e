import { z } from 'zod';
import type { CivilDate } from '../calendar/civil-date.ts';
import { periodEnd, previousPeriod, quarterOf, type Period } from '../calendar/period.ts';
import { text } from '../language/text.ts';
import type { Evaluation } from '../workspace/workspace.ts';
import { defineCheck } from './check.ts';
import { unsure } from './search/evidence.ts';
import { onRecord } from './on-record.ts';
import { wholeNumber } from './parameter.ts';

const parameters = z.strictObject({
  quarters: wholeNumber(2, '往前查几个季度', 'how many quarters back the register is looked through'),
});
type Parameters = z.infer<typeof parameters>;

/** 季度评价考核: each unit of the register has one record for each quarter that is over, since its first (N22, C99). */
export const evaluations = defineCheck<Parameters>({
  name: 'evaluations',
  purpose: text(
    '每个单位每个季度都有评价考核记录',
    'Each unit has one record of evaluation for every quarter that is over',
  ),
  parameters,
  onRecords: true,
  run: (_corpus, { quarters }, { records, asOf }) => {
    const register = records?.evaluations?.filter(({ on }) => on <= asOf);
    if (!register || register.length === 0)
      return [
        unsure('insufficient-evidence', [text('未提供季度评价考核记录', 'no quarterly evaluations were supplied')]),
      ];
    const owed = quartersBefore(asOf, quarters);
    const units = [...new Set(register.map(({ unit }) => unit))];
    const lacking = units.flatMap((unit) => lackingFor(unit, register, owed));
    if (lacking.length > 0)
      return [onRecord('procedure', [text(`缺 ${lacking.join('、')}`, `lacking: ${lacking.join(', ')}`)])];
    const says = text(
      `${units.length} 个供电单位逐季均有记录`,
      `all ${units.length} units have a record every quarter`,
    );
    return [onRecord(undefined, [says])];
  },
});

/** The quarters that are over, newest first. */
function quartersBefore(asOf: CivilDate, count: number): readonly Period[] {
  const current = quarterOf(asOf);
  const periods: Period[] = [];
  let period = periodEnd(current) <= asOf ? current : previousPeriod(current);
  for (; periods.length < count; period = previousPeriod(period)) periods.push(period);
  return periods;
}

/** A unit owes nothing for the time before the register began. */
function lackingFor(unit: string, register: readonly Evaluation[], owed: readonly Period[]): string[] {
  const [first = ''] = register.map(({ quarter }) => quarter).sort();
  const had = new Set(register.filter((one) => one.unit === unit).map(({ quarter }) => quarter));
  return owed.filter((period) => period >= first && !had.has(period)).map((period) => `${unit} ${period}`);
}
