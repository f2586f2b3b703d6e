import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
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

it('help names the formats that there are', () => {
  expect([...FORMAT_NAMES]).toEqual(FORMATS);
});
