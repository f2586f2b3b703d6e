import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { reportOn, SAMPLE, VERDICTS } from '../report/sample.ts';
import { gongkai } from '../support/gongkai.ts';

let home = '';
const at = (name: string): string => path.join(home, name);
const inOrder = VERDICTS.filter(({ outcome }) => outcome !== 'failed');
const unit = (id: string, verdicts: readonly Verdict[], asOf = SAMPLE.asOf): Report =>
  reportOn(verdicts, { asOf, company: { ...SAMPLE.company, id, name: `国网${id}供电公司` } });

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-score-'));
  for (const [file, report] of [
    ['q4/shancheng/report.json', unit('山城', VERDICTS)],
    ['q4/linshui/report.json', unit('邻水', inOrder)],
    ['q3/shancheng/report.json', unit('山城', inOrder, '2026-08-20')],
  ] as const) {
    await mkdir(path.dirname(at(file)), { recursive: true });
    await writeFile(at(file), JSON.stringify(report));
  }
  await writeFile(at('q4/other.json'), '{"schema":"something-else"}');
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('gongkai score', () => {
  it('ranks the reports of a folder against the quarter before, and writes a workbook', async () => {
    const ended = await gongkai(['score', at('q4'), '--previous', at('q3'), '-o', at('score.xlsx')]);
    expect(ended.code).toBe(0);
    const [, first = '', second = ''] = ended.stdout.split('\n');
    expect(first).toMatch(/^1 +国网邻水供电公司 .* 100\.00 /);
    expect(second).toMatch(/^2 +国网山城供电公司 .*-\d+\.\d\d/);
    expect(ended.stderr).toContain('score.xlsx');
    expect((await readFile(at('score.xlsx'))).subarray(0, 2).toString()).toBe('PK');
  });

  it('refuses a quarter before that is not before: a rise would be printed as a fall', async () => {
    const swapped = await gongkai(['score', at('q3'), '--previous', at('q4')]);
    expect(swapped).toMatchObject({ code: 2, stdout: '' });
    expect(swapped.stderr).toMatch(/--previous 应为上季度的报告：国网山城供电公司 的核查日 \S+ 不早于本次的 \S+。/);
    const same = await gongkai(['score', at('q4'), '--previous', at('q4'), '--lang', 'en']);
    expect(same.code).toBe(2);
    expect(same.stderr).toMatch(
      /--previous takes reports of the quarter before: that of \S+ is as of \S+, not earlier than/,
    );
  });

  it('notes that the report before is of the same quarter, and of no other', async () => {
    await mkdir(at('oct/shancheng'), { recursive: true });
    await writeFile(at('oct/shancheng/report.json'), JSON.stringify(unit('山城', inOrder, '2026-10-08')));
    const ended = await gongkai(['score', at('q4'), '--previous', at('oct')]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('在同一季度');
    expect(ended.stderr).toContain('国网山城供电公司（2026-10-08）');
    expect((await gongkai(['score', at('q4'), '--previous', at('q3')])).stderr).not.toContain('在同一季度');
  });

  it('gives the same as JSON, with the weights and exact scores', async () => {
    const ended = await gongkai(['score', at('q4'), '--json']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      schema: 'gongkai-score/1',
      weights: { item: 10, deductions: { minor: 1, major: 2, critical: 5 } },
      units: [
        { company: '邻水', rank: 1, score: { shown: '100.00' }, deductions: [] },
        { company: '山城', rank: 2 },
      ],
    });
  });

  it('takes weights and deductions from a file', async () => {
    await writeFile(at('weights.yaml'), 'deductions:\n  minor: 0\n  major: 0\n  critical: 0\n');
    const ended = await gongkai(['score', at('q4'), '--weights', at('weights.yaml'), '--json']);
    expect(JSON.parse(ended.stdout)).toMatchObject({ units: [{ rank: 1 }, { rank: 1 }] });
  });

  it.each([
    ['an unknown key', 'deduction:\n  minor: 1\n', /weights\.yaml:1:1.*deductions/s],
    ['a mark below 0', 'item: 10\ndeductions:\n  major: -2\n', /weights\.yaml:3:\d+.*「major」应为 0 至 1000 的数/],
    ['three decimals', 'item: 0.125\n', /weights\.yaml:1:\d+.*「item」.*最多两位小数/],
    ['an item that no report has', "items:\n  '99': 5\n", /weights\.yaml:2:\d+.*没有编号为「99」/],
  ])('refuses %s at its line', async (_name, yaml, says) => {
    await writeFile(at('weights.yaml'), yaml);
    const ended = await gongkai(['score', at('q4'), '--weights', at('weights.yaml')]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(says);
  });

  it.each([
    ['two reports of one unit', ['q4', 'q3'], '有两份报告'],
    ['a folder without reports', ['empty'], '没有 audit 写出的 report.json'],
    ['a file that is not there', ['none.json'], 'none.json'],
  ])('refuses %s', async (_name, names, says) => {
    await mkdir(at('empty'), { recursive: true });
    const ended = await gongkai(['score', ...names.map(at)]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(says);
  });
});
