import { COMPANY_KINDS, type CompanyKind } from '../../catalogue/closed-lists.ts';
import { text, type Text } from '../../language/text.ts';

/** What a new workspace needs to be told: the five questions of `gongkai init`. */
export interface Answers {
  /** 单位全称, as on the licence. */
  readonly name: string;
  readonly kind: CompanyKind;
  /** 上级公司; only a branch or a county company has one. */
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
export const hasParent = (kind: CompanyKind): boolean => kind === 'branch' || kind === 'county';

/** What is wrong with a name; undefined when nothing is. */
export function nameFault(name: string): Text | undefined {
  if (name.trim() === '') return text('请填写单位全称', 'the name is needed');
  return /[\p{Cc}\p{Cf}]/u.test(name) ? text('名称里有看不见的字符', 'the name holds invisible characters') : undefined;
}

/** What is wrong with the address of a website; '' is the answer "none". */
export function portalFault(address: string): Text | undefined {
  if (address.trim() === '') return undefined;
  if (/^https?:/i.test(address.trim()) && URL.canParse(address.trim())) return undefined;
  return text('应为完整网址，例如 https://www.example.com/', 'write a whole address, such as https://www.example.com/');
}

/** `中心营业厅、南岸营业厅` → two names; every usual separator is understood and doubles are dropped. */
export const splitHalls = (list: string): string[] => [
  ...new Set(
    list
      .split(/[,，、;；\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

export const isKind = (word: string): word is CompanyKind => COMPANY_KINDS.some((kind) => kind === word);
