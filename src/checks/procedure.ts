import { z } from 'zod';
import { join, text, type Text } from '../language/text.ts';
import type { Review } from '../workspace/workspace.ts';
import { defineCheck } from './check.ts';
import { breached, held, unsure } from './search/evidence.ts';
import type { Finding } from './search/finding.ts';
import { noted } from './parameter.ts';

const parameters = z.strictObject({
  reviews: noted(
    z.array(z.enum(['content', 'compliance', 'secrecy'])).min(1),
    '须有哪些审核：content 内容、compliance 合规、secrecy 保密',
    'sign-offs that each publication needs',
  ),
});
type Parameters = z.infer<typeof parameters>;
type SignOff = Parameters['reviews'][number];

const NAMES = {
  content: text('内容审核', 'content review'),
  compliance: text('合规审核', 'compliance review'),
  secrecy: text('保密审核', 'secrecy review'),
} as const satisfies Record<SignOff, Text>;

/** 三审: every recorded publication on the channel was signed off by each reviewer on or before its day (N17, A20). */
export const procedure = defineCheck<Parameters>({
  name: 'procedure',
  purpose: text(
    '每次发布都有三审记录，且不晚于发布',
    'Every recorded publication was signed off by each reviewer on or before its day',
  ),
  parameters,
  run: ({ channel }, { reviews }, { records, asOf }) => {
    const published = (records?.reviews ?? []).filter(
      (review) => review.channel === channel && review.published <= asOf,
    );
    if (published.length === 0)
      return [
        unsure('insufficient-evidence', [
          text('未提供该渠道的三审记录', 'no review records were supplied for this channel'),
        ]),
      ];
    const faults = published.flatMap((review) => faultsOf(review, reviews));
    return [faults.length > 0 ? breached('procedure', faults) : signedOff(published)];
  },
});

const signedOff = ({ length }: readonly Review[]): Finding =>
  held([text(`${length} 次发布均先审后发`, `all ${length} publications were reviewed before they went out`)]);

/** One sentence a publication, naming its record so that it can be looked up. */
function faultsOf(review: Review, wanted: readonly SignOff[]): readonly Text[] {
  const unsigned = wanted.filter((one) => review[one] === '');
  const late = wanted.filter((one) => review[one] > review.published);
  const parts = [
    ...(unsigned.length > 0 ? [text(`缺${named(unsigned).zh}`, `no ${named(unsigned).en}`)] : []),
    ...late.map((one) =>
      text(`${NAMES[one].zh}（${review[one]}）晚于发布`, `${NAMES[one].en} (${review[one]}) after publication`),
    ),
  ];
  if (parts.length === 0) return [];
  const said = join(parts, '；', '; ');
  return [
    text(
      `第${review.subject}项 ${review.published} 发布：${said.zh}（${review.at}）`,
      `item ${review.subject}, published ${review.published}: ${said.en} (${review.at})`,
    ),
  ];
}

const named = (signOffs: readonly SignOff[]): Text => join(signOffs.map((one) => NAMES[one]));
