import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FORMAT_NAMES } from '../../src/commands/program/options.ts';
import { SCHEMA_NAMES } from '../../src/commands/schema-names.ts';
import { jsonSchemaOf } from '../../src/commands/schema.ts';
import { FORMATS } from '../../src/report/reporters.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { auditInMemory } from '../support/audit-in-memory.ts';
import { DAY, DEMO, ROOT } from '../support/gongkai.ts';

describe('the published schemas', () => {
  it.each(SCHEMA_NAMES)('rules/schema/%s.schema.json is what the program reads with today', async (name) => {
    const stored = await readFile(path.join(ROOT, `rules/schema/${name}.schema.json`), 'utf8');
    expect(stored, `refresh it: gongkai rules schema ${name} > rules/schema/${name}.schema.json`).toBe(
      jsonSchemaOf(name),
    );
  });

  it('accept the report on the demonstration company, by zod and by an independent validator', async () => {
    const { report } = await auditInMemory(path.join(DEMO, 'gongkai.yaml'), DAY);
    expect(reportSchema.safeParse(report).error).toBeUndefined();
    const validate = new Ajv2020({ strict: false, formats: { date: true } }).compile(
      JSON.parse(jsonSchemaOf('report')) as object,
    );
    const written: unknown = JSON.parse(JSON.stringify(report));
    expect(validate(written), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(validate({ ...(written as object), surprise: 1 })).toBe(false);
    expect(validate({ ...(written as object), asOf: 20261120 })).toBe(false);
  });
});

describe('an editor, which reads YAML with its types,', () => {
  const accepts = (name: (typeof SCHEMA_NAMES)[number], yaml: string): boolean =>
    new Ajv2020({ strict: false, formats: { date: true, uri: true } }).compile(
      JSON.parse(jsonSchemaOf(name)) as object,
    )(parse(yaml));

  it.each([
    ["items: { '3': 15 }\nitem: 10\ndeductions: { minor: 0.5 }\nrefund: 33.5", true],
    ["item: '10'", true],
    ['item: -2', false],
    ['refund: 101', false],
    ['deduction: { minor: 1 }', false],
    ['not_charged: [city]', false],
  ])('is told of weights.yaml that %j is %s', (yaml, fine) => {
    expect(accepts('weights', yaml)).toBe(fine);
  });

  it('accepts the numbers and truths of gongkai.yaml without quotes', () => {
    const yaml = `
company: { id: shancheng, name: 国网山城供电公司, kind: branch }
channels: { app: { sources: [{ snapshot: evidence/app/, complete: true }] } }
settings: { max_age_days: 40 }`;
    expect(accepts('workspace', yaml)).toBe(true);
    expect(accepts('workspace', yaml.replace('40', 'many'))).toBe(false);
  });
});

it('help names the formats that there are', () => {
  expect([...FORMAT_NAMES]).toEqual(FORMATS);
});
