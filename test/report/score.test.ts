import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/catalogue/validate.ts';
import { text } from '../../src/language/text.ts';
import { twoDecimals } from '../../src/report/fraction.ts';
import type { Report } from '../../src/report/report.ts';
import { scoreUnit, scoreUnits, type Ranked, type Settling } from '../../src/report/score.ts';
import { scoreWorkbook } from '../../src/report/score/sheet.ts';
import { scoreTable } from '../../src/report/score/table.ts';
import { DEFAULT_WEIGHTS, weightsSchema, type Weights } from '../../src/report/score/weights.ts';
import { widthOf } from '../../src/report/terminal/columns.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { loadLaw } from '../support/law.ts';
import { reportOn, SAMPLE } from './sample.ts';

type Of = Partial<Verdict> & Pick<Verdict, 'element'>;

const verdict = (of: Of): Verdict => ({
  id: [of.element, `${of.channel ?? 'portal'}@${of.site ?? ''}`, of.aspect ?? 'content'].join('/'),
  item: of.element.split('.')[0] ?? '',
  channel: 'portal',
  aspect: 'content',
  outcome: 'passed',
  severity: 'major',
  ...{ says: [], remarks: [], quotes: [], facts: [], basis: [{ instrument: 'plan', clause: '附件1' }], readings: [] },
  owners: { content: ['营销部'], publisher: '营销部' },
  remedy: text('公布。', 'Publish.'),
  ...of,
});

const unit = (id: string, verdicts: readonly Verdict[], kind: Report['company']['kind'] = 'county'): Report =>
  reportOn(verdicts, {
    company: { ...SAMPLE.company, id, name: `国网${id}供电公司`, kind },
    items: ['1', '2', '3', '7'].map((item) => ({
      ...{ id: item, name: text(`事项${item}`, `item ${item}`), kind: 'item', digest: 'ab'.repeat(32) },
    })),
  });

/** Full marks 10 an item; minor 1, major 2, critical 5. */
const weights = (given: object = {}): Weights => weightsSchema.parse(asWritten(given));
/** Numbers as the YAML reader hands them over. */
const asWritten = (given: object): unknown =>
  JSON.parse(JSON.stringify(given), (_key, value: unknown) => (typeof value === 'number' ? String(value) : value));
const ok = ['1.1', '2.1', '3.4'].map((element) => verdict({ element }));
const missing = (of: Of): Verdict => verdict({ outcome: 'failed', gap: 'missing', ...of });
const total = (report: Report, by = weights()): string | undefined => {
  const { total: found } = scoreUnit(report, by);
  return found && twoDecimals(found);
};

