import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../src/catalogue/validate.ts';
import type { Problem } from '../src/catalogue/problem.ts';
import { REASONS } from '../src/evidence/reason.ts';
import type { Report } from '../src/report/report.ts';
import type { Verdict } from '../src/verdicts/verdict.ts';
import { caseSchema, type CaseFile, type Expectation } from './support/case-file.ts';
import { runCase } from './support/run-case.ts';
import { patternOf } from './support/truth.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/cases');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe('cases', () => {
  for (const name of files) {
    const parsed = parseYaml(caseSchema, readFileSync(path.join(folder, name)), `fixtures/cases/${name}`);
    const file = 'value' in parsed ? parsed.value : undefined;
    it(`${path.basename(name, '.yaml')} ${file?.title ?? '写法有误'}`, async () => {
      if (!file) throw new Error('problems' in parsed ? parsed.problems.map(where).join('\n') : name);
      const report = await runCase(file);
      expect(report.asOf).toBe(file.as_of);
      expect(problemsIn(report, file)).toEqual([]);
    });
  }
});

describe('the runner itself', () => {
  const shown = { '/': '<h2>供电质量</h2><p>暂无数据</p>' };
  const complaints = async (demand: object): Promise<string[]> => {
    const file = caseSchema.parse({ title: 'x', channels: { portal: { pages: shown } }, expect: [], ...demand });
    return problemsIn(await runCase(file), file);
  };

  it('takes an id that no verdict has for an error', async () => {
    expect(await complaints({ expect: [{ verdict: '1.9/portal/content', outcome: 'failed' }] })).toHaveLength(1);
    expect(await complaints({ expect: [{ verdict: '1.2/web/content', outcome: 'cantTell' }] })).toHaveLength(1);
    expect(await complaints({ expect: any, never: [{ verdict: '1.9/**' }] })).toHaveLength(1);
  });

  it('complains of another outcome, gap or due date than expected, and of words that are lacking or must not be there', async () => {
    const missing = { verdict: '1.2/portal/content', outcome: 'failed' };
    expect(await complaints({ expect: [{ ...missing, gap: 'missing' }] })).toEqual([]);
    for (const wrong of [{ outcome: 'passed' }, { gap: 'wrong' }, { due: '2026-10-15' }, { mentions: ['松林路'] }])
      expect(await complaints({ expect: [{ ...missing, ...wrong }] })).toHaveLength(1);
    expect(await complaints({ expect: any, hides: ['国网山城'] })).toHaveLength(1);
    expect(await complaints({ expect: any, alert: 'true' })).toHaveLength(1);
    expect(await complaints({ expect: any, never: [missing] })).toHaveLength(1);
  });
});

const any = [{ verdict: '1.2/portal/content', outcome: 'failed' }];

const where = ({ file, line, column, message }: Problem): string => `${file}:${line}:${column} ${message.en}`;

/** Everything in which the report differs from what the case demands, a line each. */
function problemsIn(report: Report, file: CaseFile): string[] {
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
