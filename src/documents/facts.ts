/** Something a text names, with its comparable form. */
export interface FoundFact {
  /** Comparable between channels. */
  readonly value: string;
  /** As it stands in the normalised text. */
  readonly shown: string;
  readonly start: number;
  readonly end: number;
}

const LICENCE = /(?<![\dA-Za-z-])(?<number>1\d{6}\s?-\s?\d{5})(?![\d-])/gu;
const LICENCE_LABEL =
  /(?:许可证|许可)(?:书)?(?:编?号码?|号)[^\dA-Za-z]{0,8}?(?<number>[A-Z0-9][A-Z0-9]{2,11}(?:\s?-\s?[A-Z0-9]{2,10}){0,2})(?![\dA-Za-z])/gu;

/**
 * Numbers of electricity licences (电力业务许可证): the usual 1052022-00123 anywhere, and whatever stands behind
 * 许可证编号. Dashes of any kind and spaces around them are one.
 */
export function licenceNumbersIn(text: string): readonly FoundFact[] {
  const found = [...text.matchAll(LICENCE), ...text.matchAll(LICENCE_LABEL)].flatMap((match) => {
    const shown = match.groups?.number ?? '';
    // 许可证编号 before a plain year or nothing but letters is no number.
    if (!/\d{4}/.test(shown) || /^(?:19|20)\d{2}$/.test(shown)) return [];
    const start = match.index + match[0].indexOf(shown);
    return [{ value: shown.replace(/\s/g, ''), shown, start, end: start + shown.length }];
  });
  return onceByPlace(found);
}

function onceByPlace(found: readonly FoundFact[]): readonly FoundFact[] {
  const sorted = [...found].sort((one, other) => one.start - other.start || other.end - one.end);
  return sorted.filter(
    (one, index) => !sorted.slice(0, index).some(({ start, end }) => one.start < end && one.end > start),
  );
}

const PLACE_WORD = '(?:路|街|大道|道|巷|弄|胡同|里|村|镇|乡|屯|社区|小区|园区|开发区|工业园|广场)';
const ADDRESS = new RegExp(
  String.raw`(?<label>(?:地址|住所|地点|坐落|位于)[^\p{Script=Han}\d]{0,3})?` +
    String.raw`(?<address>[\p{Script=Han}]{1,20}?(?:省|市|区|县|旗|州|盟|镇|乡|街道|路|街|道)[\p{Script=Han}\dA-Za-z()·#-]{0,40}?` +
    String.raw`(?:\d{1,5}(?:-\d{1,4})?(?:号|弄|幢|栋)|[一二三四五六七八九十百]{1,5}号|` +
    `${PLACE_WORD}(?=[,;。]|$)|交叉口|交汇处|对面|旁)` +
    String.raw`(?:[\p{Script=Han}\dA-Za-z()#-]{0,10}?(?:楼|层|室|座|大厦|大楼|单元|院)){0,3})`,
  'gu',
);
const PROSE = /^(?:.*?(?:地址|住所|地点|位于|坐落于?|在|为|是|:)){0,1}/u;

/** Postal addresses: a place down to a street number, a building or a named crossing. */
export function addressesIn(text: string): readonly FoundFact[] {
  return Array.from(text.matchAll(ADDRESS)).flatMap((match) => {
    const whole = match.groups?.address ?? '';
    const shown = whole.slice(PROSE.exec(whole)?.[0].length ?? 0);
    if (shown.length < 4) return [];
    const start = match.index + match[0].lastIndexOf(shown);
    return [{ value: addressValue(shown), shown, start, end: start + shown.length }];
  });
}

/** The comparable form of an address: no spaces, punctuation or postcode. */
export const addressValue = (address: string): string =>
  address
    .replace(/\(?邮(?:政)?编(?:码)?:?\s?\d{6}\)?/gu, '')
    .replace(/[\s,.;:、。()"'·-]/gu, '')
    .toUpperCase();

const REGION_HEAD =
  /^(?:[\p{Script=Han}]{2,8}?(?:省|自治区|特别行政区))?(?:[\p{Script=Han}]{2,8}?(?:市|自治州|地区|盟))?/u;

/** Whether two addresses name one place: the province and city in front may be left out of either. */
export function sameAddress(one: string, other: string): boolean {
  const [left, right] = [addressValue(one), addressValue(other)];
  if (left === right) return true;
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  if (shorter === '' || !longer.endsWith(shorter)) return false;
  const head = longer.slice(0, longer.length - shorter.length);
  return (REGION_HEAD.exec(head)?.[0] ?? '') === head;
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
