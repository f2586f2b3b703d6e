import type { Law } from '../../audit.ts';
import { inForce, instrumentStatus } from '../../catalogue/in-force.ts';
import type { Instrument } from '../../catalogue/rule.ts';
import type { CivilDate } from '../../calendar/civil-date.ts';
import { text } from '../../language/text.ts';
import { good, warn, type Diagnosis } from './diagnosis.ts';

/** Whether the catalogue and the calendar are fresh enough for an audit on the day. */
export function examineLaw({ catalogue, calendar }: Law, asOf: CivilDate): Diagnosis[] {
  const elements = catalogue.items.flatMap((item) => item.elements).length;
  return [
    good(
      text(
        `规则库 ${catalogue.id}：${catalogue.items.length} 个事项，${elements} 个要素`,
        `catalogue ${catalogue.id}: ${catalogue.items.length} items, ${elements} elements`,
      ),
    ),
    ...restedOn(catalogue, asOf).flatMap((instrument) => validity(instrument, asOf, catalogue)),
    ...unconfirmed([...catalogue.instruments.values()]),
    ...calendarYears(calendar.years, asOf),
  ];
}

/** The instruments on which duties of the day rest; a campaign that is over troubles nobody. */
function restedOn({ items, instruments }: Law['catalogue'], asOf: CivilDate): Instrument[] {
  const live = items.filter((item) => item.in_force === undefined || inForce(item.in_force, asOf));
  const cited = new Set(live.flatMap(({ basis = [] }) => basis.map(({ instrument }) => instrument)));
  return [...instruments.values()].filter(({ id }) => cited.has(id));
}

function validity(instrument: Instrument, asOf: CivilDate, catalogue: Law['catalogue']): Diagnosis[] {
  const state = instrumentStatus(instrument, asOf, catalogue);
  if (state.status !== 'lapsing' && state.status !== 'lapsed') return [];
  const name = text(`《${instrument.title.zh}》`, `“${instrument.title.en}”`);
  const until = state.until;
  return [
    warn(
      state.status === 'lapsed'
        ? text(
            `${name.zh}已于 ${until} 到期，规则库里没有取代它的文件`,
            `${name.en} lapsed on ${until}; no successor is known`,
          )
        : text(
            `${name.zh}将于 ${until} 到期（还有 ${state.days} 天）`,
            `${name.en} lapses on ${until} (${state.days} days left)`,
          ),
      text('请查有无修订文件，并更新 instruments.yaml', 'look for its successor and update instruments.yaml'),
    ),
  ];
}

function unconfirmed(instruments: readonly Instrument[]): Diagnosis[] {
  const count = instruments.filter(({ certainty }) => certainty === 'unconfirmed').length;
  if (count === 0) return [];
  return [
    warn(
      text(`${count} 份依据文件的文号或日期待核实`, `number or date of ${count} instruments are unconfirmed`),
      text(
        '见 gongkai rules show <文件编号>；正式引用前请核对原文',
        'see gongkai rules show <id>; check the originals before quoting them',
      ),
    ),
  ];
}

function calendarYears(years: readonly number[], asOf: CivilDate): Diagnosis[] {
  const year = Number(asOf.slice(0, 4));
  const wanted = Number(asOf.slice(5, 7)) >= 11 ? [year, year + 1] : [year];
  const lacking = wanted.filter((one) => !years.includes(one));
  const held = text(
    `节假日安排：${years[0] ?? '无'}—${years.at(-1) ?? ''} 年`,
    `holidays: ${years[0] ?? 'none'}–${years.at(-1) ?? ''}`,
  );
  if (lacking.length === 0) return [good(held)];
  const [missing] = lacking;
  return [
    good(held),
    warn(
      text(`缺 ${missing} 年节假日安排`, `the holidays of ${missing} are not loaded`),
      text(
        `国务院办公厅通知发布后请升级 gongkai，或由规则维护人员在程序文件夹增加 rules/calendar/${missing}.yaml；在此之前，跨入该年的期限不作判断`,
        `upgrade gongkai once the notice is out, or have rules/calendar/${missing}.yaml added in the program’s folder; until then deadlines in it are not judged`,
      ),
    ),
  ];
}
