import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { prepare, resultOf, unmet, type RuleResult } from '../../src/cases/rule-case/check.ts';
import { loadRuleCases, rulesOf } from '../../src/cases/rule-case/load.ts';
import { spellProblem } from '../../src/catalogue/problem.ts';
import { loadLaw } from '../support/law.ts';

const OWN = path.resolve(import.meta.dirname, '../../fixtures/rules');

async function results(folder: string, rules?: readonly string[]): Promise<RuleResult[]> {
  const law = await loadLaw('chongqing');
  const laws = new Map([['base', await loadLaw('base')]]);
  const loaded = await loadRuleCases([folder], law.catalogue);
  if ('problems' in loaded) throw new Error(loaded.problems.map((one) => spellProblem(one).zh).join('\n'));
  const sets = loaded.sets.filter(({ rule }) => rules?.includes(rule.element.id) ?? true);
  const done: RuleResult[] = [];
  for (const set of sets) {
    const prepared = await prepare(set, law, (id) => loadLaw(id));
    done.push(
      resultOf(
        prepared,
        unmet(prepared, ({ catalogue }) => laws.get(catalogue ?? '') ?? law),
      ),
    );
  }
  return done;
}

async function said(yaml: string): Promise<string[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'gongkai-cases-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const folder = path.join(home, 'rules');
  await mkdir(folder);
  await writeFile(path.join(folder, 'x.yaml'), yaml);
  const loaded = await loadRuleCases([folder], (await loadLaw('chongqing')).catalogue);
  if ('problems' in loaded) return loaded.problems.map((one) => spellProblem(one).zh.replace(/^.*?(x\.yaml)/, '$1'));
  return (await results(folder)).flatMap(({ wrong }) => wrong.map((one) => one.replace(/^.*?(x\.yaml)/, '$1')));
}

describe('the cases of every rule', () => {
  it('are all green, and every rule has its four kinds', async () => {
    const all = await results(OWN);
    const { catalogue } = await loadLaw('chongqing');
    expect(all.map(({ rule }) => rule.element.id)).toEqual(rulesOf(catalogue).map(({ element }) => element.id));
    expect(all.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(all.filter(({ lacks }) => lacks.length > 0).map(({ rule, lacks }) => [rule.element.id, lacks])).toEqual([]);
    expect(all.filter(({ ran }) => ran < 4)).toEqual([]);
  }, 240_000);
});

describe('a case file', () => {
  const one = (more: string): string =>
    `rule: '1.2'\ncases:\n  - case: x\n    shows: 办公地址：江北区松林路18号\n${more}`;

  it('holds what it says, and is red with its line where it does not', async () => {
    expect(await said(one('    expect: passed\n'))).toEqual([]);
    const [line = ''] = await said(one('    expect: failed missing\n'));
    expect(line).toMatch(/^x\.yaml:3:5 x：1\.2\/portal\/content：应为有问题（应公开未公开），实为合规/);
  });

  it('names the nearest rule, variant and department for one that does not exist', async () => {
    expect(await said("rule: '1.22'\ncases:\n  - { case: x, expect: passed }\n")).toEqual([
      'x.yaml:1:7 规则库中没有规则「1.22」（是否想写「1.2」？）',
    ]);
    expect(await said("rule: '2.1'\ncases:\n  - { case: x, for: neww, expect: passed }\n")).toEqual([
      'x.yaml:3:21 规则没有类型「neww」（是否想写「new」？）',
    ]);
    expect(await said("rule: '1.2'\nduty: { owners: [办公事] }\ncases:\n  - { case: x, expect: passed }\n")).toEqual([
      'x.yaml:2:18 没有部门「办公事」（是否想写「办公室」？）',
    ]);
  });

  it('refuses an outcome that there is not', async () => {
    const [line = ''] = await said(one('    expect: pass\n'));
    expect(line).toMatch(/^x\.yaml:5:13 「expect」应写作 passed/);
  });
});
