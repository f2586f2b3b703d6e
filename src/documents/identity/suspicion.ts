import type { Vocabulary } from '../../catalogue/rule.ts';
import type { Company } from '../../workspace/workspace.ts';
import type { Block } from '../document.ts';
import { NO_HINTS, SUSPICIOUS } from './hints.ts';
import type { IdentityParts, Page } from './page.ts';
import { norm } from '../normal-text.ts';
import { isBracketed } from '../normal-text/pinyin.ts';

const SPAM_TIMES = 3;
const TITLE_LENGTH = 120;
/** A warning against gambling is no gambling advertisement. */
const WARNING = /警惕|防范|打击|严禁|谨防|反诈|诈骗|整治|抵制|举报|违法|远离/u;
/** 發(fā)布, 網(wǎng)站: the way in which hijacked copies are disguised. */
const PINYIN = /\p{Script=Han}[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]/gu;
const PINYIN_TIMES = 10;
const NONE: readonly string[] = [];

/** What shows that a page was tampered with or cloned, in the page's own words; undefined when nothing does (C79). */
export function suspicionOf(
  { hints = NO_HINTS, blocks }: IdentityParts,
  page: Page,
  company: Company,
  { spam }: Vocabulary,
): string | undefined {
  const weight = hints.signs.reduce((sum, sign) => sum + sign.weight, 0);
  if (weight >= SUSPICIOUS) return hints.signs.map(({ sign, words }) => `${sign}: ${words}`).join('; ');
  const words = spam.map(norm);
  return spamIn(page, words) ?? spamAbove(blocks, words) ?? replacedName(page, company, words) ?? disguised(blocks);
}

function spamIn({ title, main, text }: Page, spam: readonly string[]): string | undefined {
  if (spam.length === 0 || WARNING.test(title)) return undefined;
  const inTitle = spam.find((word) => title.includes(word));
  if (inTitle !== undefined) return title.slice(0, 120);
  const hits = spam.filter((word) => main.includes(word));
  const times = hits.reduce((sum, word) => sum + main.split(word).length - 1, 0);
  return times >= SPAM_TIMES && !WARNING.test(text) ? hits.join('、') : undefined;
}

/** The title of a page that was saved as text is its first line. */
function spamAbove([first]: readonly Block[], spam: readonly string[]): string | undefined {
  const words = first?.text.norm ?? '';
  if (words.length > TITLE_LENGTH || WARNING.test(words)) return undefined;
  return spam.some((word) => words.includes(word)) ? words.slice(0, 120) : undefined;
}

/** 公司 replaced by an advert everywhere (国网山城供电开云app入口): our stem, always followed by the same foreign words. */
function replacedName({ title, text }: Page, { name }: Company, spam: readonly string[]): string | undefined {
  const full = norm(name);
  const stem = /^(.{4,})公司$/u.exec(full)?.[1];
  const all = `${title}\n${text}`;
  if (stem === undefined || all.includes(full)) return undefined;
  const followers = Array.from(all.matchAll(new RegExp(`${stem}(.{6})`, 'gu')), ([, next = '']) => next);
  const [first = ''] = followers;
  const foreign = /[A-Za-z]{2}/.test(first) || spam.some((word) => first.includes(word));
  return followers.length >= 2 && foreign && followers.every((next) => next === first) ? stem + first : undefined;
}

/** In the raw text: normal text is without readings. */
function disguised(blocks: readonly Block[]): string | undefined {
  const found = blocks.flatMap(({ text: { raw } }) => (isBracketed(raw) ? (raw.match(PINYIN) ?? NONE) : NONE));
  return found.length >= PINYIN_TIMES ? found.slice(0, 5).join(' ') : undefined;
}
