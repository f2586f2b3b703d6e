import { z } from 'zod';
import { CHANNELS, COMPANY_KINDS } from '../../src/catalogue/rule.ts';
import { REASONS, type Reason } from '../../src/evidence/reason.ts';
import { GAPS } from '../../src/checks/finding.ts';
import { OUTCOMES } from '../../src/verdicts/verdict.ts';

const reasons = Object.keys(REASONS) as [Reason, ...Reason[]];

/** A page as a domain person writes it: the body alone, or with its column, date and what went wrong with it. */
const pageSchema = z.union([
  z.string(),
  z.strictObject({
    title: z.string().optional(),
    /** The column that the breadcrumb names. */
    column: z.string().optional(),
    /** Printed as 发布日期. */
    published: z.string().optional(),
    body: z.string().default(''),
    /** Bytes in GB18030 instead of UTF-8. */
    gbk: z.literal('true').optional(),
    /** The Content-Type header, when it matters. */
    content_type: z.string().optional(),
    status: z.string().optional(),
    fault: z.enum(reasons).optional(),
    /** The page stands alone: no site header or footer around it. */
    bare: z.literal('true').optional(),
  }),
]);
export type CasePage = z.infer<typeof pageSchema>;

const shelfSchema = z.strictObject({
  site: z.string().optional(),
  base: z.string().default('http://www.shancheng-sgcc.example/'),
  hosts: z.array(z.string()).default([]),
  captured: z.string().default('2026-11-19'),
  complete: z.enum(['true', 'false']).default('true'),
  operator: z.string().optional(),
  landmarks: z.array(z.string()).default([]),
  pages: z.record(z.string(), pageSchema).default({}),
});
export type CaseShelf = z.infer<typeof shelfSchema>;

/** One judged case of domain knowledge: what is shown, on which day, and what must come out. */
export const caseSchema = z.strictObject({
  title: z.string(),
  as_of: z.string().default('2026-11-20'),
  catalogue: z.string().default('chongqing'),
  company: z
    .strictObject({
      id: z.string().default('shancheng'),
      name: z.string().default('国网山城供电公司'),
      aliases: z.array(z.string()).default(['山城供电公司', '山城供电']),
      kind: z.enum(COMPANY_KINDS).default('branch'),
      parent: z.string().default('国网示范省电力公司'),
    })
    .prefault({}),
  channels: z.partialRecord(z.enum(CHANNELS), z.union([z.literal('none'), shelfSchema, z.array(shelfSchema)])).default({}),
  capabilities: z.array(z.string()).default([]),
  records: z
    .strictObject({
      changes: z.array(z.strictObject({ subject: z.string(), on: z.string(), before: z.string().default(''), after: z.string().default('') })).default([]),
      approvals: z.array(z.strictObject({ subject: z.string(), on: z.string(), document: z.string().default(''), by: z.string().default('') })).default([]),
      reviews: z.array(z.strictObject({ subject: z.string(), channel: z.enum(CHANNELS), published: z.string(), content: z.string(), compliance: z.string(), secrecy: z.string() })).default([]),
    })
    .prefault({}),
  /** Holidays loaded up to this year only (C47). */
  calendar_until: z.string().optional(),
  expect: z
    .array(
      z.strictObject({
        /** A verdict id, or a pattern with `*`. A pattern must match something. */
        verdict: z.string(),
        outcome: z.enum(OUTCOMES),
        gap: z.enum(GAPS).optional(),
        reason: z.enum(reasons).optional(),
        flag: z.string().optional(),
        /** The due date in the arithmetic. */
        due: z.string().optional(),
        /** Words that must stand in what the verdict says, remarks or quotes. */
        mentions: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  /** A security alert must (or must not) be raised. */
  alert: z.enum(['true', 'false']).optional(),
});
export type CaseFile = z.infer<typeof caseSchema>;
