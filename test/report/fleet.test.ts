import { describe, expect, it } from 'vitest';
import { isGap } from '../../src/verdicts/roll-up.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import {
  totalsOf,
  worstUnits,
  type FleetLine,
  type FleetNode,
  type Totals,
} from '../../src/report/fleet/fleet-report.ts';
import { fleetMarkdown } from '../../src/report/fleet/markdown.ts';
import { summaryOf, unitSummarySchema } from '../../src/report/fleet/summary.ts';
import { fleetText } from '../../src/report/fleet/terminal.ts';
import { treeOf } from '../../src/report/fleet/tree.ts';
import { fleetWorkbook } from '../../src/report/fleet/workbook.ts';
import { reportOn, SAMPLE, VERDICTS } from './sample.ts';

type Kind = 'province' | 'branch' | 'county';
interface Made {
  readonly parent?: string;
  readonly verdicts?: readonly Verdict[];
  readonly state?: FleetLine['state'];
}

function unit(name: string, kind: Kind, { parent, verdicts = VERDICTS, state = 'finished' }: Made = {}): FleetLine {
  const company = { id: name, name, kind, ...(parent !== undefined && { parent }) };
  const line = { folder: `单位/${name}`, company, state, why: [] };
  return state === 'unfinished' ? line : { ...line, summary: summaryOf(reportOn(verdicts, { company })) };
}

const PROVINCE = unit('示范省公司', 'province');
const CITY = unit('山城公司', 'branch', { parent: '示范省公司' });
const [TOWN, BROKEN] = [
  unit('城关公司', 'county', { parent: '山城公司', verdicts: VERDICTS.filter((one) => !isGap(one)) }),
  unit('邻水公司', 'county', { parent: '山城公司', state: 'unfinished' }),
];
const LINES = [PROVINCE, CITY, TOWN, BROKEN];
const GAPS = VERDICTS.filter(isGap).length;

const fleet = (units: readonly FleetLine[]) => ({
  ...{ schema: 'gongkai-fleet/1' as const, tool: SAMPLE.tool, name: '示范省', asOf: SAMPLE.asOf },
  ...{ units, totals: totalsOf(units), tree: treeOf(units), departments: units[0]?.summary?.departments ?? {} },
});

/** `示范省公司(山城公司(城关公司 邻水公司))` */
const shape = (nodes: readonly FleetNode[]): string =>
  nodes.map(({ name, children }) => (children.length > 0 ? `${name}(${shape(children)})` : name)).join(' ');

describe('the summary of a unit', () => {
  it('has the numbers of its report, each gap once in every breakdown', () => {
    const { tally } = summaryOf(reportOn(VERDICTS, {}));
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
    expect(GAPS).toBeGreaterThan(0);
    expect(tally.gaps).toBe(GAPS);
    expect([sum(tally.bySeverity), sum(tally.byKind), sum(tally.byDepartment)]).toEqual([GAPS, GAPS, GAPS]);
    expect(sum(tally.outcomes)).toBe(VERDICTS.length);
  });

  it('is what its schema says', () => {
    expect(unitSummarySchema.safeParse(summaryOf(reportOn(VERDICTS, {}))).error).toBeUndefined();
  });
});

describe('the levels of a fleet', () => {
  it('stand under the company that each names, by name, id or alias', () => {
    expect(shape(treeOf(LINES))).toBe('示范省公司(山城公司(城关公司 邻水公司))');
    const company = { id: 'p', name: '示范省公司', kind: 'province' as const, aliases: ['示范电力'] };
    const named = { ...PROVINCE, company };
    for (const parent of ['p', '示范省公司', '示范电力'])
      expect(shape(treeOf([named, unit('山城公司', 'branch', { parent })]))).toBe('示范省公司(山城公司)');
  });

  it('keep the name of a parent that is not audited itself', () => {
    expect(shape(treeOf([CITY, TOWN]))).toBe('示范省公司(山城公司(城关公司))');
  });

  it('go by fleet.yaml before what the company says of itself', () => {
    expect(shape(treeOf([PROVINCE, CITY, { ...TOWN, parent: '示范省公司' }]))).toBe('示范省公司(山城公司 城关公司)');
  });

  it('lose nobody when companies name each other in a circle', () => {
    const circle = [
      unit('甲', 'branch', { parent: '乙' }),
      unit('乙', 'branch', { parent: '甲' }),
      unit('丙', 'branch', { parent: '丙' }),
    ];
    expect(shape(treeOf(circle))).toBe('乙(甲) 丙');
  });
});

