import { normalise } from '../../documents/normal-text.ts';

/** Finds a law's name in normalised text. */
export interface LawName {
  /** The names without 《》. */
  readonly names: readonly string[];
  /** The offset at which the text names the law, or undefined. */
  readonly find: (normal: string) => number | undefined;
  /** Whether the text is the law's title and nothing else but its number and version. */
  readonly isTitle: (normal: string) => boolean;
}

const escape = (words: string): string => words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const BEFORE = String.raw`(?:^|[^\p{Script=Han}]|中华人民共和国|国务院|现行|最新|新版|新|公布|发布|印发|执行|依据|根据|按照|和|及|与|、)`;
const AFTER = String.raw`(?=$|[^\p{Script=Han}]|全文|原文|正文|文本|修订|修正|最新|现行|等|和|及|与|的)`;
const ALONE = String.raw`^[\d.、\s《]*(?:中华人民共和国)?`;
const VERSION = String.raw`[》\s]*(?:全文|[([][^()[\]]*[)\]]|[A-Z/ ]*\d[\d.-]*|\d{4}年?(?:版|修订|修正))*[》\s]*$`;

/**
 * The finder for a law's names: alone, in 《》, behind 中华人民共和国 or before 全文 — not inside a longer word (电力法律法规)
 * and not as the beginning of another title (供电监管办法实施细则).
 */
export function lawName(names: readonly string[]): LawName {
  const bare = names.map((name) => normalise(name).norm.replace(/[《》]/g, ''));
  const words = [...new Set(bare)].sort((one, other) => other.length - one.length).map(escape);
  const within = new RegExp(`${BEFORE}(?<name>${words.join('|')})${AFTER}`, 'u');
  const whole = new RegExp(`${ALONE}(?:${words.join('|')})${VERSION}`, 'u');
  return {
    names: bare,
    find: (normal) => {
      const match = within.exec(normal);
      const name = match?.groups?.name;
      return match && name !== undefined ? match.index + match[0].length - name.length : undefined;
    },
    isTitle: (normal) => whole.test(normal),
  };
}
