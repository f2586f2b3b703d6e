import { statSync } from 'node:fs';
import path from 'node:path';
import type { Law } from '../audit.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { COUNTED, prepare, resultOf, unmet, type RuleResult } from '../cases/rule-case/check.ts';
import { loadRuleCases, rulesOf, type RuleSet } from '../cases/rule-case/load.ts';
import type { Catalogue } from '../catalogue/rule.ts';
import { text } from '../language/text.ts';
import { padTo, widthOf } from '../report/terminal/columns.ts';
import { Stop, stopWith, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openLaw } from './law.ts';

export interface RulesTestOptions {
  readonly catalogue: string;
  readonly cases?: string;
}

/** `rules test [rule…]`: runs each rule's cases; a rule without both a passed and a failed case is refused. */
export async function testRules(ids: readonly string[], options: RulesTestOptions, desk: Desk): Promise<ExitName> {
  const law = await openLaw(options.catalogue, { ...desk, workspace: '.' });
  const loaded = await loadRuleCases(foldersOf(options, desk), law.catalogue);
  if ('problems' in loaded) throw stopWith('catalogue', loaded.problems);
  const wanted = chosen(ids, law.catalogue);
  const sets = loaded.sets.filter(({ rule }) => wanted.has(rule.element.id));
  const results = await run(sets, law, desk);
  const without = rulesOf(law.catalogue).filter(
    ({ element }) => wanted.has(element.id) && !sets.some(({ rule }) => rule.element.id === element.id),
  );
  desk.print(table(results, desk));
  return conclude(
    results,
    without.map(({ element }) => `${element.id} ${element.name.zh}`),
    desk,
  );
}

function foldersOf({ cases }: RulesTestOptions, { home }: Desk): string[] {
  if (cases !== undefined && !statSync(cases, { throwIfNoEntry: false })?.isDirectory())
    throw new Stop('usage', text(`找不到用例文件夹：${cases}`, `no such folder of cases: ${cases}`));
  return [path.join(home, 'fixtures/rules'), ...(cases === undefined ? [] : [cases])];
}

/** Rules by id, or all rules of an item by the item's; all of them when none is named. */
function chosen(ids: readonly string[], catalogue: Catalogue): ReadonlySet<string> {
  const rules = rulesOf(catalogue);
  if (ids.length === 0) return new Set(rules.map(({ element }) => element.id));
  const known = [...new Set(rules.flatMap(({ item, element }) => [item.id, element.id]))];
  return new Set(
    ids.flatMap((id) => {
      const named = rules.filter(({ item, element }) => element.id === id || item.id === id);
      if (named.length > 0) return named.map(({ element }) => element.id);
      const hint = didYouMean(id, known);
      throw new Stop(
        'usage',
        text(
          `规则库中没有「${id}」${hint ? `，${hint.zh}` : ''}`,
          `the catalogue has no "${id}"${hint ? `; ${hint.en}` : ''}`,
        ),
      );
    }),
  );
}

async function run(sets: readonly RuleSet[], law: Law, desk: Desk): Promise<RuleResult[]> {
  const laws = new Map<string, Law>([[law.catalogue.id, law]]);
  const lawOf = async (id: string): Promise<Law> => {
    const known = laws.get(id) ?? (await openLaw(id, { ...desk, workspace: '.' }));
    laws.set(id, known);
    return known;
  };
  const results: RuleResult[] = [];
  for (const [index, set] of sets.entries()) {
    desk.progress(`${index + 1}/${sets.length} ${set.rule.element.id}`);
    const prepared = await prepare(set, law, lawOf);
    results.push(
      resultOf(
        prepared,
        unmet(prepared, ({ catalogue }) => laws.get(catalogue ?? law.catalogue.id) ?? law),
      ),
    );
  }
  desk.progress('');
  return results;
}

const NAMES = { passed: '合规', failed: '有问题', inapplicable: '不适用', cantTell: '无法判定' } as const;

function table(results: readonly RuleResult[], { language }: Desk): string {
  const zh = language === 'zh';
  const names = results.map(({ rule: { element } }) => `${element.id}  ${zh ? element.name.zh : element.name.en}`);
  const width = Math.max(8, ...names.map(widthOf)) + 2;
  const head = [padTo(zh ? '规则' : 'rule', width), ...COUNTED.map((kind) => padTo(zh ? NAMES[kind] : kind, 13))].join(
    '',
  );
  const rows = results.map(({ counts, wrong, lacks }, at) => {
    const state = wrong.length > 0 ? `✘ ${wrong.length}` : lacks.length > 0 ? '—' : '✔';
    return [padTo(names[at] ?? '', width), ...COUNTED.map((kind) => padTo(String(counts[kind]), 13)), state].join('');
  });
  return [head, ...rows].join('\n');
}

function conclude(results: readonly RuleResult[], without: readonly string[], desk: Desk): ExitName {
  const say = (zh: string, en: string): void => desk.print(desk.language === 'zh' ? zh : en);
  const red = results.flatMap(({ wrong }) => wrong);
  for (const line of red) desk.print(`✘ ${line}`);
  for (const name of without) say(`✘ ${name}：没有用例`, `✘ ${name}: no cases`);
  const refused = results.filter(({ lacks }) => lacks.includes('passed') || lacks.includes('failed'));
  for (const { rule, lacks } of results.filter((one) => one.lacks.length > 0))
    say(
      `✘ ${rule.element.id}：缺${lacks.map((kind) => NAMES[kind]).join('、')}的用例`,
      `✘ ${rule.element.id}: no case of ${lacks.join(', ')}`,
    );
  const failed = red.length + without.length + refused.length;
  const ran = results.reduce((sum, one) => sum + one.ran, 0);
  say(`${results.length} 条规则，${ran} 个用例`, `${results.length} rules, ${ran} cases`);
  desk.print(`${ran - Math.min(ran, red.length)} passed, ${failed} failed`);
  return failed === 0 ? 'ok' : 'catalogue';
}
