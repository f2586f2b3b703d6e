import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseYaml } from '../src/catalogue/validate.ts';
import { auditInMemory } from './support/audit-in-memory.ts';
import { compare, falsely, truthSchema, type Comparison } from './support/truth.ts';

const companies = path.resolve(import.meta.dirname, '../fixtures/companies');
const AS_OF = '2026-11-20';
const SHARE = 0.97;

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();

function truthOf(company: string) {
  const parsed = parseYaml(truthSchema, readFileSync(path.join(companies, company, 'truth.yaml')), 'truth.yaml');
  if ('value' in parsed) return parsed.value;
  throw new Error(JSON.stringify(parsed.problems));
}

/** Why the capture could not be read: an obstacle of this kind never makes a verdict fail. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'needs-js',
  'server-error',
  'auth-wall',
  'no-text-layer',
  'not-attempted',
]);

describe.each(['lushui', 'binhai'])('%s, which the program was not written for', (company) => {
  let comparison: Comparison;
  let made = '';

  beforeAll(async () => {
    made = mkdtempSync(path.join(tmpdir(), `gongkai-${company}-`));
    execFileSync(process.execPath, [path.join(companies, company, 'build.mjs'), made]);
    const { report } = await auditInMemory(path.join(companies, company, 'gongkai.yaml'), AS_OF);
    comparison = compare(report.verdicts, truthOf(company));
  }, 120_000);
  afterAll(() => {
    rmSync(made, { recursive: true, force: true });
  });

  it('finds every planted truth and alarms at no trap', () => {
    const lost = comparison.planted
      .filter(({ matched, right }) => matched === 0 || right !== matched)
      .map(({ id, line, matched, right }) => `${id} ${line.verdict}: ${right} of ${matched}`);
    expect(lost).toEqual([]);
  });

  it('has a truth for every verdict and judges at least 97 % of them rightly', () => {
    const { compared } = comparison;
    expect(compared.filter(({ line }) => line === undefined).map(({ verdict }) => verdict.id)).toEqual([]);
    const wrong = compared.filter(({ right }) => !right).map(({ verdict }) => `${verdict.id}: ${verdict.outcome}`);
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(compared.length * (1 - SHARE));
  });

  it('passes nothing that it must not, and fails nothing that could not be read', () => {
    expect(falsely('passed', comparison).map(({ verdict }) => verdict.id)).toEqual([]);
    const unreadable = comparison.compared.filter(({ line }) =>
      [line?.reason ?? []].flat().some((one) => UNREADABLE.has(one)),
    );
    expect(unreadable.length).toBeGreaterThan(0);
    expect(unreadable.filter(({ verdict }) => verdict.outcome === 'failed').map(({ verdict }) => verdict.id)).toEqual(
      [],
    );
  });

  it.each(['evidence', 'records'])('has in %s exactly the bytes that its generator writes', (folder) => {
    const [committed, fresh] = [path.join(companies, company, folder), path.join(made, folder)];
    expect(filesUnder(fresh)).toEqual(filesUnder(committed));
    const stale = filesUnder(committed).filter(
      (file) => !readFileSync(path.join(fresh, file)).equals(readFileSync(path.join(committed, file))),
    );
    expect(stale).toEqual([]);
  });
});
