import { z } from 'zod';
import { text, verbatim, type Text } from '../language/text.ts';
import type { Check } from './check.ts';
import { NOTES } from './parameter.ts';

/** One parameter of a check, as an author of rules has to know it. */
export interface Parameter {
  /** `titles`; a part of another one is `parts[].name`. */
  readonly name: string;
  /** What is written there: words, a number, one of certain words. */
  readonly form: Text;
  readonly required: boolean;
  /** As a rule would write it; undefined where nothing is taken for granted, or an empty list. */
  readonly unlessGiven?: string;
  /** Undefined where nobody has written what it is for, which a test forbids. */
  readonly note: Text | undefined;
}

/** The parts of a JSON Schema that parameters of checks come in. */
interface Node {
  readonly type?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly note?: Text;
}

/** For `z.toJSONSchema`: hands on what is noted of each parameter. */
export const withNotes =
  (put: (note: Text) => object) =>
  ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    const note = NOTES.get(zodSchema);
    if (note) Object.assign(jsonSchema, put(note));
  };

/** Everything that a rule may tell a check, in the order of its schema; parts follow what they are parts of. */
export function parametersOf({ parameters }: Pick<Check, 'parameters'>): Parameter[] {
  const override = withNotes((note) => ({ note }));
  return partsOf(z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any', override }) as Node, '');
}

function partsOf({ properties = {}, required = [] }: Node, before: string): Parameter[] {
  return Object.entries(properties).flatMap(([key, node]) => {
    const name = `${before}${key}`;
    const inner = node.type === 'array' ? node.items : node;
    const isNoted = Object.values(inner?.properties ?? {}).some(({ note }) => note !== undefined);
    const given = node.default === undefined || isEmpty(node.default) ? {} : { unlessGiven: spell(node.default) };
    const own = { name, form: formOf(node), required: required.includes(key), ...given, note: node.note };
    return [own, ...(isNoted && inner ? partsOf(inner, `${name}${node.type === 'array' ? '[]' : ''}.`) : [])];
  });
}

const isEmpty = (value: unknown): boolean =>
  value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

const spell = (value: unknown): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

function formOf({ type, pattern, format, const: only, enum: choices, items, prefixItems, properties }: Node): Text {
  if (only !== undefined) return verbatim(only);
  if (choices) return verbatim(choices.join(' | '));
  if (prefixItems) return verbatim(`[${prefixItems.map(() => '0').join(', ')}]`);
  if (items) return listOf(items);
  if (format === 're2') return text('表达式（RE2）', 'RE2 pattern');
  if (format === 'date') return text('日期', 'date');
  if (properties && Object.keys(properties).join() === 'zh,en') return text('中英文', 'Chinese and English');
  if (properties) return text('若干项，见下', 'parts, see below');
  if (type === 'object') return text('名称: [词语…]', 'name: [words…]');
  return pattern === undefined ? text('词语', 'words') : text('数字', 'digits');
}

function listOf(items: Node): Text {
  if (items.enum) return text(`若干个：${items.enum.join('、')}`, `some of ${items.enum.join(', ')}`);
  if (items.items) return text('若干组词语', 'lists of words');
  if (items.format === 're2') return text('若干表达式（RE2）', 'RE2 patterns');
  return items.properties ? text('若干个，各项见下', 'a list of parts, see below') : text('若干词语', 'list of words');
}
