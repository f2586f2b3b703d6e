import { KIND_NAMES } from '../catalogue/kind-names.ts';
import { instrumentStatus } from '../catalogue/in-force.ts';
import type { Catalogue, Instrument } from '../catalogue/rule.ts';
import { byCode } from '../evidence/bundle.ts';
import { daysBetween, type CivilDate } from '../calendar/civil-date.ts';
import { text, type Text } from '../language/text.ts';
import type { Court } from '../verdicts/court.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import type { CitedInstrument } from './report.ts';

/** The instruments that the verdicts rest on, with what each is worth on the day; those of inapplicable duties are left out. */
export function citedInstruments(
  catalogue: Catalogue,
  verdicts: readonly Verdict[],
  asOf: CivilDate,
): CitedInstrument[] {
  const applied = verdicts.filter(({ outcome }) => outcome !== 'inapplicable');
  const cited = new Set(applied.flatMap(({ basis }) => basis.map(({ instrument }) => instrument)));
  return [...catalogue.instruments.values()]
    .filter(({ id }) => cited.has(id))
    .sort((a, b) => byCode(a.id, b.id))
    .map((instrument) => cite(instrument, catalogue, asOf));
}

function cite(instrument: Instrument, catalogue: Catalogue, asOf: CivilDate): CitedInstrument {
  const { id, title, number, issuer, certainty, in_force } = instrument;
  const state = instrumentStatus(instrument, asOf, catalogue);
  const until = 'until' in state ? state.until : in_force.until;
  const successor = state.status === 'superseded' ? state.by : undefined;
  return {
    id,
    title,
    ...(number !== undefined && { number }),
    issuer,
    status: state.status,
    from: in_force.from,
    ...(until !== undefined && { until }),
    ...(successor && { successor: named(successor) }),
    certainty,
  };
}

const named = ({ title, number }: Instrument): NonNullable<CitedInstrument['successor']> => ({
  title,
  ...(number !== undefined && { number }),
});

/** What must be said loudly at the top: a basis that has lapsed or is about to, a calendar year that is missing. */
export const noticesOf = (instruments: readonly CitedInstrument[], court: Court): Text[] => [
  ...catalogueNotice(court),
  ...unboundNotice(court),
  ...instruments.flatMap((one) => instrumentNotice(one, court.asOf)),
  ...calendarNotice(court),
];

/** A day before the catalogue's own: what it rests on is taken as of the day, its deadlines and channels are not. */
function catalogueNotice({ catalogue: { name, in_force }, asOf }: Court): Text[] {
  if (!in_force || in_force.from <= asOf) return [];
  return [
    text(
      `核查日早于规则库：${name.zh}按 ${in_force.from} 起的规定编写，此前的渠道和时限可能不同，结论请按当时的规定复核。`,
      `The day of audit is before the catalogue: ${name.en} was written for the rules from ${in_force.from}; channels and deadlines may have been others, so review the conclusions against the rules of the day.`,
    ),
  ];
}

/** A plan of State Grid's binds nobody outside it: what it asks beyond national law is no breach there (A16). */
function unboundNotice({ catalogue: { name, binds }, workspace: { company } }: Court): Text[] {
  if (!binds || binds.includes(company.kind)) return [];
  const kind = KIND_NAMES[company.kind];
  return [
    text(
      `所选规则不约束本单位：${name.zh}不是发给${kind.zh}的，其中严于国家规定的渠道和时限只能参考，据此得出的问题不能作为违规。请把 gongkai.yaml 的 catalogue 改为 base（只按国家规定）后重新核查。`,
      `The chosen rules do not bind this company: ${name.en} is not addressed to a company of its kind (${kind.en}); channels and deadlines that go beyond national law are for reference, and gaps by them are no breach. Write catalogue: base in gongkai.yaml (national law alone) and audit again.`,
    ),
  ];
}

function instrumentNotice(instrument: CitedInstrument, asOf: CivilDate): Text[] {
  const { status, from, until = '', successor, certainty } = instrument;
  const name = spelled(instrument);
  const doubt = certainty === 'confirmed' ? text('', '') : text('（日期待核实）', ' (date to be confirmed)');
  const days = until === '' ? 0 : daysBetween(asOf, until);
  switch (status) {
    case 'in-force':
      return [];
    case 'lapsing':
      return [
        text(
          `依据即将失效：${name.zh}有效期至 ${until}${doubt.zh}，${days === 0 ? '今天是最后一天' : `还有 ${days} 天`}，请关注修订文件。`,
          `A basis is about to lapse: ${name.en}, in force until ${until}${doubt.en}, ${days === 0 ? 'which is today' : days === 1 ? 'one day from now' : `${days} days from now`}; look out for its successor.`,
        ),
      ];
    case 'lapsed':
      return [
        text(
          `依据已失效：${name.zh}有效期至 ${until}${doubt.zh}，结论请按现行文件复核。`,
          `A basis has lapsed: ${name.en}, in force until ${until}${doubt.en}; review the conclusions against what is in force.`,
        ),
      ];
    case 'superseded': {
      const by = successor ? spelled(successor) : text('新文件', 'a later document');
      return [
        text(
          `依据已失效：${name.zh}有效期至 ${until}${doubt.zh}，已由${by.zh}取代，结论请按新文件复核。`,
          `A basis has lapsed: ${name.en}, in force until ${until}${doubt.en}, superseded by ${by.en}; review the conclusions against it.`,
        ),
      ];
    }
    case 'not-yet':
      return [
        text(
          `依据在核查日尚未施行：${name.zh}自 ${from} 起施行。`,
          `A basis is not yet in force on the day of audit: ${name.en}, from ${from}.`,
        ),
      ];
  }
}

const spelled = ({ title, number }: { readonly title: Text; readonly number?: string }): Text =>
  text(
    `《${title.zh}》${number === undefined ? '' : `（${number}）`}`,
    `“${title.en}”${number === undefined ? '' : ` (${number})`}`,
  );

/** From November on the next year's holidays are needed as well; without them deadlines cannot be told (4.2). */
function calendarNotice({ asOf, calendar }: Court): Text[] {
  const year = Number(asOf.slice(0, 4));
  const needed = Number(asOf.slice(5, 7)) >= 11 ? [year, year + 1] : [year];
  const missing = needed.find((one) => !calendar.years.includes(one));
  if (missing === undefined) return [];
  return [
    text(
      `缺 ${missing} 年节假日安排：期限跨入 ${missing} 年的事项暂时无法判定。国务院办公厅一般在 ${missing - 1} 年 11 月发布通知，发布后请升级 gongkai（由规则维护人员加入该年安排），用 gongkai doctor 确认后再核查一次。`,
      `The holidays of ${missing} are not loaded: what falls due in ${missing} cannot be told for now. The State Council usually publishes them in November ${missing - 1}; then upgrade gongkai (whoever keeps the rules adds the year), confirm with gongkai doctor, and audit again.`,
    ),
  ];
}
