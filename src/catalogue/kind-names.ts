import { text, type Text } from '../language/text.ts';
import type { CompanyKind } from './closed-lists.ts';

/** Kinds of company as people call them. */
export const KIND_NAMES = {
  province: text('省级电力公司', 'provincial company'),
  branch: text('市级供电公司', 'city branch'),
  county: text('县级供电公司', 'county company'),
  incremental: text('增量配电企业', 'incremental distribution company'),
  other: text(
    '其他供电企业（南方电网、地方电力、自供区等）',
    'other supply company (China Southern, local, own supply)',
  ),
} as const satisfies Record<CompanyKind, Text>;
