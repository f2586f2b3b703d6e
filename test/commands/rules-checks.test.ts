import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parametersOf } from '../../src/checks/parameters-of.ts';
import { CHECKS } from '../../src/checks/registry.ts';
import { jsonSchemaOf } from '../../src/commands/schema.ts';
import { gongkai, ROOT } from '../support/gongkai.ts';

const NAMES = Object.keys(CHECKS) as (keyof typeof CHECKS)[];

describe('the vocabulary of checks', () => {
  it.each(NAMES)('%s says in both languages what it and each of its parameters is for', (name) => {
    const { purpose } = CHECKS[name];
    const told = [purpose, ...parametersOf(CHECKS[name]).map(({ name: one, note }) => note ?? { zh: one, en: one })];
    expect(told.filter(({ zh }) => !/\p{Script=Han}/u.test(zh))).toEqual([]);
    expect(told.filter(({ en }) => !/[a-z]{3}/i.test(en))).toEqual([]);
  });

  it('tells a list of parts part by part, and no part by the words of another check', () => {
    const parts = parametersOf(CHECKS.directory).filter(({ name }) => name.startsWith('parts'));
    expect(parts.map(({ name, form, required }) => [name, form.en, required])).toEqual([
      ['parts', 'a list of parts, see below', true],
      ['parts[].name', 'Chinese and English', true],
      ['parts[].columns', 'list of words', false],
      ['parts[].pattern', 'RE2 pattern', true],
      ['parts[].wanted', 'true', false],
      ['parts[].compared', 'hours', false],
    ]);
    expect(parts[3]?.note?.en).toBe('how it is recognised in running text');
  });

  it('tells what is taken where nothing is said', () => {
    const given = parametersOf(CHECKS.indicator).find(({ name }) => name === 'needs');
    expect(given).toMatchObject({ required: false, unlessGiven: '[period, area]' });
    expect(parametersOf(CHECKS['titled-document']).find(({ name }) => name === 'least')?.unlessGiven).toBe('60');
  });
});

describe('gongkai rules checks', () => {
  it('lists every check with the elements that use it', async () => {
    const { code, stdout, stderr } = await gongkai(['rules', 'checks']);
    expect(code, stderr).toBe(0);
    for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
    expect(stdout).toMatch(/^directory .*网点清单.*\n +\[1\.3 12\.2\]$/m);
  });

  it('shows how one is written, from the catalogue itself', async () => {
    const { stdout } = await gongkai(['rules', 'checks', 'co-location']);
    expect(stdout).toContain('number（数字；必填）');
    expect(stdout).toContain('例如要素 9.4：\n  check:\n    co-location:\n');
    const english = await gongkai(['rules', 'checks', 'co-location', '--lang', 'en']);
    expect(english.stdout).toContain('number (digits; required)');
    expect(english.stdout.split('For example')[0]).not.toMatch(/\p{Script=Han}/u);
  });

  it('names the check that was meant, and ends with 2', async () => {
    const { code, stderr } = await gongkai(['rules', 'checks', 'direktory']);
    expect([code, stderr.trim()]).toEqual([2, '没有名为「direktory」的检查，是否想写「directory」？']);
    expect((await gongkai(['rules', 'checks', 'stations'])).stderr).toContain('gongkai rules checks');
  });
});

describe('an editor with the schema of items', () => {
  const accepts = new Ajv2020({ strict: false, formats: { date: true, re2: true } }).compile(
    JSON.parse(jsonSchemaOf('item')) as object,
  );
  const withCheck = (check: object): object => ({
    ...{ id: '13', name: { zh: '充电设施', en: 'Chargers' }, summary: { zh: '充电设施', en: 'Chargers' } },
    elements: [{ id: '13.1', name: { zh: '清单', en: 'list' }, check, remedy: { zh: '公布', en: 'publish' } }],
  });
  const statement = { terms: ['充电站'] };

  it('accepts every item of the national base', async () => {
    const folder = path.join(ROOT, 'rules/base/items');
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml'));
    for (const file of files) {
      const item: unknown = parse(await readFile(path.join(folder, file), 'utf8'));
      expect(accepts(item), `${file} ${JSON.stringify(accepts.errors?.slice(0, 2))}`).toBe(true);
    }
    expect(files.length).toBeGreaterThan(12);
  });

  it.each([
    ['a check with what it must be told', { statement }, true],
    ['a check without it', { statement: {} }, false],
    ['a parameter that the check does not have', { statement: { ...statement, heads: [] } }, false],
    ['a check that there is not', { figure: statement }, false],
    ['two checks at once', { statement, form: { carries: [['12398']] } }, false],
    ['a number without quotes', { 'co-location': { number: 12398, service: 95598 } }, true],
  ])('%s', (_what, check, fine) => {
    expect(accepts(withCheck(check))).toBe(fine);
  });
});
