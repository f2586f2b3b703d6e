import type { Company } from '../../workspace/workspace.ts';
import type { Page } from './page.ts';
import { norm } from '../normal-text.ts';

/** 国网示范省电力公司, 示范自治区电力有限公司, 重庆市电力公司: companies of provinces. A 市 of another name may be the city above a county. */
const PROVINCE =
  /(?:国家电网|国网)?(?:(?<stem>\p{Script=Han}{2,3}?)(?:维吾尔|壮族|回族)?(?:省|自治区)|(?<city>北京|上海|天津|重庆)市)电力(?:股份|集团)?(?:有限)?(?:责任)?公司/gu;
/** Letters in front of a province that are none of its name. */
const BEFORE = /^[有是由为于在与和及]/u;

interface ProvinceNamed {
  readonly stem: string;
  readonly shown: string;
  readonly end: number;
}

function provincesIn(words: string): readonly ProvinceNamed[] {
  return Array.from(words.matchAll(PROVINCE)).map((match) => ({
    stem: (match.groups?.stem ?? match.groups?.city ?? '').replace(BEFORE, ''),
    shown: match[0].replace(BEFORE, ''),
    end: match.index + match[0].length,
  }));
}

/** Where its office or halls are, by a label that tells of its own; the address of a regulator has another. */
const OWN_ADDRESS =
  /(?:办公地址|公司地址|营业地址|营业厅地址)[:：\s]*(?<stem>\p{Script=Han}{2,3}?)(?:维吾尔|壮族|回族)?(?:省|自治区)\p{Script=Han}/u;

/** What tells that a page which bears our name is that of a company of the same name elsewhere. */
export interface Namesake {
  /** `other`: it says whose it is; `unknown`: its address alone speaks against us. */
  readonly identity: 'other' | 'unknown';
  readonly why: string;
}

/**
 * 城关供电公司 there is in many provinces. A page is the namesake's where our province stands nowhere on it and either the name
 * is printed behind the company of another province (国网东岳省电力公司城关供电公司), or that company heads or signs the page.
 * Undefined where we do not know our province: our parent is a city's company, or none is declared.
 */
export function namesakeOn(page: Page, frame: string, { parent }: Company): Namesake | undefined {
  const own = parent === undefined ? undefined : provincesIn(norm(parent))[0]?.stem;
  if (own === undefined || `${page.title}\n${page.text}`.includes(own)) return undefined;
  const full = [page.title, page.text].flatMap((words) =>
    provincesIn(words)
      .map(({ end, shown }) => ({ shown, name: page.names.find((name) => words.startsWith(name, end)) }))
      .flatMap(({ shown, name }) => (name === undefined ? [] : [`${shown}${name}`])),
  )[0];
  const why = full ?? provincesIn(frame)[0]?.shown;
  if (why !== undefined) return { identity: 'other', why };
  const elsewhere = OWN_ADDRESS.exec(page.main);
  return elsewhere ? { identity: 'unknown', why: elsewhere[0] } : undefined;
}
