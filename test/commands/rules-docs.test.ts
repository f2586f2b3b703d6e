import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS_PAGE, checksPage } from '../../src/commands/rules-docs/checks-page.ts';
import { indexPage, itemPage } from '../../src/commands/rules-docs/page.ts';
import { updateWords } from '../../src/commands/rules-docs/update-words.ts';
import { resolvedLines } from '../../src/commands/rules-resolved.ts';
import { ROOT } from '../support/gongkai.ts';
import { loadLaw } from '../support/law.ts';

const PAGES = path.join(ROOT, 'rules/pages');
const REFRESH = 'refresh them: gongkai rules docs -o rules/pages';

describe('the pages made from the rules', () => {
  it('are as the rules are today, one an item and one of all checks', async () => {
    const { catalogue } = await loadLaw('chongqing');
    expect(await readFile(path.join(PAGES, 'README.md'), 'utf8'), REFRESH).toBe(indexPage(catalogue));
    expect(await readFile(path.join(PAGES, CHECKS_PAGE), 'utf8'), REFRESH).toBe(checksPage(catalogue));
    for (const item of catalogue.items)
      expect(await readFile(path.join(PAGES, `${item.id}.md`), 'utf8'), REFRESH).toBe(itemPage(item, catalogue));
    const wanted = ['README.md', CHECKS_PAGE, ...catalogue.items.map(({ id }) => `${id}.md`)];
    expect((await readdir(PAGES)).sort(), REFRESH).toEqual(wanted.sort());
  });

  it('say deadlines as the plan does', () => {
    expect(updateWords({ after: 'change', within: { amount: 10, unit: 'working day' } })).toBe('变更后10个工作日内');
    expect(updateWords({ every: 'month', covers: 'next', month_end_minus: 3 })).toBe('每月末3日前公开下月的');
    expect(updateWords({ before: 'event', at_least: { amount: 7, unit: 'day' } })).toBe('提前7天');
  });
});

describe('rules show --resolved', () => {
  it('names the layer of every value: the plan of Chongqing over the national base', async () => {
    const { catalogue } = await loadLaw('chongqing');
    const item = catalogue.items.find(({ id }) => id === '1');
    const lines = resolvedLines(await catalogue.places(), ['items', '1'], item);
    expect(lines.find((line) => line.startsWith('name.zh'))).toMatch(/# rules\/base\/items\/01-company\.yaml:\d+:\d+$/);
    expect(lines.find((line) => line.startsWith('departments.content'))).toMatch(
      /^departments\.content: \[办公室\] {2}# rules\/chongqing\/items\/01-company\.yaml:\d+:\d+$/,
    );
  });

  it('shows time limits, which are written as one word, with where they are written', async () => {
    const { catalogue } = await loadLaw('chongqing');
    const places = await catalogue.places();
    const linesOf = (id: string): string[] =>
      resolvedLines(
        places,
        ['items', id],
        catalogue.items.find((item) => item.id === id),
      );
    expect(linesOf('1').filter((line) => line.startsWith('update'))).toEqual([
      expect.stringMatching(/^update\.0\.after: change {2}# rules\/chongqing\/items\/01-company\.yaml:\d+:\d+$/),
      expect.stringMatching(
        /^update\.0\.within: 10 working day {2}# rules\/chongqing\/items\/01-company\.yaml:\d+:\d+$/,
      ),
      expect.stringMatching(/^update\.0\.reading: A3 {2}# /),
    ]);
    expect(linesOf('5').find((line) => line.includes('planned.update.0.at_least'))).toContain(': 7 day  # rules/base/');
  });
});