describe('the sums of a fleet', () => {
  const numbers = ({ units, finished, tally }: Totals): number[] => [
    ...[units, finished, tally.duties, tally.told, tally.pages, tally.unread, tally.gaps, tally.waived],
    ...Object.values(tally.bySeverity),
    ...Object.values(tally.byKind),
    ...Object.values(tally.outcomes),
  ];
  const added = (all: readonly number[][]): number[] =>
    (all[0] ?? []).map((_, at) => all.reduce((sum, one) => sum + (one[at] ?? 0), 0));

  it('of a group are those of its units: nothing is counted twice, nothing is lost', () => {
    const check = (node: FleetNode): void => {
      const own = LINES.filter(({ folder }) => folder === node.folder);
      expect(numbers(node.totals)).toEqual(
        added([totalsOf(own), ...node.children.map((one) => one.totals)].map(numbers)),
      );
      node.children.forEach(check);
    };
    treeOf(LINES).forEach(check);
    expect(numbers(totalsOf(LINES))).toEqual(added(treeOf(LINES).map(({ totals }) => numbers(totals))));
    expect(totalsOf(LINES)).toMatchObject({ units: 4, finished: 3, tally: { gaps: 2 * GAPS } });
  });

  it('name the units with the worst gaps first, and none without', () => {
    const critical = VERDICTS.filter(isGap)
      .slice(0, 1)
      .map((one) => ({ ...one, severity: 'critical' as const }));
    const few = unit('严重公司', 'county', { verdicts: critical });
    const minor = unit('一般公司', 'county', {
      verdicts: VERDICTS.filter(isGap).map((one) => ({ ...one, severity: 'minor' as const })),
    });
    expect(worstUnits([minor, TOWN, BROKEN, few]).map(({ company }) => company?.name)).toEqual([
      '严重公司',
      '一般公司',
    ]);
  });
});

describe('a roll-up', () => {
  const broken = {
    ...BROKEN,
    exit: 'usage',
    why: [{ zh: 'gongkai.yaml:3:1 应为文字', en: 'gongkai.yaml:3:1 should be a text' }],
  };
  const made = fleet([PROVINCE, CITY, TOWN, broken]);

  it('says of what was not finished that it was not, and never that it has no gaps', () => {
    const said = fleetText(made, 'zh', 120);
    expect(said).toContain('4 个单位：已完成 3 个，未完成 1 个（未完成的单位不计入以下数字，不等于没有问题）');
    expect(said).toMatch(/^ +邻水公司 +未完成 +— +— +— +— +— +— +—$/m);
    expect(said).toMatch(/^ +山城公司 +2\/3 /m);
    expect(said).toContain('gongkai.yaml:3:1 应为文字');
  });

  it('says in the workbook in words what is not known, and numbers as numbers', () => {
    const [levels, kinds] = fleetWorkbook(made, 'zh').sheets;
    expect(levels?.rows.map(({ cells }) => cells[0])).toEqual([
      '示范省公司',
      '　山城公司',
      '　　城关公司',
      '　　邻水公司',
      '合计',
    ]);
    expect(levels?.rows[3]?.cells[4]).toMatchObject({ value: '未完成' });
    expect(levels?.rows[4]?.cells[4]).toBe(2 * GAPS);
    expect(kinds?.rows[4]?.cells.slice(4).reduce((sum: number, one) => sum + Number(one), 0)).toBe(2 * GAPS);
  });

  it('speaks English without a word of Chinese but names', () => {
    const named = JSON.parse(
      JSON.stringify(made).replaceAll(/示范省公司|山城公司|城关公司|邻水公司|示范省/gu, 'X'),
    ) as typeof made;
    for (const said of [fleetText(named, 'en', 120), fleetMarkdown(named, 'en')])
      expect(said.replaceAll('单位/X', '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('leaves single units to the workbook where there are many, and keeps what has units below it', () => {
    const counties = Array.from({ length: 80 }, (_, n) => unit(`县${n}公司`, 'county', { parent: '山城公司' }));
    const said = fleetText(fleet([PROVINCE, CITY, ...counties]), 'zh', 120);
    expect(said).toMatch(/^ +山城公司 +81\/81 /m);
    expect(said).not.toMatch(/^ +县42公司 +已完成/m);
  });
});
