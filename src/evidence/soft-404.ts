import { fraction } from './jitter.ts';
import type { PageLinks } from './links.ts';

/** What a host answers to an address that cannot exist. */
export interface MissingPage {
  readonly finalUrl: string;
  readonly shingles: ReadonlySet<string>;
}

const GONE_WORDS =
  /404|页面不存在|页面未找到|找不到(?:该|您|你|相关)?|您(?:访问|查看)的(?:页面|内容)(?:不存在|已)|内容不存在|信息不存在|已(?:被)?删除|已下线|链接已失效|无法访问该页|not found|no longer exists/i;

/** Two addresses of a host that nobody can have made, the same in every run. */
export function missingAddresses(origin: string): readonly string[] {
  const word = (salt: number): string =>
    Math.floor(fraction(origin, salt) * 36 ** 6)
      .toString(36)
      .padStart(6, 'q');
  return [`${origin}/gongkai-${word(1)}${word(2)}.html`, `${origin}/${word(3)}/${word(4)}/`];
}

/** Overlapping runs of characters, without digits and addresses, which such pages like to repeat. */
export function shinglesOf(page: PageLinks): ReadonlySet<string> {
  const words = `${page.title} ${page.text}`.replace(/https?:\S+|\/\S*|[\d\s]+/g, '').slice(0, 2_000);
  const shingles = new Set<string>();
  for (let at = 0; at < Math.max(1, words.length - 3); at += 1) shingles.add(words.slice(at, at + 4));
  return shingles;
}

/** The share that two pages have in common of all that stands on either, from 0 to 1. */
export function similarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let common = 0;
  for (const shingle of left) if (right.has(shingle)) common += 1;
  return common / Math.max(1, left.size + right.size - common);
}

/** Whether what a host sends for a missing page says anything by which it can be known again; an empty shell does not. */
export const isTelling = (page: PageLinks): boolean => page.text.length >= 4 || GONE_WORDS.test(page.title);

/** A page with more text than this (characters) does not say that it is not there. */
const SHORT = 1_000;

/** The page without the words by which `soft404Signs` does not tell it, when these are the host's missing pages. */
export const tellingPart = (page: PageLinks, missing: readonly MissingPage[]): PageLinks =>
  missing.length > 0 || page.textLength < SHORT ? page : { ...page, title: '', text: '' };

/**
 * The signs that a page is the host's "not here" page, added up: 2 that it looks or leads like one, 1 that it says so. The
 * page to which a host leads everybody who is lost (its home page, mostly) is itself when it is asked for by its name.
 */
export function soft404Signs(page: PageLinks, url: string, finalUrl: string, missing: readonly MissingPage[]): number {
  const others = missing.filter((one) => one.finalUrl !== url);
  const shingles = others.length === 0 ? new Set<string>() : shinglesOf(page);
  const alike = others.some((one) => similarity(shingles, one.shingles) >= 0.9);
  const ledAlike = finalUrl !== url && missing.length > 1 && missing.every((one) => one.finalUrl === finalUrl);
  const says = page.textLength < SHORT && GONE_WORDS.test(`${page.title} ${page.text.slice(0, 400)}`);
  return Number(alike || ledAlike) * 2 + Number(says);
}
