/** A stretch of raw text, from one offset up to another. */
export type Gap = readonly [from: number, to: number];

const TONED = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[a-zü][\u0300\u0301\u0304\u030c]/;
/** 發(fā)布, 首頁（yè）: readings set behind characters by programs that disguise copies (domain 2, noise 29). */
const READING =
  /(?<=\p{Script=Han})(?:[(（][a-zü]{0,5}(?:[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[a-zü][\u0300\u0301\u0304\u030c])[a-zü]{0,4}[)）])+/gu;
/** 市場(chang)(chang): without tones only what is said twice is a reading; 千瓦(kw) is a unit. */
const TWICE = /(?<=\p{Script=Han})[(（]([a-zü]{1,6})[)）](?:[(（]\1[)）])+/gu;

const NONE: readonly Gap[] = [];

/** Whether anything stands in brackets: most text has none, and this says so at once. */
export const isBracketed = (raw: string): boolean => raw.includes('(') || raw.includes('（');

/** Where readings in pinyin stand that are no part of the sentence, in order. */
export function pinyinIn(raw: string): readonly Gap[] {
  if (!isBracketed(raw)) return NONE;
  const toned = TONED.test(raw) ? gapsOf(raw, READING) : [];
  const twice = /[)）][(（]/.test(raw) ? gapsOf(raw, TWICE) : [];
  return twice.length === 0 ? toned : together([...toned, ...twice]);
}

const gapsOf = (raw: string, pattern: RegExp): Gap[] =>
  Array.from(raw.matchAll(pattern), ({ 0: words, index }): Gap => [index, index + words.length]);

/** Gaps in order, those that touch made one. */
export function together(gaps: readonly Gap[]): readonly Gap[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...gaps].sort(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) merged.push([from, to]);
  }
  return merged;
}
