import type { Company } from '../../workspace/workspace.ts';
import { placeOf } from '../owner/others.ts';

/** The unit's own places as a text names them in full: 山城市 of 国网山城供电公司. */
export const placesOf = ({ name, aliases }: Company): readonly string[] =>
  [name, ...aliases]
    .map(placeOf)
    .filter((place) => place.length >= 2)
    .flatMap((place) => (/[市县区州]$/u.test(place) ? [place] : [`${place}市`, `${place}县`]));

/** A city or county by name; 全市, 我县 and 本市 are no names. */
const NAMED = /^(?<stem>\p{Script=Han}{2,4})[市县]$/u;
const PROVINCE = /\p{Script=Han}{2,3}省$/u;

/**
 * Whether an area is surely not the unit's own: a whole province or more (`beyond`), for all but the provincial company, or
 * a city or county by a name that neither the unit's names nor its parent's hold.
 */
export function isElsewhere(area: string, beyond: readonly string[], company: Company): boolean {
  if (beyond.includes(area) || PROVINCE.test(area)) return company.kind !== 'province';
  const stem = NAMED.exec(area)?.groups?.stem;
  const known = [company.name, ...company.aliases, company.parent ?? ''];
  // 30日山城市 was cut out of a sentence and still names our place.
  const ours = known.some((name) => name.includes(stem ?? '') || isPartOf(placeOf(name), area));
  return stem !== undefined && company.kind !== 'province' && !ours;
}

/** Whether an area is the parent's province, whose prices hold for all its units: 示范省 of 国网示范省电力公司. */
export function isParentsProvince(area: string, { parent = '' }: Company): boolean {
  const [province] = PROVINCE.exec(area) ?? [];
  return province !== undefined && parent.includes(province);
}

const isPartOf = (place: string, area: string): boolean => place.length >= 2 && area.includes(place);

const ISSUES = /^.{0,12}?(?:印发|公布|公开|发布|下达|转发|关于)+[《“"(]*/u;
const TITLED = /^[^\p{Script=Han}]*(?<area>\p{Script=Han}{2,5}?[省市县])(?!公司|政府|经|发展|能源)/u;

/**
 * The province, city or county with which a normalised title begins, where that is not the unit's own area: 邻水市 of
 * 关于印发邻水市2026年有序用电方案的通知. 示范省山城市 is 山城's.
 */
export function elsewhereInTitle(title: string, company: Company): string | undefined {
  const area = TITLED.exec(title.replace(ISSUES, ''))?.groups?.area;
  const isOurs = [company.name, ...company.aliases].some((name) => isPartOf(placeOf(name), title));
  return area !== undefined && !isOurs && isElsewhere(area, [], company) ? area : undefined;
}
