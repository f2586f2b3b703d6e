import type { Vocabulary } from '../catalogue/rule.ts';
import { firstHit, includesAny } from './search/terms.ts';

/** What may stand before such words in the clause behind a comma, which otherwise has a subject of its own. */
const RESUMED = /^(?:该|此|现|已|暂|目前|因[^,]{0,20}|于\d[^,]{0,12})*$/u;

/**
 * Whether a line says of what it names, right behind the name, that it is not to be had: 12398微信公众号已停止运营, or
 * 12398能源监管App，敬请期待. `end`: where the name ends in the normalised line.
 */
export function isUnavailable(line: string, end: number, { unavailable }: Pick<Vocabulary, 'unavailable'>): boolean {
  const [sentence = ''] = line.slice(end).split(/[。;!\n]/u);
  const [own = '', next = ''] = sentence.split(',');
  if (includesAny(own, unavailable)) return true;
  const hit = firstHit(next, unavailable);
  return hit !== undefined && RESUMED.test(next.slice(0, hit.start));
}
