import { z } from 'zod';
import type { Waiver } from './waiver.ts';
import type { Place } from '../catalogue/problem.ts';
import { CHANNELS, companyKindSchema, type ChannelId } from '../catalogue/rule.ts';

const civilDate = z.iso.date();
/** A name that is left empty would stand in every text. */
const words = z.string().regex(/\S/, '没有填写 (is not filled in)');
/** A list in brackets that was parted by Chinese commas is one word to YAML, and no page bears such a name. */
const oneName = words.regex(
  /^[^，、；]*$/,
  '几个名称之间要用英文逗号「, 」隔开 (holds several names: separate them with ", ")',
);
const number = z.string().regex(/^\d+$/, '应为整数 (should be a whole number)').transform(Number);
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** Whoever reads a bundle or a report would read the password too, so none is accepted. */
const address = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => !/^[^/]*\/\/[^/?#]*@/.test(url),
    '的网址里不要写用户名和密码 (should be an address without user name and password)',
  );

export const sourceSchema = z.union([
  z.strictObject({
    /** Start page of a live crawl. */
    url: address,
    /** Further hosts that belong to the site; the start page's own host always does. */
    hosts: z.array(z.string()).default([]),
    /** The disclosure column, when it is known (信息公开专栏). */
    column: address.optional(),
    /** Words that every real page of the site carries (name, ICP number); a page without them proves nothing. */
    landmarks: z.array(words).default([]),
    operator: z.string().optional(),
  }),
  z.strictObject({
    /** A folder or file inside the workspace. */
    snapshot: z.string(),
    /** The address at which the snapshot's root was found, so that its links can be resolved. */
    base: address.optional(),
    hosts: z.array(z.string()).default([]),
    column: z.string().optional(),
    /** The day on which the giver says it was taken (declared, not proved). */
    captured: civilDate.optional(),
    /** The giver declares that everything the site had is here, so a dead link is dead (A17). */
    complete: flag.default(false),
    /** A CSV of `url,status` kept by the tool that saved the snapshot (A17). */
    log: z.string().optional(),
    landmarks: z.array(words).default([]),
    /** Whose website it is when not the company's: then only pages that the company signed count. */
    operator: z.string().optional(),
  }),
]);
export type Source = z.infer<typeof sourceSchema>;

const siteSchema = z.strictObject({
  name: words,
  /** Names that it bore in earlier audits, under which its gaps go on; `[]` where it is new and another bore its name. */
  formerly: z.array(words).optional(),
  sources: z.array(sourceSchema).default([]),
  checklist: z.string().optional(),
});

/** `none` declares that the company has no such channel (A15). */
export const channelEntrySchema = z.union([
  z.literal('none'),
  z.strictObject({ sources: z.array(sourceSchema) }),
  z.strictObject({ sites: z.array(siteSchema).min(1) }),
]);
export type ChannelEntry = z.infer<typeof channelEntrySchema>;

export const companySchema = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z0-9-]+$/,
      '只能用小写英文字母、数字和短横线，如 shancheng (lower-case letters, digits and dashes only, such as shancheng)',
    ),
  name: words,
  en: z.string().optional(),
  aliases: z.array(oneName).default([]),
  kind: companyKindSchema,
  parent: z.string().optional(),
});
export type Company = z.infer<typeof companySchema>;