describe('what a unit is scored for', () => {
  it('a unit in order has 100, whatever its size', () => {
    expect(total(unit('山城', ok))).toBe('100.00');
  });

  it('a gap costs what its severity says, of the marks of the items that apply', () => {
    // Items 1, 2 and 3 apply: 30 marks, 2 of them lost.
    expect(total(unit('山城', [...ok, missing({ element: '1.2' })]))).toBe('93.33');
    expect(total(unit('山城', [...ok, missing({ element: '1.2', severity: 'critical' })]))).toBe('83.33');
  });

  it('a county with twenty halls that lack one notice loses no more than one with a single hall', () => {
    const halls = (count: number): Verdict[] =>
      Array.from({ length: count }, (_, at) => missing({ element: '2.2', channel: 'hall', site: `第${at + 1}营业厅` }));
    expect(total(unit('大县', [...ok, ...halls(20)]))).toBe(total(unit('小县', [...ok, ...halls(1)])));
    expect(scoreUnit(unit('大县', [...ok, ...halls(20)]), weights()).deductions).toMatchObject([{ marks: 200 }]);
  });

  it('halls that share a gap are charged for the worst of them', () => {
    const halls = (['minor', 'critical'] as const).map((severity, at) =>
      missing({ element: '2.2', channel: 'hall', site: `第${at}营业厅`, severity }),
    );
    expect(scoreUnit(unit('山城', [...ok, ...halls]), weights()).deductions).toMatchObject([
      { severity: 'critical', marks: 500 },
    ]);
  });

  it('other elements, channels and months are other root causes', () => {
    const gaps = [
      missing({ element: '2.2' }),
      missing({ element: '2.2', channel: 'app' }),
      missing({ element: '2.3' }),
      missing({ element: '3.5', gap: 'overdue', aspect: 'timeliness', instance: '2026-10' }),
      missing({ element: '3.5', gap: 'overdue', aspect: 'timeliness', instance: '2026-11' }),
    ];
    expect(scoreUnit(unit('山城', [...ok, ...gaps]), weights()).deductions).toHaveLength(5);
  });

  it('a consequence of another gap is not deducted again, and a waived gap is not deducted at all', () => {
    const root = missing({ element: '1.2' });
    const consequence = missing({ element: '1.2', aspect: 'consistency', gap: 'inconsistent', causedBy: root.id });
    const waiver = { reason: '系统改造', approver: '省公司营销部', from: '2026-10-01', until: '2026-12-31' };
    const waived = missing({ element: '2.2', waiver });
    expect(total(unit('山城', [...ok, root, consequence, waived]))).toBe('93.33');
  });

  it('an item never falls below 0', () => {
    const gaps = ['1.2', '1.3', '1.4'].map((element) => missing({ element, severity: 'critical' }));
    expect(total(unit('山城', [...ok, ...gaps]))).toBe('66.67');
  });
});

describe('what does not count', () => {
  it('missing evidence is coverage, not a deduction and not zero', () => {
    const unread = verdict({ element: '1.2', outcome: 'cantTell', reason: 'needs-js' });
    const score = scoreUnit(unit('山城', [...ok, unread]), weights());
    expect(score.total && twoDecimals(score.total)).toBe('100.00');
    expect(score.coverage).toEqual({ duties: 4, told: 3 });
  });

  it('an item of which nothing could be told is neither full marks nor none', () => {
    const unread = verdict({ element: '2.1', outcome: 'cantTell', reason: 'needs-js' });
    const gap = missing({ element: '1.2' });
    const score = scoreUnit(unit('山城', [verdict({ element: '1.1' }), gap, unread]), weights());
    expect(score.items.find(({ item }) => item === '2')?.standing).toBe('untold');
    // 8 of the 10 marks of item 1, the only one that could be told.
    expect(score.total && twoDecimals(score.total)).toBe('80.00');
  });

  it('a unit of which nothing could be told has no score and no rank, and stands last', () => {
    const dark = unit('未读', [verdict({ element: '1.1', outcome: 'untested' })]);
    const bad = unit('山城', [...ok, missing({ element: '1.2', severity: 'critical' })]);
    const units = scoreUnits([dark, bad], [], weights());
    expect(units.map(({ report, rank }) => [report.company.id, rank])).toEqual([
      ['山城', 1],
      ['未读', undefined],
    ]);
    expect(units[1]?.total).toBeUndefined();
  });

  it('not-applicable leaves the denominator', () => {
    const none = ['3.4', '3.5'].map((element) => verdict({ element, outcome: 'inapplicable' }));
    const own = [verdict({ element: '1.1' }), verdict({ element: '2.1' }), missing({ element: '1.2' })];
    // 18 of 20 marks and not 18 of 30.
    expect(total(unit('山城', [...own, ...none]))).toBe('90.00');
  });

  it('what the province answers for is not charged to a county or branch, and is to the province', () => {
    const gaps = [missing({ element: '3.1' }), missing({ element: '7.1' })];
    expect(total(unit('山城', [...ok, ...gaps], 'county'))).toBe('100.00');
    expect(total(unit('山城', [...ok, ...gaps], 'branch'))).toBe('100.00');
    // Items 1, 2, 3 and 7: 40 marks, 4 of them lost.
    expect(total(unit('全省', [...ok, ...gaps], 'province'))).toBe('90.00');
    expect(total(unit('山城', [...ok, ...gaps]), weights({ province_items: ['3.1'] }))).toBe('95.00');
  });
});

