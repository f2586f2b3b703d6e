import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idsOfRange } from '../../src/catalogue/clause.ts';
import { coverageOf, unaccounted, type DocumentCoverage } from '../../src/catalogue/coverage.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { spellProblem } from '../../src/catalogue/problem.ts';
import type { Catalogue } from '../../src/catalogue/rule.ts';

const root = path.resolve(import.meta.dirname, '../..');
const obligations = path.resolve(root, '../shared/domain/1-obligations.md');

async function catalogueIn(rules: string, id = 'chongqing'): Promise<Catalogue> {
  const result = await loadCatalogue(rules, id);
  if ('problems' in result) throw new Error(result.problems.map((one) => spellProblem(one).zh).join('\n'));
  return result.catalogue;
}
let known: Promise<DocumentCoverage[]> | undefined;
const coverage = (): Promise<DocumentCoverage[]> => (known ??= catalogueIn(path.join(root, 'rules')).then(coverageOf));

async function idsIn(instrument: string): Promise<string[]> {
  const document = (await coverage()).find((one) => one.instrument === instrument);
  return (document?.clauses ?? []).map(({ id }) => id);
}
const PLAN = 'yudianying-2022-23';
const SIGN = 'banjicha-2012-87';
const CONDUCT = 'guodian-yingxiao-2023-482';

describe('the five documents, clause by clause', () => {
  it('leave nothing unaccounted for', async () => {
    const documents = await coverage();
    expect(documents).toHaveLength(5);
    expect(unaccounted(documents)).toEqual([]);
  });

  it('the plan has 12 items with 55 elements, and 34 further duties', async () => {
    const plan = (await coverage()).find(({ instrument }) => instrument === PLAN);
    const items = (plan?.clauses ?? []).filter(({ id }) => /^\d+$/.test(id));
    expect(items).toHaveLength(12);
    expect(items.flatMap(({ rules }) => rules)).toHaveLength(55);
    expect((await idsIn(PLAN)).filter((id) => id.startsWith('N'))).toEqual(idsOfRange('N01..N34'));
  });

  it('the notice of 2012 has 13 duties, its companion articles 3 to 16, the campaign 5 phases, 4 guarantees and 6 tasks', async () => {
    expect(await idsIn(SIGN)).toEqual(idsOfRange('Z01..Z13'));
    expect(await idsIn('banjicha-2012-85')).toEqual(idsOfRange('R03..R16'));
    const campaign = await idsIn('nanwang-2011-campaign');
    expect(campaign).toEqual([...idsOfRange('P1..P6'), ...idsOfRange('G1..G4'), ...idsOfRange('W1..W6')]);
  });

  it('the rules of conduct have 60 things to do and 52 never to do', async () => {
    const ids = await idsIn(CONDUCT);
    expect(ids.filter((id) => id.includes('Y'))).toHaveLength(60);
    expect(ids.filter((id) => id.includes('R'))).toHaveLength(52);
    const redLines = [1, 2, 3, 4, 5, 6].map((chapter) => ids.filter((id) => id.startsWith(`${chapter}R`)).length);
    expect(redLines).toEqual([10, 8, 10, 8, 8, 8]);
  });

  it('what nothing can tell has its reason and somebody who answers for it', async () => {
    const clauses = (await coverage()).flatMap((document) => document.clauses);
    for (const { state, how, owners, id } of clauses.filter(({ state: one }) => one === 'not-automatable')) {
      expect(how?.zh.length, `${id} ${state}`).toBeGreaterThan(8);
      expect(owners.length, id).toBeGreaterThan(0);
    }
  });
});

