import { datesIn } from '../dates/in-text.ts';
import { quote } from '../normal-text.ts';
import { once } from '../once.ts';
import { kindIn, type OutageKind } from './labels.ts';

/** A statement that there is no outage, which an outage board may truthfully make (C10). */
export interface NoOutage {
  /** The kind it speaks of; undefined: of all. */
  readonly kind?: OutageKind;
  readonly words: string;
  readonly place: string;
  /** The day of the query, when printed; 今天是 clocks do not count. */
  readonly queried?: string;
}

const KINDS = '(?:计划|临时|故障|预安排|检修|任何|相关|有关|的|类){0,5}';
const END = '停电(?:信息|计划|安排|公告|通知|记录|区域)?(?=[,。;!()]|$)';
const WHEN =
  '(?:当前|目前|近期|今日|本日|本周|本月|今后|未来\\d{0,2}[天日]?内?|该区域|您查询的?区域?|查询(?:区域|时段|时间|范围)内?)[^。,;:]{0,14}?';
/** A bare 没有停电 is a statement only where it begins one: 隔壁小区都没有停电 is what a neighbour writes. */
const BARE = '(?:(?<=^|[,。;:!()\\s])|(?!(?:暂无|没有|暂未安排)停电(?:[,。;!()]|$)))';
const NONE = new RegExp(
  `${WHEN}(?:暂?无|没有|暂?未安排)${KINDS}${END}|${BARE}(?:暂无|没有|暂未安排)${KINDS}${END}`,
  'u',
);
const QUERIED = /(?:查询|数据更新|更新)(?:时间|日期)\s?:/u;

/** Every such statement in the page's own content: a board may make one for each kind. */
export const noOutagesOf = once<readonly NoOutage[]>(({ blocks, unread }) => {
  if (unread) return [];
  const main = blocks.filter(({ region }) => region === 'main');
  return main.flatMap((block): NoOutage[] => {
    const { text, place } = block;
    const match = text.norm.includes('停电') ? NONE.exec(text.norm) : null;
    if (!match) return [];
    const kind = kindIn(match[0]);
    const asked = [block, ...main].find((one) => QUERIED.test(one.text.norm));
    const queried = asked && datesIn(asked.text.norm.slice(QUERIED.exec(asked.text.norm)?.index))[0]?.date;
    const words = quote(text, match.index, match.index + match[0].length);
    return [{ words, place, ...(kind && { kind }), ...(queried !== undefined && { queried }) }];
  });
});
