import { z } from 'zod';
import { CHANNELS, COMPANY_KINDS, SEVERITIES, updateSchema } from '../catalogue/rule.ts';
import { GAPS } from '../checks/search/finding.ts';
import { REASON_GROUPS, REASONS, type Reason, type ReasonGroup } from '../evidence/reason.ts';
import { OUTCOMES } from '../verdicts/verdict.ts';

const reasons = Object.keys(REASONS) as [Reason, ...Reason[]];
const groups = Object.keys(REASON_GROUPS) as [ReasonGroup, ...ReasonGroup[]];

/** Site templates that a page may be set in; `bare` is the page's own HTML alone. */
export const LAYOUTS = ['site', 'table', 'app', 'board', 'bare'] as const;
export type Layout = (typeof LAYOUTS)[number];

/**
 * Files that are no pages: a picture, a PDF that cannot be read, bytes in no known encoding; or a document whose body is
 * given line by line, the first one its title, a line with `|` a row of a table; or a picture of `fixtures/pictures` that the
 * body names, as it is or as the page of a scanned PDF.
 */
export const FILES = ['jpg', 'pdf', 'garbled', 'text-pdf', 'docx', 'xlsx', 'picture', 'scanned-pdf'] as const;

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
    layout: z.enum(LAYOUTS).optional(),
    /** Bytes in GB18030 instead of UTF-8. */
    gbk: z.literal('true').optional(),
    /** Not a page but a file of this kind. */
    file: z.enum(FILES).optional(),
    /** The Content-Type header, when it matters. */
    content_type: z.string().optional(),
    status: z
      .string()
      .regex(/^\d{3}$/)
      .optional(),
    fault: z.enum(reasons).optional(),
  }),
]);
export type CasePage = z.infer<typeof pageSchema>;

const shelfSchema = z.strictObject({
  site: z.string().optional(),
  base: z.string().default('http://www.shancheng-sgcc.example/'),
  hosts: z.array(z.string()).default([]),
  /** A day, or an instant in UTC. */
  captured: z.string().default('2026-11-19'),
  complete: z.enum(['true', 'false']).default('true'),
  /** The place is declared, and nothing of it was handed in. */
  unseen: z.literal('true').optional(),
  operator: z.string().optional(),
  landmarks: z.array(z.string()).default([]),
  /** HTML that every page of the site carries in its head and foot, besides the company's name. */
  header: z.string().default(''),
  footer: z.string().default(''),
  layout: z.enum(LAYOUTS).default('site'),
  /** By path, or by the whole address for a page of another site. */
  pages: z.record(z.string(), pageSchema).default({}),
});
export type CaseShelf = z.infer<typeof shelfSchema>;

const expectationSchema = z.strictObject({
  /** A verdict id, or a pattern with `*` and `**`. It must match something. */
  verdict: z.string(),
  outcome: z.enum(OUTCOMES),
  gap: z.enum(GAPS).optional(),
  reason: z.enum(reasons).optional(),
  /** The group of reasons, where the case asks no more than 采集失败 or 待人工核实. */
  group: z.enum(groups).optional(),
  flag: z.string().optional(),
  severity: z.enum(SEVERITIES).optional(),
  /** The due date in the arithmetic. */
  due: z.string().optional(),
  /** Working days past the due date. */
  days_late: z.string().optional(),
  /** Calendar days of notice given. */
  notice: z.string().optional(),
  readings: z.array(z.string()).default([]),
  /** The content owners, exactly these. */
  owners: z.array(z.string()).optional(),
  /** Who publishes on the channel. */
  publisher: z.string().optional(),
  /** Words that must stand in what the verdict says, its remarks, quotes, addresses or search. */
  mentions: z.array(z.string()).default([]),
});
export type Expectation = z.infer<typeof expectationSchema>;

/** One judged case of domain knowledge: what is shown, on which day, and what must come out. */
export const caseSchema = z.strictObject({
  title: z.string(),
  as_of: z.string().default('2026-11-20'),
  /** The clock of the machine, an instant in UTC, where the program has to make the day of it; it must make `as_of`. */
  now: z.string().optional(),
  catalogue: z.string().default('chongqing'),
  /** A province's own deadlines, by element, in place of the catalogue's. */
  update: z.record(z.string(), z.array(updateSchema)).default({}),
  company: z
    .strictObject({
      id: z.string().default('shancheng'),
      name: z.string().default('国网山城供电公司'),
      aliases: z.array(z.string()).default(['山城供电公司', '山城供电']),
      kind: z.enum(COMPANY_KINDS).default('branch'),
      parent: z.string().default('国网示范省电力公司'),
    })
    .prefault({}),
  channels: z
    .partialRecord(z.enum(CHANNELS), z.union([z.literal('none'), shelfSchema, z.array(shelfSchema)]))
    .default({}),
  capabilities: z.array(z.string()).default([]),
  records: z
    .strictObject({
      changes: z
        .array(
          z.strictObject({
            subject: z.string(),
            on: z.string(),
            before: z.string().default(''),
            after: z.string().default(''),
          }),
        )
        .default([]),
      approvals: z
        .array(
          z.strictObject({
            subject: z.string(),
            on: z.string(),
            document: z.string().default(''),
            by: z.string().default(''),
          }),
        )
        .default([]),
      reviews: z
        .array(
          z.strictObject({
            subject: z.string(),
            channel: z.enum(CHANNELS),
            published: z.string(),
            content: z.string(),
            compliance: z.string(),
            secrecy: z.string(),
          }),
        )
        .default([]),
      consultations: z
        .array(
          z.strictObject({ question: z.string().default(''), asked: z.string(), answered: z.string().default('') }),
        )
        .optional(),
      evaluations: z.array(z.strictObject({ unit: z.string(), quarter: z.string(), on: z.string() })).optional(),
      contacts: z
        .array(
          z.strictObject({
            unit: z.string(),
            name: z.string().default(''),
            phone: z.string().default(''),
            email: z.string().default(''),
          }),
        )
        .optional(),
      /** Lines of an on-site checklist; signed by two people and with a photograph unless said otherwise. */
      checklist: z
        .array(
          z.strictObject({
            subject: z.string(),
            site: z.string().default(''),
            answer: z.enum(['yes', 'no', 'na']),
            on: z.string(),
            until: z.string().default(''),
            checker: z.string().default('核查人'),
            reviewer: z.string().default('复核人'),
            photos: z.array(z.string()).default(['现场.jpg']),
            lost: z.array(z.string()).default([]),
            note: z.string().default(''),
          }),
        )
        .optional(),
    })
    .prefault({}),
  /** Holidays loaded up to this year only (C47). */
  calendar_until: z.string().optional(),
  expect: z.array(expectationSchema).min(1),
  /** What must not come out: no verdict of that outcome, or with no outcome named no verdict at all. */
  never: z.array(z.strictObject({ verdict: z.string(), outcome: z.enum(OUTCOMES).optional() })).default([]),
  /** Words that must not stand anywhere in the report. */
  hides: z.array(z.string()).default([]),
  /** Words that must stand in a notice at the head of the report. */
  notices: z.array(z.string()).default([]),
  /** A security alert must (or must not) be raised. */
  alert: z.enum(['true', 'false']).optional(),
});
export type CaseFile = z.infer<typeof caseSchema>;
