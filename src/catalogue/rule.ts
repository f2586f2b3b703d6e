import { z } from 'zod';
import type { ClauseRegister } from './clause.ts';
import {
  CHANNELS,
  COMPANY_KINDS,
  SEVERITIES,
  type ChannelId,
  type CompanyKind,
  type Severity,
} from './closed-lists.ts';
import { textSchema } from './text-schema.ts';
import { readingId, updateSchema, wholeNumber, type Duration, type UpdateRule } from './update-rule.ts';

/**
 * The shape of the law as data. Every scalar in the YAML is read as a string (YAML 1.2 failsafe), so numbers and dates
 * are parsed here and in `update-rule.ts`, by our own types.
 */
const civilDate = z.iso.date();

export { updateSchema, type Duration, type UpdateRule };
export { CHANNELS, COMPANY_KINDS, SEVERITIES, type ChannelId, type CompanyKind, type Severity };
export const channelSchema = z.enum(CHANNELS);
export const companyKindSchema = z.enum(COMPANY_KINDS);
export const severitySchema = z.enum(SEVERITIES);

const validity = z
  .strictObject({ from: civilDate, until: civilDate.optional() })
  .refine(({ from, until }) => until === undefined || from <= until, '失效日期早于施行日期 (it ends before it begins)');
export type Validity = z.infer<typeof validity>;

/** A legal or company document: number, issuer, dates in force, successor. */
export const instrumentSchema = z.strictObject({
  id: z.string(),
  title: textSchema,
  /** Other ways in which the title is written on pages. */
  aliases: z.array(z.string()).default([]),
  /** 发文字号 in its normal form, e.g. 国能发监管规〔2021〕56号. */
  number: z.string().optional(),
  issuer: z.string(),
  in_force: validity,
  superseded_by: z.string().optional(),
  /** How sure we are of number and dates; `unconfirmed` is printed in the report. */
  certainty: z.enum(['confirmed', 'partly', 'unconfirmed']).default('confirmed'),
  /** Phrases that only the version in force contains, and that only superseded versions contain. */
  markers: z
    .strictObject({ current: z.array(z.string()).default([]), outdated: z.array(z.string()).default([]) })
    .optional(),
  source: z.string().optional(),
});
export type Instrument = z.infer<typeof instrumentSchema>;

/** An ambiguous wording and the reading chosen (A1 …): printed in every report that used it. */
export const readingSchema = z.strictObject({
  id: readingId,
  wording: textSchema,
  chosen: textSchema,
  alternatives: z.array(textSchema).default([]),
});
export type Reading = z.infer<typeof readingSchema>;

const basisSchema = z.strictObject({ instrument: z.string(), clause: z.string().optional() });
export type Basis = z.infer<typeof basisSchema>;

/** One check by name with its parameters; the parameters' own schema belongs to the check and is applied when rules are compiled. */
export const checkSchema = z
  .record(z.string(), z.unknown())
  .refine((call) => Object.keys(call).length === 1, '每个要素只能选用一种检查 (exactly one check)');

const ownership = z.strictObject({
  /** Content owners, 附件1 责任部门. */
  content: z.array(z.string()).min(1),
  /** Overrides the channel publisher of the routing matrix (1.2.1) where the rule says so. */
  publisher: z.array(z.string()).optional(),
});

/** A business type or outage type over which an element is repeated. */
const variantSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/, '只能用小写字母和短横线 (lower-case letters and dashes only)'),
  name: textSchema,
  terms: z.array(z.string()).min(1),
  update: z.array(updateSchema).optional(),
});
export type Variant = z.infer<typeof variantSchema>;

/** What an element may inherit from its item. */
const inheritable = {
  channels: z.array(channelSchema).min(1).optional(),
  update: z.array(updateSchema).optional(),
  basis: z.array(basisSchema).optional(),
  departments: ownership.optional(),
  severity: severitySchema.optional(),
  in_force: validity.optional(),
  applies_to: z.array(companyKindSchema).min(1).optional(),
  /** Kinds that owe it only where the workspace declares the channel or capability (A16). */
  optional_for: z.array(companyKindSchema).optional(),
  /** `own`: the unit's own page is needed; `parent`: a working link to the parent's page will do (A9). */
  level: z.enum(['own', 'parent']).optional(),
  readings: z.array(readingId).optional(),
};

export const elementSchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  aliases: z.array(z.string()).default([]),
  ...inheritable,
  for_each: z.array(variantSchema).optional(),
  /** 具备条件的: a capability the workspace must declare, else 不适用 (A11). */
  capability: z.string().optional(),
  /** 等信息: worth having, so that absence is a remark and never a gap. */
  soft: z.literal('true').optional(),
  check: checkSchema,
  /** Compared across channels under this key (N09), e.g. `office-address`. */
  fact: z.string().optional(),
  remedy: textSchema,
});
export type Element = z.infer<typeof elementSchema>;