/** What the ledger says of a gap, by the element and the hall that it is of. */
const settles =
  (of: Record<string, 'mended' | 'dismissed'>): Settling =>
  (_report, { element, site }) => {
    const kind = of[[element, site].filter(Boolean).join('@')];
    return kind && { kind, number: `台账-${element}` };
  };

describe('what the ledger settles', () => {
  const gap = missing({ element: '1.2' });
  const scored = (verdicts: readonly Verdict[], by: Settling, more: object = {}) =>
    scoreUnit(unit('山城', [...ok, ...verdicts]), weights(more), by);
  const shown = ({ total: of }: ReturnType<typeof scored>): string | undefined => of && twoDecimals(of);

  it('a gap closed within the quarter is refunded in part, by the share that the office sets', () => {
    // 30 marks, 2 off, 1 given back.
    expect(shown(scored([gap], settles({ '1.2': 'mended' })))).toBe('96.67');
    expect(shown(scored([gap], settles({ '1.2': 'mended' }), { refund: 100 }))).toBe('100.00');
    expect(shown(scored([gap], settles({ '1.2': 'mended' }), { refund: 0 }))).toBe('93.33');
    expect(scored([gap], settles({ '1.2': 'mended' })).deductions).toMatchObject([
      { marks: 100, refunded: 100, numbers: ['台账-1.2'] },
    ]);
  });

  it('half of a hundredth goes to the unit, so that what is printed is what is reckoned', () => {
    const by = { deductions: { major: 0.01 } };
    expect(scored([gap], settles({ '1.2': 'mended' }), by).deductions).toMatchObject([{ marks: 0, refunded: 1 }]);
  });

  it('an appeal that was upheld costs nothing and is shown as such', () => {
    const score = scored([gap], settles({ '1.2': 'dismissed' }));
    expect(shown(score)).toBe('100.00');
    expect(score.deductions).toEqual([]);
    expect(score.dismissals).toMatchObject([{ item: '1', numbers: ['台账-1.2'], verdicts: [gap] }]);
    expect(scoreTable([score], 'zh', 200)).toMatch(/不扣分：1\.2 .*应公开未公开，申诉成立、不予认定（台账-1\.2）/);
  });

  it('a root cause shared by halls is mended when it is in all of them, and stands while one hall is upheld', () => {
    const halls = ['城关营业厅', '江北营业厅'].map((site) => missing({ element: '2.2', channel: 'hall', site }));
    const half = scored(halls, settles({ '2.2@城关营业厅': 'mended' }));
    expect(half.deductions).toMatchObject([{ marks: 200 }]);
    const whole = scored(halls, settles({ '2.2@城关营业厅': 'mended', '2.2@江北营业厅': 'mended' }));
    expect(whole.deductions).toMatchObject([{ marks: 100, refunded: 100 }]);
    const one = scored(halls, settles({ '2.2@城关营业厅': 'dismissed' }));
    expect(one.deductions).toMatchObject([{ marks: 200, verdicts: [{ site: '江北营业厅' }] }]);
    expect(one.dismissals).toHaveLength(1);
  });

  it('both quarters are reckoned by it, so that a refund is no rise in itself', () => {
    const report = unit('山城', [...ok, gap]);
    const [now] = scoreUnits([report], [report], weights(), settles({ '1.2': 'mended' }));
    expect(now?.change && twoDecimals(now.change.by)).toBe('0.00');
  });

  it('the workbook tells both, and the rule', () => {
    const by = settles({ '1.2': 'mended', '2.2': 'dismissed' });
    const units = scoreUnits([unit('山城', [...ok, gap, missing({ element: '2.2' })])], [], weights(), by);
    const [, losses, rules] = scoreWorkbook(units, weights(), 'zh').sheets;
    const at = losses?.columns.findIndex(({ header }) => header === '扣分') ?? -1;
    const settled = losses?.columns.findIndex(({ header }) => header === '销号与申诉') ?? -1;
    expect(losses?.rows.map(({ cells }) => [cells[at], cells[settled]])).toEqual([
      [1, '本季度内已销号（台账-1.2），原扣 2 分，退回 1 分'],
      [0, '申诉成立、不予认定（台账-2.2）'],
    ]);
    expect(JSON.stringify(rules?.rows)).toContain('退回扣分的 50%');
  });
});

