import type { Context } from '../check.ts';
import { hits, includesAny, type Hit } from '../search/terms.ts';

/** What may follow in a title upon what it is about: another thing, a remark, or the kind of paper that it is. */
const REST =
  /^(?:["'》〉】)\]]|$|[\s及和与、,;:/|(<《〈【[\d—-]|[图表]|的?(?:通知|通告|公告|公示|公布|公开|说明|指南|指引|清单|列表|一览|目录|情况|查询|下载))/;
/** Letters; a shorter word (流程, 电话) says what of, only with more words of the item. */
const TELLING = 3;

/**
 * Whether a title is that of the thing itself. Chinese titles end with what they are about: 办电流程 and 供电营业厅一览表 do,
 * 全国安全生产电视电话会议 names a telephone and is about none.
 */
export function isTitleOf(title: string, terms: readonly string[], { item, variant }: Context): boolean {
  const ends = hits(title, terms).filter((hit) => isAtTheEnd(title, hit));
  const isOfItem = (): boolean => includesAny(title, [...item.aliases, ...(variant?.terms ?? [])]);
  return ends.some(({ term }) => term.length >= TELLING) || (ends.length > 0 && isOfItem());
}

const isAtTheEnd = (title: string, { end }: Hit): boolean => REST.test(title.slice(end).trimStart());