/** 信息公开事项: one of the 12 rows of the division-of-labour table, or a further duty. */
export const itemSchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  /** What real portals call the column. */
  aliases: z.array(z.string()).default([]),
  /** Words that mark a page as being about this item even outside its column. */
  topics: z.array(z.string()).default([]),
  summary: textSchema,
  kind: z.enum(['item', 'duty']).default('item'),
  /** `unit`: a duty of the company itself, judged once by its papers and on no channel. */
  scope: z.literal('unit').optional(),
  ...inheritable,
  elements: z.array(elementSchema).min(1),
});
export type Item = z.infer<typeof itemSchema>;

export const departmentSchema = z.strictObject({ name: z.string(), en: z.string() });

/** `catalogue.yaml`: the head of one catalogue folder. */
export const catalogueHeadSchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  extends: z.string().optional(),
  /** The days for which the catalogue was written; on an earlier day its deadlines may be too strict. */
  in_force: validity.optional(),
  /** Kinds of company that the plan is addressed to; all, where nothing is said. */
  binds: z.array(companyKindSchema).min(1).optional(),
  departments: z.array(departmentSchema).default([]),
  /** Who publishes on each channel (1.2.1); `content` means the content owner itself. */
  publishers: z.partialRecord(channelSchema, z.string()).default({}),
  /** Channels that a company kind may do without (A15). */
  may_lack: z.partialRecord(companyKindSchema, z.array(channelSchema)).default({}),
  /** Channels that a company kind owes only when its workspace declares them (A16). */
  if_declared: z.partialRecord(companyKindSchema, z.array(channelSchema)).default({}),
  /** What asks channels to agree and to publish together (N09, N10); each element's own basis where nothing is said. */
  across: z
    .strictObject({
      basis: z.array(basisSchema).min(1),
      /** Days that publication on two channels may lie apart; the text grants none (A23). */
      tolerance_days: wholeNumber.default(0),
    })
    .optional(),
  settings: z
    .strictObject({
      /** A capture older than this many days proves nothing about today (C58). */
      max_age_days: wholeNumber.default(35),
      /** Days before a due date from which a pending duty is 临期. */
      warning_days: wholeNumber.default(7),
    })
    .prefault({}),
});
export type CatalogueHead = z.infer<typeof catalogueHeadSchema>;

/** A whole catalogue after `extends`: what the rest of the house reads. */
export interface Catalogue extends Omit<CatalogueHead, 'extends'> {
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly readings: ReadonlyMap<string, Reading>;
  readonly items: readonly Item[];
  /** The source documents clause by clause, each clause with what meets it. */
  readonly registers: readonly ClauseRegister[];
  readonly vocabulary: Vocabulary;
  /** What a layer switched off; absent where nothing was. */
  readonly off?: readonly SwitchedOff[];
  /** SHA-256 of the exact bytes of every file read, in path order. */
  readonly digest: string;
  /** Where its values were written, for errors and `rules show --resolved`; read from the files only when asked for. */
  readonly places: () => Promise<Places>;
}

/** An item or element that a layer writes and a later one switches off: registers may go on speaking of it. */
export interface SwitchedOff {
  readonly id: string;
  /** Its Chinese name and its aliases. */
  readonly names: readonly string[];
}

/** `file:line:column` of the value at a path; undefined for what nobody wrote. */
export type Places = (path: readonly (string | number)[]) => string | undefined;

/** `vocabulary.yaml`: word lists that many checks share. */
export const vocabularySchema = z.strictObject({
  /** 暂无数据, 建设中 …: words that stand where content should be. */
  placeholders: z.array(z.string()).default([]),
  /** Words that mark a text as no longer in force: 已废止, 已失效 … */
  withdrawn: z.array(z.string()).default([]),
  /** Words by which a page says of a service that it is not, or not yet, to be had. */
  unavailable: z.array(z.string()).default([]),
  /** Titles and verbs of news about a thing, which is not the thing (C12, C25). */
  news: z.array(z.string()).default([]),
  /** Words of a hijacked title. */
  spam: z.array(z.string()).default([]),
  /** Names by which pages call an information-disclosure column. */
  disclosure_columns: z.array(z.string()).default([]),
  /** Texts of a "page not found" page served with status 200. */
  not_found: z.array(z.string()).default([]),
  /** Texts of a challenge or login page. */
  challenge: z.array(z.string()).default([]),
  login: z.array(z.string()).default([]),
  /** Hosts (with their sub-hosts) whose page may stand for the company's own: laws, the parent's texts (C15, A9). */
  official_hosts: z.array(z.string()).default([]),
});
export type Vocabulary = z.infer<typeof vocabularySchema>;