it('what the province answers for by default is what A9 lets a county satisfy by a link, and the catalogue has it all', async () => {
  const { catalogue } = await loadLaw('chongqing');
  const known = catalogue.items.flatMap(({ id, elements }) => [id, ...elements.map((one) => one.id)]);
  expect(DEFAULT_WEIGHTS.province_items).toEqual(['3.1', '3.2', '3.3', '7', '8', '10']);
  expect(DEFAULT_WEIGHTS.province_items.filter((id) => !known.includes(id))).toEqual([]);
});

const ranksOf = (units: readonly Ranked[]): [string, number | undefined][] =>
  units.map(({ report, rank }) => [report.company.id, rank]);

describe('ranks', () => {
  it('are not changed by rounding: scores that print alike keep their order', () => {
    const by = weights({ items: { '1': 1000, '2': 1000, '3': 1000 }, deductions: { minor: 0.01, major: 0.02 } });
    const [a, b] = [
      unit('甲', [...ok, missing({ element: '1.2', severity: 'major' })]),
      unit('乙', [...ok, missing({ element: '1.2', severity: 'minor' })]),
    ];
    const units = scoreUnits([a, b, unit('丙', ok)], [], by);
    expect(units.map((one) => one.total && twoDecimals(one.total))).toEqual(['100.00', '100.00', '100.00']);
    expect(ranksOf(units)).toEqual([
      ['丙', 1],
      ['乙', 2],
      ['甲', 3],
    ]);
  });

  it('equal scores share a rank, also when reached over other denominators, and the next rank is left out', () => {
    const third = unit('丁', [...ok, missing({ element: '1.2' }), missing({ element: '1.3' })]);
    // 24 of 30 and 8 of 10 are both 80.
    const a = unit('甲', [...ok, ...['1.2', '2.2', '3.5'].map((element) => missing({ element }))]);
    const b = unit('乙', [verdict({ element: '1.1' }), missing({ element: '1.2' })]);
    expect(ranksOf(scoreUnits([a, b, third, unit('丙', ok)], [], weights()))).toEqual([
      ['丙', 1],
      ['丁', 2],
      ['甲', 3],
      ['乙', 3],
    ]);
  });

  it('can ask for a least coverage', () => {
    const half = unit('半', [verdict({ element: '1.1' }), verdict({ element: '1.2', outcome: 'untested' })]);
    expect(ranksOf(scoreUnits([half], [], weights({ min_coverage: 50 })))).toEqual([['半', 1]]);
    expect(ranksOf(scoreUnits([half], [], weights({ min_coverage: 50.01 })))).toEqual([['半', undefined]]);
  });

  it('quarter on quarter goes by the id of the unit, and a new unit has none', () => {
    const [better, worse] = [ok, [...ok, missing({ element: '1.2' })]];
    const before = [unit('甲', worse), unit('乙', better)];
    const now = [unit('甲', better), unit('乙', worse), unit('新', better)];
    const units = scoreUnits(now, before, weights());
    const changes = new Map(
      units.map(({ report, change }) => [report.company.id, change && [twoDecimals(change.by), change.ranks]]),
    );
    expect(changes).toEqual(
      new Map([
        ['甲', ['6.67', 1]],
        ['乙', ['-6.67', -2]],
        ['新', undefined],
      ]),
    );
  });

  it('hang on no order of the reports', () => {
    const reports = [0, 1, 2, 3].map((gaps) =>
      unit(`第${gaps}`, [...ok, ...Array.from({ length: gaps }, (_, at) => missing({ element: `1.${at + 2}` }))]),
    );
    const expected = new Map(reports.map(({ company }, at) => [company.id, at + 1]));
    fc.assert(
      fc.property(fc.shuffledSubarray(reports, { minLength: 4 }), (shuffled) => {
        expect(new Map(ranksOf(scoreUnits(shuffled, [], weights())))).toEqual(expected);
      }),
      { verbose: true },
    );
  });
});

