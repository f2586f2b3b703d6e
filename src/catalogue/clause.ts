import { z } from 'zod';
import { text, type Text } from '../language/text.ts';
import { textSchema } from './text-schema.ts';

/** How a person finds out about what leaves no trace on a channel. */
export const ATTESTED_BY = {
  'on-site': text('现场核查', 'on-site check'),
  papers: text('资料核查', 'check of papers'),
  recording: text('录音录像抽查', 'sample of recordings'),
} as const satisfies Record<string, Text>;
export type AttestedBy = keyof typeof ATTESTED_BY;

/** What the program does of itself, for every element, so that no single rule stands for it. */
export const BUILT_IN = {
  consistency: text('各渠道同一事实逐一比对', 'the same fact is compared on every channel'),
  synchrony: text('各渠道发布日期逐一比对', 'the days of publication are compared on every channel'),
  routing: text('按发布渠道确定发布责任单位', 'each gap is given to the publisher of its channel'),
} as const satisfies Record<string, Text>;
export type BuiltIn = keyof typeof BUILT_IN;

const names = <K extends string>(table: Readonly<Record<K, Text>>) => Object.keys(table) as [K, ...K[]];

/** How a clause may be met; a clause may be judged by rules in part and attested for the rest. */
const dispositions = {
  /** Elements that judge it. */
  rules: z.array(z.string()).min(1).optional(),
  built_in: z.enum(names(BUILT_IN)).optional(),
  attested: z.enum(names(ATTESTED_BY)).optional(),
  /** The register or ledger that shows it. */
  record: textSchema.optional(),
  /** Addressed to somebody else: a fact to compare with, and why no breach may be drawn from it. */
  reference: textSchema.optional(),
  /** Why no tool can tell. */
  not_automatable: textSchema.optional(),
};
const KINDS = ['rules', 'built_in', 'attested', 'record', 'reference', 'not_automatable'] as const;

export const clauseSchema = z
  .strictObject({
    /** N14, Z05, 4R1: stable, unique within its instrument. */
    id: z.string(),
    /** Where it stands, as a basis cites it: 四（三）; several places are joined by 、. */
    clause: z.string().min(1),
    /** What it asks, in our own short words. */
    asks: textSchema,
    ...dispositions,
    /** Departments that answer for it; those of the rules or of the register where nothing is said. */
    owner: z.array(z.string()).min(1).optional(),
  })
  .refine(
    (clause) => KINDS.some((kind) => clause[kind] !== undefined),
    '要写明由什么落实：rules、built_in、attested、record、reference 或 not_automatable (say how it is met: rules, built_in, attested, record, reference or not_automatable)',
  );
export type Clause = z.infer<typeof clauseSchema>;

/** `N01..N34`: a numbering of the instrument of which no number may be lacking. */
const rangeSchema = z.string().regex(/^(.*?)\d+\.\.\1\d+$/, '写作 N01..N34 这样的起止编号 (write it like N01..N34)');

/** One instrument clause by clause: `clauses/<instrument>.yaml`. */
export const clauseRegisterSchema = z.strictObject({
  /** The instrument's id. */
  id: z.string(),
  /** The numberings that must be complete. */
  extent: z.array(rangeSchema).min(1),
  owner: z.array(z.string()).min(1).optional(),
  clauses: z.array(clauseSchema).min(1),
});
export type ClauseRegister = z.infer<typeof clauseRegisterSchema>;

/** Every id of a range, in order: `N01..N03` is N01, N02, N03, with the leading noughts of its first number. */
export function idsOfRange(range: string): string[] {
  const [, prefix = '', first = '', last = ''] = /^(.*?)(\d+)\.\.\1(\d+)$/.exec(range) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => {
    return `${prefix}${String(from + at).padStart(first.length, '0')}`;
  });
}

/** 二（二）、二（四）1 are two places. */
export const placesOfClause = (clause: string): readonly string[] => clause.split('、');
