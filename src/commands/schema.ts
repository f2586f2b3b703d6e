import { z } from 'zod';
import { clauseRegisterSchema } from '../catalogue/clause.ts';
import {
  catalogueHeadSchema,
  checkSchema,
  instrumentSchema,
  itemSchema,
  readingSchema,
  vocabularySchema,
} from '../catalogue/rule.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import type { Check } from '../checks/check.ts';
import { withNotes } from '../checks/parameters-of.ts';
import { CHECKS } from '../checks/registry.ts';
import { text } from '../language/text.ts';
import { reportSchema } from '../report/schema.ts';
import { weightsSchema } from '../report/score/weights.ts';
import { fleetSchema } from '../workspace/fleet.ts';
import { workspaceSchema } from '../workspace/workspace.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { SCHEMA_NAMES } from './schema-names.ts';

/** What `rules schema` prints and what stands in `rules/schema/`: one list. */
const SCHEMAS = {
  report: reportSchema,
  workspace: workspaceSchema,
  fleet: fleetSchema,
  item: itemSchema,
  clauses: clauseRegisterSchema,
  instruments: z.array(instrumentSchema),
  readings: z.array(readingSchema),
  vocabulary: vocabularySchema,
  catalogue: catalogueHeadSchema,
  weights: weightsSchema,
} as const satisfies Record<(typeof SCHEMA_NAMES)[number], z.ZodType>;

/** The JSON Schema of a file kind, generated from the one zod schema that the program itself reads with. */
export function jsonSchemaOf(what: keyof typeof SCHEMAS): string {
  const schema =
    what === 'report'
      ? z.toJSONSchema(SCHEMAS[what], { unrepresentable: 'any' })
      : z.toJSONSchema(SCHEMAS[what], { io: 'input', unrepresentable: 'any', override: asWritten });
  return `${JSON.stringify(schema, null, 2)}\n`;
}

type Overridden = Parameters<ReturnType<typeof withNotes>>[0];

/** As people write it in YAML: an element's check is one of the vocabulary with its own parameters. */
function asWritten(one: Overridden): void {
  if (one.zodSchema === checkSchema) Object.assign(one.jsonSchema, anyCheck());
  described(one);
  asTyped(one);
}

/** Editors show one description: Chinese first. */
const described = withNotes(({ zh, en }) => ({ description: `${zh}\n${en}` }));

function anyCheck(): object {
  const parametersIn = ({ parameters, purpose: { zh, en } }: Check): object => {
    const { $schema: _dialect, ...schema } = z.toJSONSchema(parameters, {
      io: 'input',
      unrepresentable: 'any',
      override: asWritten,
    });
    return { ...schema, description: `${zh}\n${en}` };
  };
  const properties = Object.values<Check>(CHECKS).map((check) => [check.name, parametersIn(check)] as const);
  return {
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
  };
}

const isNumeric = (pattern: string): boolean => new RegExp(pattern).test('1') && !new RegExp(pattern).test('a');

/** Our reader takes every scalar as words; an editor sees `10` as a number and `true` as a truth, and is told to let them stand. */
function asTyped({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { type, pattern, enum: words } = jsonSchema;
  if (type === 'string' && pattern !== undefined && isNumeric(pattern))
    Object.assign(jsonSchema, { type: ['number', 'string'] });
  if (type === 'string' && words?.join() === 'true,false') {
    delete jsonSchema.type;
    jsonSchema.enum = ['true', 'false', true, false];
  }
}

const isSchema = (what: string): what is keyof typeof SCHEMAS => Object.hasOwn(SCHEMAS, what);

export function schemaCommand(what: string, desk: Desk): Promise<ExitName> {
  if (!isSchema(what)) {
    const hint = didYouMean(what, SCHEMA_NAMES);
    throw new Stop(
      'usage',
      text(
        `没有「${what}」的 Schema${hint ? `，${hint.zh}` : ''}`,
        `there is no schema "${what}"${hint ? `; ${hint.en}` : ''}`,
      ),
    );
  }
  desk.print(jsonSchemaOf(what));
  return Promise.resolve('ok');
}
