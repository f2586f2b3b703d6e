import { hits } from '../search/terms.ts';

/** Words that stand right before 线路, 变电站 or 区域 without telling which one: 我公司10千伏线路, 各变电站, 部分公用台区. */
const GENERIC =
  /(?:公司|单位|本|各|该|此|其|每|[全我][省市区县州网国]|辖区|供区|[条座个台处类]|所有|全部|部分|个别|多|某|上述|以上|以下|相关|有关|附近|周边|就近|用户|客户|公用|专用|共用|配电|配网|配电网|电力|供电|电网|输电|中压|低压|高压|架空|电缆|老旧|主要|重点|重载|过载|受限|[增减]容|新[建增装]|查询|梳理|公布|公开|统计|覆盖|核定|结合|接入|涉及|满足|提升|优化|改造|拨打|[的及和与或等内共、\-/])$/u;
/** 热线, 网站, 农村, 乡镇: words of the language, not names that end like one. */
const WORD = /(?:[热在沿路上下无有进出干支连]线|[网]站|[农乡]村|[乡城村]镇|[家老异]乡|[改转应演不]变)$/u;
const VOLTAGE = /\d+(?:\.\d+)?\s?(?:千伏|kv)/giu;
/** What a name may be made of; a name in front of its kind is short. */
const RUN = /[\p{Script=Han}A-Za-z\d#()、\-/]{1,12}$/u;
/** Not the end of the name: 东一线路, 南坪变化, 站点. */
const GOES_ON = /^[路化压更电动频配点长务]/u;

/**
 * Whether (normalised) words name one particular place of the grid or the land: 10千伏东一线, 南坪变电站, 松林镇; `kinds` are the words
 * that such names end with. 全区10千伏线路 names none.
 */
export function namesPlace(words: string, kinds: readonly string[]): boolean {
  const plain = words.replace(VOLTAGE, '\n');
  return hits(plain, kinds).some(({ term, start, end }) => {
    if (term.length === 1 && GOES_ON.test(plain.slice(end))) return false;
    const name = RUN.exec(plain.slice(0, start))?.[0] ?? '';
    return /[\p{Script=Han}A-Za-z\d#]/u.test(name) && !GENERIC.test(name) && !WORD.test(name + term);
  });
}
