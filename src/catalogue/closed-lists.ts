/**
 * The words that rules, workspaces and options choose from. They stand apart from the schemas, so that help, `rules list` and
 * the ledger need no schema library to be loaded.
 */
export const CHANNELS = [
  'portal',
  'app',
  'web95598',
  'hall',
  'sms',
  'media',
  'im',
  'mobile',
  'documents',
  'wechat',
] as const;
/** 公示渠道. */
export type ChannelId = (typeof CHANNELS)[number];

export const COMPANY_KINDS = ['province', 'branch', 'county', 'incremental', 'other'] as const;
/** Kinds of supply company (A16): State Grid's 省公司, 市级供电公司, 县级供电公司; 增量配电企业; those of China Southern, local and own-supply ones. */
export type CompanyKind = (typeof COMPANY_KINDS)[number];

export const SEVERITIES = ['minor', 'major', 'critical'] as const;
/** 一般, 较重, 严重. */
export type Severity = (typeof SEVERITIES)[number];