/** `gongkai.yaml`. All paths are relative to its folder and stay inside it. */
export const workspaceSchema = z.strictObject({
  company: companySchema,
  catalogue: z.string().default('chongqing'),
  channels: z.partialRecord(z.enum(CHANNELS), channelEntrySchema),
  capabilities: z.array(z.string()).default([]),
  /** The unit's own numbers in place of the catalogue's. */
  settings: z
    .strictObject({
      max_age_days: number.optional(),
      warning_days: number.optional(),
    })
    .optional(),
  /** Registers as XLSX, CSV or YAML. */
  records: z
    .strictObject({
      changes: z.string().optional(),
      approvals: z.string().optional(),
      reviews: z.string().optional(),
      consultations: z.string().optional(),
      evaluations: z.string().optional(),
      contacts: z.string().optional(),
      /** Answers to a checklist for what only people on the spot can see; halls name theirs beside them. */
      checklist: z.string().optional(),
    })
    .default({}),
  /** 豁免: gaps that an approver lets stand for a time. */
  waivers: z.string().optional(),
  /** Where earlier runs and the 台账 are kept; `none` keeps no history. */
  history: z.string().default('.gongkai/history.db'),
  truth: z.string().optional(),
});
export type WorkspaceFile = z.infer<typeof workspaceSchema>;

/** A workspace read and checked, with everything it names resolved. */
export interface Workspace extends Omit<WorkspaceFile, 'waivers'> {
  /** The absolute folder of gongkai.yaml. */
  readonly folder: string;
  readonly changes: readonly Change[];
  readonly approvals: readonly Approval[];
  readonly reviews: readonly Review[];
  readonly waivers: readonly Waiver[];
  /** The following are undefined where no such register was handed in; an empty one says that there was nothing. */
  readonly consultations?: readonly Consultation[];
  readonly evaluations?: readonly Evaluation[];
  readonly contacts?: readonly Contact[];
  readonly attestations?: readonly Attestation[];
}

/** 变更登记: a fact changed on a day; the clock of 10 working days starts here (A10). */
export interface Change {
  /** Element ids (`1.2`) or item ids (`1`), whichever the unit wrote; a name until `bindRecords` has looked it up. */
  readonly subject: string;
  /** The item that was named beside an element. */
  readonly within?: string;
  /** Where the subject is written, for messages. */
  readonly place?: Place;
  readonly on: string;
  readonly before: string;
  readonly after: string;
  readonly note: string;
  /** `records/变更登记.csv:4`, for messages and proof. */
  readonly at: string;
}

/** A government approval of a 有序用电方案 or 限电序位. */
export interface Approval {
  readonly subject: string;
  readonly within?: string;
  /** Where the subject is written, for messages. */
  readonly place?: Place;
  readonly on: string;
  readonly document: string;
  readonly by: string;
  readonly at: string;
}

/** 三审: content, compliance and secrecy sign-offs of one publication (N17). */
export interface Review {
  readonly subject: string;
  readonly within?: string;
  /** Where the subject is written, for messages. */
  readonly place?: Place;
  readonly channel: ChannelId;
  readonly published: string;
  readonly content: string;
  readonly compliance: string;
  readonly secrecy: string;
  readonly at: string;
}

/** 信息公开咨询台账: a question that was asked and, when it was, answered (N14). */
export interface Consultation {
  readonly question: string;
  readonly asked: string;
  /** '' while it is open. */
  readonly answered: string;
  readonly at: string;
}

/** 季度评价考核: one supply unit judged for one quarter (N22). */
export interface Evaluation {
  readonly unit: string;
  /** `2026Q3`. */
  readonly quarter: string;
  readonly on: string;
  readonly at: string;
}

/** 联系人表 (附件2): who answers for a department or unit (N30). Personal data: never printed in a report. */
export interface Contact {
  readonly unit: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly at: string;
}

/** One line of an on-site checklist: what people saw, who signed for it, and with which photographs. */
export interface Attestation {
  /** The id of the element. */
  readonly subject: string;
  readonly place?: Place;
  /** The hall; '' for the unit itself. */
  readonly site: string;
  readonly answer: 'yes' | 'no' | 'na';
  readonly photos: readonly string[];
  /** Names of photographs that are not in the workspace. */
  readonly lostPhotos: readonly string[];
  readonly checker: string;
  readonly reviewer: string;
  readonly on: string;
  /** The last day on which it may be relied on; '' for the usual validity. */
  readonly until: string;
  readonly note: string;
  readonly at: string;
}