describe('what is told', () => {
  const report = unit('山城', [...ok, missing({ element: '1.2' })]);
  const units = scoreUnits([report], [unit('山城', ok)], weights());

  it('a rise because nothing can be told of what was deducted for is told as none', () => {
    const gap = missing({ element: '1.2' });
    const { gap: _, ...unread } = { ...gap, outcome: 'cantTell', reason: 'timeout' } as Verdict;
    const [was, now] = [unit('山城', [...ok, gap]), unit('山城', [...ok, unread])];
    const scored = scoreUnits([now], [was], weights());
    expect(scored[0]?.change).toMatchObject({ untold: 1 });
    expect(scoreTable(scored, 'zh', 120)).toContain('+6.67（原扣分 1 项现无法判定，不是改善）');
    expect(scoreTable(scored, 'en', 120)).toContain(
      '+6.67 (1 deducted for before cannot be told now, which is no gain)',
    );
    const [mended] = scoreUnits([unit('山城', [...ok, verdict({ element: '1.2' })])], [was], weights());
    expect(mended?.change).toMatchObject({ untold: 0 });
  });

  it('the table names score, coverage, change and each deduction with its basis', () => {
    const table = scoreTable(units, 'zh', 200);
    expect(table).toMatch(/名次 +供电单位 +核查日 +总分 +覆盖率 +环比/);
    expect(table).toMatch(/1 +国网山城供电公司 +\S+ +93\.33 +4\/4（100%） +-6\.67/);
    expect(table).toMatch(/扣 2 分：1\.2 .*企业门户网站 · 应公开未公开（较重），依据：/);
  });

  it('deductions are broken into lines that the terminal holds', () => {
    const lines = scoreTable(units, 'zh', 60).split('\n');
    const losses = lines.slice(lines.indexOf('扣分项及依据') + 1);
    expect(losses.length).toBeGreaterThan(2);
    expect(losses.filter((line) => widthOf(line) > 60)).toEqual([]);
  });

  it('the workbook has the columns of a 评分表, with numbers as numbers', () => {
    const [scores, losses] = scoreWorkbook(units, weights(), 'zh').sheets;
    const headers = scores?.columns.map(({ header }) => header) ?? [];
    for (const wanted of ['排名', '供电单位', '总分', '覆盖率', '环比', '扣分项及依据'])
      expect(headers).toContain(wanted);
    expect(scores?.rows[0]?.cells.slice(0, 4)).toEqual([1, '国网山城供电公司', report.asOf, 93.33]);
    expect(losses?.rows).toHaveLength(1);
  });

  it('English has no Chinese beyond names', () => {
    expect(
      scoreTable(units, 'en', 200).replaceAll(/国网山城供电公司|附件1|示电营〔2022〕1号|办公地址/g, ''),
    ).not.toMatch(/\p{Script=Han}/u);
  });
});

it('the weights printed in the README are the defaults', () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const [, yaml = ''] = /```yaml\n(items: \{\}[^`]*)```/.exec(readme) ?? [];
  expect(parseYaml(weightsSchema, Buffer.from(yaml), 'README.md')).toMatchObject({ value: DEFAULT_WEIGHTS });
});
