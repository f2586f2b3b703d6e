import { REASONS } from '../evidence/reason.ts';
import type { Report } from '../report/report.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import type { CaseFile, Expectation } from './case-file.ts';
import { patternOf } from './pattern.ts';

/** Everything in which the report differs from what the case demands, a line each. */
export function problemsIn(report: Report, file: CaseFile): string[] {
  const whole = JSON.stringify(report);
  const notices = report.notices.map(({ zh }) => zh).join('\n');
  return [
    ...file.expect.flatMap((one) => unmet(one, report)),
    ...file.never.flatMap((one) => appeared(one, report)),
    ...file.hides.filter((words) => whole.includes(words)).map((words) => `the report shows “${words}”`),
    ...file.notices.filter((words) => !notices.includes(words)).map((words) => `no notice says “${words}”: ${notices}`),
    ...(file.alert !== undefined && report.alerts.length > 0 !== (file.alert === 'true')
      ? [`${report.alerts.length} alerts`]
      : []),
  ];
}

function unmet(expected: Expectation, { verdicts }: Report): string[] {
  const matching = verdicts.filter(({ id }) => patternOf(expected.verdict).test(id));
  if (matching.length === 0)
    return [`no verdict ${expected.verdict}; there are ${idsLike(expected.verdict, verdicts)}`];
  return matching.flatMap((verdict) => {
    const wrong = differences(expected, verdict);
    return wrong.length === 0
      ? []
      : [`${verdict.id}: ${wrong.join('; ')} | ${[...wordsOf(verdict)].join(' / ').slice(0, 400)}`];
  });
}

function differences(expected: Expectation, verdict: Verdict): string[] {
  const { outcome, gap, reason, flag, severity, deadline, daysLate, notice } = verdict;
  const pairs: readonly (readonly [name: string, wanted: string | undefined, found: unknown])[] = [
    ['outcome', expected.outcome, outcome],
    ['gap', expected.gap, gap],
    ['reason', expected.reason, reason],
    ['group', expected.group, reason && REASONS[reason].group],
    ['flag', expected.flag, flag],
    ['severity', expected.severity, severity],
    ['due', expected.due, deadline?.due],
    ['days late', expected.days_late, daysLate],
    ['notice', expected.notice, notice?.days],
    ['owners', expected.owners?.join('、'), verdict.owners.content.join('、')],
    ['publisher', expected.publisher, verdict.owners.publisher],
  ];
  const words = wordsOf(verdict).join('\n');
  return [
    ...pairs
      .filter(([, wanted, found]) => wanted !== undefined && wanted !== String(found))
      .map(([name, wanted, found]) => `${name} ${String(found)}, not ${wanted ?? ''}`),
    ...(outcome === expected.outcome ? [] : [`(${gap ?? reason ?? ''})`]),
    ...expected.readings.filter((id) => !verdict.readings.includes(id)).map((id) => `reading ${id} is not named`),
    ...expected.mentions.filter((one) => !words.includes(one)).map((one) => `does not mention “${one}”`),
  ];
}

const wordsOf = ({ says, remarks, quotes, search }: Verdict): string[] => [
  ...[...says, ...remarks].map(({ zh }) => zh),
  ...quotes.flatMap(({ words, url }) => [words, url]),
  ...(search?.terms ?? []),
];

function appeared({ verdict: glob, outcome }: CaseFile['never'][number], { verdicts, elements }: Report): string[] {
  const matching = verdicts.filter(({ id }) => patternOf(glob).test(id));
  if (outcome === undefined) {
    const [element = ''] = glob.split('/');
    if (!elements.some(({ id }) => patternOf(element).test(id))) return [`no element is called ${element}`];
    return matching.map(({ id }) => `${id} must not be there`);
  }
  if (matching.length === 0) return [`no verdict ${glob}`];
  return matching
    .filter((verdict) => verdict.outcome === outcome)
    .map(
      (verdict) =>
        `${verdict.id} must not be ${outcome} (${verdict.gap ?? verdict.reason ?? ''}) | ${wordsOf(verdict).join(' / ').slice(0, 300)}`,
    );
}

/** The ids that a mistyped pattern may have meant. */
function idsLike(glob: string, verdicts: readonly Verdict[]): string {
  const [element = ''] = glob.split('/');
  return (
    verdicts.flatMap(({ id }) => (patternOf(`${element}/**`).test(id) ? [id] : [])).join(', ') || 'none of that element'
  );
}
