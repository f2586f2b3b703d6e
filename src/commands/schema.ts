import { z } from 'zod';
import { catalogueHeadSchema, instrumentSchema, itemSchema, readingSchema, vocabularySchema } from '../catalogue/rule.ts';
import { text } from '../language/text.ts';
import { reportSchema } from '../report/schema.ts';
import { workspaceSchema } from '../workspace/workspace.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';

const SCHEMAS = {
  report: reportSchema,
  workspace: workspaceSchema,
  item: itemSchema,
  instruments: z.array(instrumentSchema),
  readings: z.array(readingSchema),
  vocabulary: vocabularySchema,
  catalogue: catalogueHeadSchema,
} as const satisfies Record<string, z.ZodType>;

/** The JSON Schema of a file kind, generated from the one zod schema that the program itself reads with. */
export function jsonSchemaOf(what: keyof typeof SCHEMAS): string {
  return `${JSON.stringify(z.toJSONSchema(SCHEMAS[what], { io: what === 'report' ? 'output' : 'input', unrepresentable: 'any' }), null, 2)}\n`;
}

export function schemaCommand(what: string, desk: Desk): Promise<ExitName> {
  const known = Object.keys(SCHEMAS);
  if (!(what in SCHEMAS)) throw new Stop('usage', text(`没有「${what}」的 Schema，可用：${known.join('、')}`, `no schema for "${what}"; known: ${known.join(', ')}`));
  desk.print(jsonSchemaOf(what as keyof typeof SCHEMAS));
  return Promise.resolve('ok');
}