/** Compared with the list of obligations where it lies beside the checkout; skipped, and counted as skipped, elsewhere. */
describe.skipIf(!existsSync(obligations))('the list of obligations', () => {
  const lines = existsSync(obligations) ? readFileSync(obligations, 'utf8').split('\n') : [];
  const section = (number: string): string[] => {
    const from = lines.findIndex((line) => line.startsWith(`## ${number} `));
    const length = lines.slice(from + 1).findIndex((line) => line.startsWith('## '));
    return lines.slice(from, length < 0 ? undefined : from + 1 + length);
  };
  const rowIds = (number: string, id: RegExp): string[] =>
    section(number).flatMap((line) => id.exec(line.split('|')[1]?.trim() ?? '')?.[0] ?? []);

  it('names the same elements of the 12 items', async () => {
    const plan = (await coverage()).find(({ instrument }) => instrument === PLAN);
    const judged = (plan?.clauses ?? []).filter(({ id }) => /^\d+$/.test(id)).flatMap(({ rules }) => rules);
    expect(judged).toEqual(rowIds('1.1', /^\d+\.\d+$/));
    const total = /= \*\*(\d+) distinct elements\*\*/.exec(section('1.1').join('\n'))?.[1];
    expect(String(judged.length)).toBe(total);
  });

  it('names the same further duties, duties of 2012 and phases', async () => {
    expect((await idsIn(PLAN)).filter((id) => id.startsWith('N'))).toEqual(rowIds('1.2', /^N\d+$/));
    expect(await idsIn(SIGN)).toEqual(rowIds('1.4', /^Z\d+$/));
    const campaign = await idsIn('nanwang-2011-campaign');
    expect(campaign.filter((id) => /^P[1-5]$/.test(id))).toHaveLength(rowIds('1.5', /^\([一二三四五]\)/).length);
    const tasks = [
      ...new Set(
        section('1.5')
          .join('\n')
          .match(/\b[GW]\d\b/g),
      ),
    ].sort();
    expect(campaign.filter((id) => /^[GW]/.test(id)).sort()).toEqual(tasks);
  });

  it('names the same articles of the rules for the hotline', async () => {
    const articles = rowIds('1.6', /^\d+(?:–\d+)?/).flatMap((row) => {
      const [from = 0, to = from] = row.split('–').map(Number);
      return Array.from({ length: to - from + 1 }, (_, at) => `R${String(from + at).padStart(2, '0')}`);
    });
    expect(await idsIn('banjicha-2012-85')).toEqual(articles);
  });

  it('names the same clauses of the rules of conduct, and leaves the same ones to nobody’s tool', async () => {
    const chapters = section('1.7').filter((line) => /^\*\*[1-6] /.test(line));
    const clauses = chapters.flatMap((line) =>
      [...line.matchAll(/(?<![A-Za-z\d])([YR]\d+) .*?(?=(?: · |\. |\.$|\.\*\*))/g)].map(([words, id]) => ({
        id: `${line.charAt(2)}${id ?? ''}`,
        closed: words.endsWith(' X'),
      })),
    );
    const document = (await coverage()).find(({ instrument }) => instrument === CONDUCT);
    const own = (document?.clauses ?? []).filter(({ id }) => !id.startsWith('L'));
    expect(own.map(({ id }) => id)).toEqual(clauses.map(({ id }) => id));
    const closed = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);
    expect(closed(own.filter(({ state }) => state === 'not-automatable'))).toEqual(
      closed(clauses.filter((one) => one.closed)),
    );
  });
});

describe('a register with a mistake', () => {
  let rules = '';
  beforeEach(async () => {
    rules = path.join(await mkdtemp(path.join(tmpdir(), 'gongkai-')), 'rules');
    for (const id of ['base', 'chongqing'])
      await cp(path.join(root, 'rules', id), path.join(rules, id), { recursive: true });
  });
  afterEach(() => rm(path.dirname(rules), { recursive: true }));

  async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
    const before = await readFile(path.join(rules, file), 'utf8');
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    await writeFile(path.join(rules, file), after);
  }
  const complaints = async (): Promise<readonly string[]> => {
    const result = await loadCatalogue(rules, 'chongqing');
    return 'problems' in result ? result.problems.map((one) => spellProblem(one).zh) : [];
  };
  const register = 'chongqing/clauses/yudianying-2022-23.yaml';

  it('a clause taken out of it is unaccounted for', async () => {
    await edit(register, / {2}- \{ id: N23.*\n/, '');
    const open = unaccounted(coverageOf(await catalogueIn(rules)));
    expect(open.map(({ id }) => id)).toEqual(['N23']);
  });

  it('a clause whose rule a layer switches off is unaccounted for', async () => {
    await edit('chongqing/items/duties/column.yaml', '  - id: N04.2\n', '  - id: N04.9\n');
    await edit(register, 'rules: [N04.1, N04.2]', 'rules: [N04.1, N04.9]');
    await writeFile(path.join(rules, 'chongqing/items/duties/forms.yaml'), 'id: Z07\noff: true\n');
    const open = unaccounted(coverageOf(await catalogueIn(rules)));
    expect(open.map(({ id, off }) => [id, off])).toEqual([['Z07', ['Z07.1', 'Z07.2']]]);
  });

  it('a rule, a department or a document that does not exist is told with file, line and column', async () => {
    await edit(register, 'rules: [N20]', 'rules: [N2O]');
    await edit(register, 'owner: [供电单位]', 'owner: [供电公司]');
    const said = await complaints();
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(
      /^rules\/chongqing\/clauses\/yudianying-2022-23\.yaml:\d+:\d+ 没有检查要素「N2O」（是否想写「N20」？）$/,
    );
    expect(said[1]).toMatch(/没有部门「供电公司」/);
  });

  it('a basis that the register does not hold is refused', async () => {
    await edit('chongqing/items/duties/interaction.yaml', 'clause: 四（三）', 'clause: 四（九）');
    expect((await complaints()).join('\n')).toMatch(
      /interaction\.yaml:\d+:\d+ 没有条款（该文件的逐条登记中）「四（九）」/,
    );
  });

  it('a clause that nothing meets is refused', async () => {
    await edit(register, ', built_in: routing', '');
    expect((await complaints()).join('\n')).toMatch(/由什么落实/);
  });
});
