/** Something a text names, with its comparable form. */
export interface FoundFact {
  /** Comparable between channels. */
  readonly value: string;
  /** As it stands in the normalised text. */
  readonly shown: string;
  readonly start: number;
  readonly end: number;
}

const FORM =
  '(?:供电分?公司|供电有限(?:责任)?公司|供电局|供电所|电业局|(?:配售电|售配电|配电|电力|电网|供电)(?:集团|股份|发展)?(?:有限)?(?:责任)?公司)';
const COMPANY = new RegExp(String.raw`[\p{Script=Han}()]{1,30}?${FORM}`, 'gu');
/** Words of a sentence in front of a name. Single characters that begin place names (和田, 本溪, 如东) are not among them. */
const LEAD =
  /^.*(?:关于|根据|来自|隶属于?|欢迎访问|版权所有|主办单位|承办单位|单位|来源|所属|通过|联系|前往|携手|以及|我县|我市|我区|由|与|及|请|被|据|是|[(])/u;
const GENERIC =
  /^(?:各|当地|属地|所在地?|辖区|国家|国网|市|县|区|省|地|级|我|本|该|有关|相关|其他|其它|公司|所有|全国|大型|基层|的|家|个)*$/u;

/** Names of supply companies: 国网…供电公司, …电力有限公司, …供电局, …配售电有限公司. 当地供电公司 names nobody. */
export function companiesIn(text: string): readonly FoundFact[] {
  return Array.from(text.matchAll(COMPANY)).flatMap((match) => {
    const shown = withoutLead(match[0]);
    const stem = shown.replace(new RegExp(`${FORM}$`, 'u'), '');
    if (GENERIC.test(stem) || stem.length < 2) return [];
    const start = match.index + match[0].length - shown.length;
    return [{ value: companyValue(shown), shown, start, end: start + shown.length }];
  });
}

function withoutLead(run: string): string {
  const anchor = run.lastIndexOf('国网');
  return anchor >= 0 ? run.slice(anchor) : run.replace(LEAD, '');
}

/** The comparable form of a company's name: without 有限责任, 股份, 集团, 分 and brackets. */
export const companyValue = (name: string): string =>
  name
    .replace(/国家电网(?:有限公司|公司)?/gu, '国网')
    .replace(/(?:有限责任|有限|股份|集团|\(|\))/gu, '')
    .replace(/分公司$/u, '公司');
