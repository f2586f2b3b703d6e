import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import { oscal } from '../../src/report/oscal.ts';
import type { Report } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { isGap } from '../../src/verdicts/roll-up.ts';
import { filledWith } from './filled.ts';
import { PAYLOADS } from './payloads.ts';
import { reportOn, SAMPLE } from './sample.ts';
import { oscalShape } from './schemas/oscal-shape.ts';

const zh = { language: 'zh', colour: false, width: 100 } as const;
const en = { ...zh, language: 'en' } as const;
const schema = (name: string): Promise<string> => readFile(path.join(import.meta.dirname, 'schemas', name), 'utf8');

/** A report of every sort: the sample, an empty one, and one full of hostile words. */
const REPORTS: readonly (readonly [string, Report])[] = [
  ['the sample', SAMPLE],
  ['a report without verdicts', reportOn([], { evidence: [], instruments: [] })],
  ...[
    '=1+1',
    '<script>alert(1)</script>',
    ']]>',
    'a\u0000b\u001b[2J\ud800',
    '::error::x\n##[error]y',
    '   ',
    '%zz 空 格',
  ].map((words) => [JSON.stringify(words), filledWith(words)] as const),
];

describe.each(REPORTS)('%s', (_, report) => {
  it('is valid SARIF 2.1.0', async () => {
    const draft4 = JSON.parse(await schema('sarif-2.1.0.json')) as { $schema?: string; id?: string };
    delete draft4.$schema;
    delete draft4.id;
    const valid = new Ajv({
      strict: false,
      unicodeRegExp: false,
      formats: { uri: true, 'uri-reference': true, 'date-time': true },
    }).compile(draft4);
    for (const options of [zh, en]) {
      valid(JSON.parse(sarif.render(report, options)));
      expect(valid.errors).toBeNull();
    }
  });

  it('is valid JUnit XML', async () => {
    const contents = junit.render(report, zh);
    const checked = await validateXML({
      xml: { fileName: 'report.junit.xml', contents },
      schema: { fileName: 'junit-4.xsd', contents: await schema('junit-4.xsd') },
    });
    expect(checked.errors).toEqual([]);
  });

  it('has the shape of OSCAL assessment results', () => {
    for (const options of [zh, en])
      expect(oscalShape.safeParse(JSON.parse(oscal.render(report, options))).error?.issues ?? []).toEqual([]);
  });
});

interface SarifResult {
  readonly kind: string;
  readonly level: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

it('SARIF tells each gap as a failure and each unknown as a question, by the ids of the verdicts', () => {
  const { runs } = JSON.parse(sarif.render(SAMPLE, zh)) as { runs: { results: SarifResult[] }[] };
  const failed = runs[0]?.results.filter(({ kind }) => kind === 'fail') ?? [];
  expect(failed.map(({ partialFingerprints }) => partialFingerprints['gongkai/v1'])).toEqual(
    SAMPLE.verdicts.filter(isGap).map(({ id }) => id),
  );
  expect(runs[0]?.results.filter(({ kind }) => kind === 'review').map(({ level }) => level)).toEqual(['none', 'none']);
  expect(failed.find(({ partialFingerprints }) => partialFingerprints['gongkai/v1']?.startsWith('5/'))?.level).toBe(
    'error',
  );
});

it('JUnit fails what is a gap and skips what cannot be told', () => {
  const words = junit.render(SAMPLE, zh);
  expect(words.match(/<failure /g)).toHaveLength(SAMPLE.gaps);
  expect(words).toContain('<skipped>采集失败：动态页面，未读到正文</skipped>');
  expect(words).toContain('更新不及时（逾期3个工作日）');
});

it('OSCAL refers only to what is there, and names nothing twice', () => {
  const written = oscal.render(SAMPLE, zh);
  const named = [...written.matchAll(/"uuid": "([^"]+)"/g)].map(([, uuid = '']) => uuid);
  expect(new Set(named).size).toBe(named.length);
  const meant = [...written.matchAll(/"(?:href": "#|observation-uuid": ")([0-9a-f-]{36})"/g)].map(
    ([, uuid = '']) => uuid,
  );
  expect(meant.length).toBeGreaterThan(0);
  expect(meant.filter((uuid) => !named.includes(uuid))).toEqual([]);
});

it('OSCAL has a finding for what is in order or a gap, and only an observation for what cannot be told', () => {
  const { results } = (
    JSON.parse(oscal.render(SAMPLE, en)) as {
      'assessment-results': {
        results: { observations: unknown[]; findings: { target: { status: { state: string } } }[] }[];
      };
    }
  )['assessment-results'];
  const states = results[0]?.findings.map(({ target }) => target.status.state) ?? [];
  expect(states.filter((state) => state === 'not-satisfied')).toHaveLength(SAMPLE.gaps);
  expect(states.filter((state) => state === 'satisfied')).toHaveLength(SAMPLE.counts.passed);
  expect(results[0]?.observations).toHaveLength(SAMPLE.verdicts.length - SAMPLE.counts.inapplicable);
});

describe('Markdown', () => {
  it('has a matrix whose gaps add up to those of its first line, those between channels too', () => {
    const [, matrix = ''] = /## 公开清单\n([^]*?)\n## /.exec(markdown.render(SAMPLE, zh)) ?? [];
    const shown = [...matrix.matchAll(/✘ (\d+)/g)].map(([, many]) => Number(many));
    expect(SAMPLE.verdicts.some((one) => isGap(one) && one.channel === undefined)).toBe(true);
    expect(shown.reduce((sum, one) => sum + one, 0)).toBe(SAMPLE.gaps);
  });

  it('gives coverage first, then the matrix, gaps and unknowns', () => {
    const words = markdown.render(SAMPLE, zh);
    expect(words.split('\n')[2]).toContain('可判定 6/7 项公开义务（85%）');
    expect(words.match(/^#+ .*/gm)).toEqual([
      '# 国网示例县供电公司 供电服务信息公开核查',
      '## 公开清单',
      '## 问题（按责任部门）',
      '### 办公室 (3)',
      '### 营销部 (3)',
      '## 未能判定',
    ]);
  });

  it('lets no page speak markup: no tag, link, heading, table or address of its own', () => {
    const harmless = markdown.render(filledWith('无害'), zh).replaceAll('无害', '');
    const signs = (words: string): string => words.replaceAll(/&#\d+;/g, '').replaceAll(/[^\n|*#[\]<>!@$`~_]/g, '');
    for (const payload of [
      ...PAYLOADS,
      '[x](http://e.example)',
      '![x](//e.example)',
      'a\n# b',
      '| a | b |',
      '@team #1 ~~2~~',
      '`x`',
    ]) {
      const words = markdown.render(filledWith(payload), zh);
      expect(signs(words), payload).toBe(signs(harmless));
      expect(words).not.toMatch(/https?:\/\/|www\./i);
    }
  });
});
