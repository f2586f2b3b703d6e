import { z } from 'zod';
import { channelSchema, COMPANY_KINDS, SEVERITIES } from '../catalogue/rule.ts';
import { caseSchema } from './case-file.ts';

/**
 * What must come out, as a person says it: the outcome, and for a gap or an unknown its kind: `passed`, `failed missing`,
 * `cantTell needs-person`, `pending due-soon`. `none`: the rule asks nothing of this channel.
 */
const outcomeWords = z
  .string()
  .regex(
    /^(?:none|(?:passed|failed|cantTell|pending|inapplicable|untested)(?: [a-z-]+)?)$/,
    '应写作 passed、failed missing、cantTell needs-person 等 (write it like "passed", "failed missing" or "cantTell needs-person")',
  );

/** Text of one page, or pages by their address. See `pageOf` for how a text becomes a page. */
const shown = z.union([z.string(), z.record(z.string(), z.string())]);

const { records } = caseSchema.shape;

/** One case of a rule: what is shown, and what must come out. */
const oneCase = z.strictObject({
  /** What the case is about, in a line. */
  case: z.string().min(1),
  /** The text, on the first channel that the rule names; or by channel. */
  shows: shown.optional(),
  /** The channel on which it is shown. */
  on: channelSchema.optional(),
  /** Channels beside it, for comparison. */
  also: z.partialRecord(channelSchema, shown).optional(),
  /** Channels that the company declares not to have. */
  lacks: z.array(channelSchema).default([]),
  /** Each word in turn stands where the case says 【词】. */
  words: z.array(z.string()).optional(),
  /** Only the variant of this id. */
  for: z.string().optional(),
  /** The page could not be had: a reason of the closed list. */
  fault: z.string().optional(),
  /** The page's column, title, or day of publication, where they matter. */
  column: z.string().optional(),
  published: z.string().optional(),
  as_of: z.string().optional(),
  captured: z.string().optional(),
  company: z.enum(COMPANY_KINDS).optional(),
  capabilities: z.array(z.string()).default([]),
  catalogue: z.string().optional(),
  records: records.optional(),
  /** The content aspect. */
  expect: outcomeWords.optional(),
  /** The timeliness aspect, of one instance (`2026-12`, `change-2026-09-24`) or of all. */
  time: outcomeWords.optional(),
  instance: z.string().optional(),
  due: z.string().optional(),
  /** The consistency aspect. */
  agree: outcomeWords.optional(),
  mentions: z.array(z.string()).default([]),
  /** Words that the record of the search must name. */
  sought: z.array(z.string()).default([]),
  readings: z.array(z.string()).default([]),
});
export type RuleCase = z.infer<typeof oneCase>;

/** Who owes it where, as the law says: held against the verdicts themselves. */
const dutySchema = z.strictObject({
  channels: z.array(channelSchema).optional(),
  owners: z.array(z.string()).min(1).optional(),
  /** By channel; where nothing is said, the content owners publish. */
  publishers: z.partialRecord(channelSchema, z.string()).default({}),
  severity: z.enum(SEVERITIES).optional(),
  /** `<文件编号> <条款>`. */
  basis: z.array(z.string()).optional(),
  readings: z.array(z.string()).optional(),
  /** The kinds of company that it binds. */
  kinds: z.array(z.enum(COMPANY_KINDS)).optional(),
});
export type RuleDuty = z.infer<typeof dutySchema>;

/** The cases of one rule, or of all rules that choose one check; a tiny file that a domain person reads. */
export const ruleCasesSchema = z
  .strictObject({
    rule: z.string().optional(),
    /** Instead of a rule: every rule that chooses this check and has no file of its own. */
    check: z.string().optional(),
    duty: dutySchema.optional(),
    /** With `check`: the duties of the rules that it serves, by rule. */
    duties: z.record(z.string(), dutySchema).default({}),
    /** Title and column of pages, unless a case says otherwise. */
    column: z.string().optional(),
    cases: z.array(oneCase).min(1),
  })
  .refine(
    ({ rule, check }) => (rule === undefined) !== (check === undefined),
    '写明 rule 或 check 之一 (give either rule or check)',
  );
export type RuleCases = z.infer<typeof ruleCasesSchema>;
