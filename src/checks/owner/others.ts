import { companiesIn } from '../../documents/facts.ts';
import { isStranger } from '../../documents/identity/page.ts';
import type { Company } from '../../workspace/workspace.ts';

/** 山城 of 国网山城供电公司: a former name (山城供电局) is no other company. */
export const placeOf = (name: string): string =>
  name.replace(/^(?:国网|国家电网)/u, '').replace(/(?:供电|电力|电业|配售电|配电|电网)?(?:公司|局|所)$/u, '');

/**
 * Whether normalised words begin with another supply company's name, neither ours nor our parent's, and so speak of it:
 * 国网邻水供电公司办公地址. A 供电所 is a part of a company.
 */
export function isOfOthers(words: string, company: Company): boolean {
  const first = companiesIn(words).find(({ start }) => start <= 2);
  if (!first || first.shown.endsWith('供电所')) return false;
  const ours = [company.name, ...company.aliases].map(placeOf).filter((place) => place.length >= 2);
  return isStranger(first.value, company) && !ours.some((place) => first.value.includes(place));
}
