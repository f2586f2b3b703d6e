import { COMPANY_KINDS, type CompanyKind } from '../../catalogue/closed-lists.ts';
import { text, type Text } from '../../language/text.ts';

/** What a new workspace needs to be told: the five questions of `gongkai init`. */
export interface Answers {
  /** 单位全称, as on the licence. */
  readonly name: string;
  readonly kind: CompanyKind;
  /** 上级公司; an incremental company has none. */
  readonly parent?: string;
  /** Start page of the company's website; none when it is handed in as a snapshot. */
  readonly portal?: string;
  /** Names of the service halls. */
  readonly halls: readonly string[];
}

/** The answers as options, before they are checked. */
export interface GivenAnswers {
  readonly name?: string;
  readonly kind?: string;
  readonly parent?: string;
  readonly portal?: string;
  readonly halls?: string;
}

/** Companies that stand under another one and may point to its pages (A9). */
export const hasParent = (kind: CompanyKind): boolean => kind === 'branch' || kind === 'county' || kind === 'other';

/** A name as typed or pasted, without the full stop of its sentence and the blanks of a justified line. */
export const tidyName = (name: string): string =>
  name
    .trim()
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/[。，、；：\s]+$/u, '');

/** `无` and its like are the answer that Enter gives. */
export const orNone = (words: string): string => (/^(?:无|没有|暂无|none|[-—－/]+)$/i.test(words) ? '' : words);

/** What is wrong with a name; undefined when nothing is. */
export function nameFault(name: string): Text | undefined {
  if (tidyName(name) === '') return text('请填写单位全称', 'the name is needed');
  return /[\p{Cc}\p{Cf}]/u.test(name) ? text('名称里有看不见的字符', 'the name holds invisible characters') : undefined;
}

/** An address as pasted from a letter: without its brackets and the punctuation of the sentence, `：／．` as they are meant. */
export function tidyAddress(address: string): string {
  const bare = orNone(address.trim().replaceAll(/^[<《“"'（\s]+|[>》”"'）。，、；\s]+$/gu, ''));
  return isAddress(bare) ? bare : bare.normalize('NFKC');
}

const isAddress = (address: string): boolean => /^https?:\/\//i.test(address) && URL.canParse(address);

/** What is wrong with the address of a website; '' is the answer "none". */
export function portalFault(address: string): Text | undefined {
  const tidy = tidyAddress(address);
  if (tidy === '' || isAddress(tidy)) return undefined;
  const whole = `https://${tidy}`;
  const meant = /^[\w-]+(?:\.[\w-]+)+(?:[:/]|$)/.test(tidy) && URL.canParse(whole) ? whole : 'https://www.example.com/';
  return text(`应为完整网址，例如 ${meant}`, `write a whole address, such as ${meant}`);
}

/** `1、` and `（2）` of a list, and its dashes. */
const LIST_SIGN = /(?<=^|[\s,，、;；])(?:[（(]?\d{1,2}[.．、)）]|[-－—•·*])\s*(?=\p{Script=Han})/gu;

/** `中心营业厅、南岸营业厅` → two names; every usual separator and numbering is understood and doubles are dropped. */
export const splitHalls = (list: string): string[] => [
  ...new Set(
    list
      .replaceAll(LIST_SIGN, '')
      .split(/[,，、;；。\n]/)
      .flatMap(namesBetweenBlanks)
      .map((name) => orNone(name.trim()))
      .filter(Boolean),
  ),
];

/** A blank parts names only where each part is one by its ending: `A区 24小时自助厅` is one hall. */
function namesBetweenBlanks(words: string): string[] {
  const parts = words.trim().split(/\s+/);
  return parts.every((part) => /(?:营业厅|供电所|营业站|营业点|服务厅|自助厅)$/.test(part)) ? parts : [words];
}

export const isKind = (word: string): word is CompanyKind => COMPANY_KINDS.some((kind) => kind === word);
