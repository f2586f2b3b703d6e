import { z } from 'zod';
import { channelSchema, companyKindSchema, severitySchema } from '../catalogue/rule.ts';
import { GAPS } from '../checks/search/finding.ts';
import { CAPTURE_CLOCKS } from '../evidence/capture-clock.ts';
import { REASONS, type Reason } from '../evidence/reason.ts';
import { CHECKLIST_STATUSES } from '../verdicts/checklist-use.ts';
import { ASPECTS, OUTCOMES } from '../verdicts/verdict.ts';
import { WAIVER_STATUSES } from '../verdicts/waive.ts';
import { SCREENSHOT_FILE, type Report } from './report.ts';

const day = z.iso.date();
const text = z.strictObject({ zh: z.string(), en: z.string() });
const reason = z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]);
const sha256 = z.string().regex(/^([0-9a-f]{64})?$/);
const count = z.int().min(0);
const list = <T extends z.ZodType>(one: T) => z.array(one).readonly();

const quote = z.strictObject({
  capture: z.string(),
  url: z.string(),
  sha256,
  capturedAt: z.string(),
  words: z.string().max(500),
  place: z.string(),
});
const fact = z.strictObject({ key: z.string(), value: z.string(), shown: z.string() });
const deadline = z.strictObject({
  start: day,
  due: day,
  lenientDue: day,
  rule: text,
  skipped: list(z.strictObject({ date: day, why: text })),
  madeUp: list(day),
  caution: text.optional(),
});
const counts = z.strictObject({
  passed: count,
  failed: count,
  cantTell: count,
  pending: count,
  inapplicable: count,
  untested: count,
});
const outcome = z.enum(OUTCOMES);
const waived = { reason: z.string(), approver: z.string(), from: day, until: day };

const verdict = z.strictObject({
  id: z.string(),
  item: z.string(),
  element: z.string(),
  variant: z.string().optional(),
  channel: channelSchema.optional(),
  site: z.string().optional(),
  instance: z.string().optional(),
  replaces: z.array(z.string()).optional(),
  aspect: z.enum(ASPECTS),
  outcome,
  gap: z.enum(GAPS).optional(),
  reason: reason.optional(),
  partly: z.literal(true).optional(),
  severity: severitySchema,
  says: list(text),
  remarks: list(text),
  quotes: list(quote),
  search: z.strictObject({ pages: count, relevant: count, terms: list(z.string()), unread: count }).optional(),
  facts: list(fact),
  deadline: deadline.optional(),
  daysLate: count.optional(),
  undoneOn: day.optional(),
  notice: z.strictObject({ days: z.int(), short: count }).optional(),
  published: z
    .strictObject({ date: day, source: z.enum(['stated', 'observed', 'record']), quote: z.string() })
    .optional(),
  flag: z.enum(['due-soon', 'deadline-near', 'would-be-overdue']).optional(),
  rule: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  basis: list(z.strictObject({ instrument: z.string(), clause: z.string().optional() })),
  readings: list(z.string()),
  owners: z.strictObject({ content: list(z.string()), publisher: z.string() }),
  remedy: text,
  waiver: z.strictObject(waived).optional(),
  causedBy: z.string().optional(),
});

/** The published shape of `report.json`, version `gongkai-report/1`. */
export const reportSchema = z.strictObject({
  schema: z.literal('gongkai-report/1'),
  tool: z.strictObject({ name: z.literal('gongkai'), version: z.string() }),
  company: z.strictObject({
    id: z.string(),
    name: z.string(),
    en: z.string().optional(),
    kind: companyKindSchema,
    parent: z.string().optional(),
  }),
  asOf: day,
  catalogue: z.strictObject({ id: z.string(), name: text, digest: sha256 }),
  calendar: z.strictObject({ from: count, until: count, digest: sha256 }),
  declared: z.strictObject({ digest: sha256 }),
  history: z.strictObject({ runs: count, from: day, until: day }).optional(),
  coverage: z.strictObject({
    duties: count,
    told: count,
    pages: count,
    unread: list(
      z.strictObject({ channel: channelSchema, site: z.string(), url: z.string(), reason, detail: z.string() }),
    ),
  }),
  notices: list(text),
  alerts: list(z.strictObject({ channel: channelSchema, url: z.string(), why: z.string() })),
  channels: list(z.strictObject({ id: channelSchema, name: text, sites: list(z.string()) })),
  formerly: list(z.strictObject({ channel: channelSchema, before: z.string(), after: z.string() })).optional(),
  items: list(
    z.strictObject({
      id: z.string(),
      name: text,
      kind: z.enum(['item', 'duty']),
      scope: z.literal('unit').optional(),
      digest: sha256,
    }),
  ),
  elements: list(z.strictObject({ id: z.string(), item: z.string(), name: text })),
  departments: list(z.strictObject({ name: z.string(), en: z.string() })),
  matrix: list(
    z.strictObject({
      item: z.string(),
      channel: channelSchema,
      content: outcome.optional(),
      timeliness: outcome.optional(),
      counts,
      gaps: count,
    }),
  ),
  counts,
  gaps: count,
  verdicts: list(verdict),
  waivers: list(
    z.strictObject({ ...waived, at: z.string(), status: z.enum(WAIVER_STATUSES), verdicts: list(z.string()) }),
  ),
  checklists: list(
    z.strictObject({
      at: z.string(),
      site: z.string(),
      until: day,
      status: z.enum(CHECKLIST_STATUSES),
      verdicts: list(z.string()),
    }),
  ).optional(),
  readings: list(z.strictObject({ id: z.string(), wording: text, chosen: text })),
  instruments: list(
    z.strictObject({
      id: z.string(),
      title: text,
      number: z.string().optional(),
      issuer: z.string(),
      status: z.enum(['in-force', 'not-yet', 'lapsed', 'superseded', 'lapsing']),
      from: day,
      until: day.optional(),
      successor: z.strictObject({ title: text, number: z.string().optional() }).optional(),
      certainty: z.enum(['confirmed', 'partly', 'unconfirmed']),
    }),
  ),
  assigned: list(
    z.strictObject({
      item: z.string(),
      channel: channelSchema,
      site: z.string(),
      pages: list(
        z.strictObject({ url: z.string(), title: z.string(), score: count.max(100), because: list(z.string()) }),
      ),
    }),
  ).optional(),
  evidence: list(
    z.strictObject({
      id: z.string(),
      channel: channelSchema,
      site: z.string(),
      url: z.string(),
      obtained: z.enum(['http', 'browser', 'snapshot']),
      capturedAt: z.string(),
      unmodifiedSince: z.string().optional(),
      clock: z.enum(CAPTURE_CLOCKS),
      status: count,
      sha256,
      bytes: count,
      fault: reason.optional(),
      screenshot: z.string().regex(SCREENSHOT_FILE).optional(),
      marks: list(z.string()),
    }),
  ),
});

/** The schema and the type are one shape; a field added to one only is a compile error. */
type Exact<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Every field required, so that an optional field on one side only is seen as well. */
type Loosened<T> = T extends readonly (infer U)[]
  ? Loosened<U>[]
  : T extends object
    ? { [K in keyof T]-?: Loosened<Exclude<T[K], undefined>> }
    : T;
export const SHAPES_AGREE: Exact<Loosened<z.infer<typeof reportSchema>>, Loosened<Report>> = true;
