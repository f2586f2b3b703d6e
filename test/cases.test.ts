import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseYaml } from '../src/catalogue/validate.ts';
import type { Problem } from '../src/catalogue/problem.ts';
import { caseSchema } from '../src/cases/case-file.ts';
import { problemsIn } from '../src/cases/hold.ts';
import { caseReaders, runCase } from './support/run-case.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/cases');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

const readers = caseReaders();
afterAll(() => readers.close());

describe('cases', () => {
  for (const name of files) {
    const parsed = parseYaml(caseSchema, readFileSync(path.join(folder, name)), `fixtures/cases/${name}`);
    const file = 'value' in parsed ? parsed.value : undefined;
    it(`${path.basename(name, '.yaml')} ${file?.title ?? '写法有误'}`, async () => {
      if (!file) throw new Error('problems' in parsed ? parsed.problems.map(where).join('\n') : name);
      const report = await runCase(file, readers);
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
