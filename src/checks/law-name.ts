import { normalise } from '../documents/normal-text.ts';

/** The offset at which a text names the law, or undefined. */
export type NameFinder = (normal: string) => number | undefined;

const escape = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Finds a law's name as a name: alone, in 《》, behind 中华人民共和国 or before 全文 — not inside a longer word (电力法律法规)
 * and not as part of another title (《供电营业规则》解读 names the law, 供电监管办法实施细则 does not).
 */
export function nameFinder(names: readonly string[]): NameFinder {
  const words = [...new Set(names.map((name) => normalise(name).norm.replace(/[《》]/g, '')))].sort(
    (a, b) => b.length - a.length,
  );
  const before = String.raw`(?:^|[^\p{Script=Han}]|中华人民共和国|国务院|现行|最新|新版|新|公布|发布|印发|执行|依据|根据|按照|和|及|与|、)`;
  const after = String.raw`(?=$|[^\p{Script=Han}]|全文|原文|正文|文本|修订|修正|最新|现行|等|和|及|与|的)`;
  const pattern = new RegExp(`${before}(?<name>${words.map(escape).join('|')})${after}`, 'u');
  return (normal) => {
    const match = pattern.exec(normal);
    const name = match?.groups?.name;
    return match && name !== undefined ? match.index + match[0].length - name.length : undefined;
  };
}
