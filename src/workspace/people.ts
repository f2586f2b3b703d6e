/**
 * Who is named in a cell: `张三`, `张 三` and `张三（营销部）` are one person, `张三、李四` and `张三 李四` are two. Words without
 * names give none.
 */
export const peopleIn = (words: string): readonly string[] =>
  words
    .normalize('NFKC')
    .replaceAll(/\([^()]*\)/g, ' ')
    .split(/[、,;/\n]/)
    .flatMap(namesIn)
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase());

/** A blank parts two names of two characters or more; within one name it only spreads it over the line. */
function namesIn(words: string): string[] {
  const parts = words.trim().split(/\s+/);
  return parts.every((part) => /^\p{Script=Han}{2,}$/u.test(part)) ? parts : [parts.join('')];
}

/** Whether `second` names somebody whom `first` does not name. */
export function namesAnother(second: string, first: string): boolean {
  const known = new Set(peopleIn(first));
  return peopleIn(second).some((name) => !known.has(name));
}
