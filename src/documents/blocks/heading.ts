/** How a line looks, as far as a heading can be told from it. */
export interface Line {
  readonly words: string;
  /** `h1` … `h6` around the line, else ''. */
  readonly tag: string;
  /** Every letter stands in bold or in large type. */
  readonly strong: boolean;
  /** A class or id such as title, tit, biaoti on the line's own element. */
  readonly titled: boolean;
  /** Stands in a list item, a cell or a link: then only a tag makes it a heading. */
  readonly inList: boolean;
}

/** Paragraphs set as headings, as Chinese official style numbers them; the depth counts below the last real heading. */
const NUMBERED: readonly (readonly [pattern: RegExp, depth: number])[] = [
  [/^第[一二三四五六七八九十百\d]+[章节编部分]+(?:\s|[^，。；条]{0,30}$)/, 1],
  [/^[一二三四五六七八九十]{1,3}\s*[、．.]/, 1],
  [/^[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]/, 2],
];
const NUMBERED_STRONG = /^\d{1,2}\s*[、．.)）]/;
const LONGEST = 40;
/** Some templates put whole paragraphs into a heading's tag. */
const LONGEST_TAGGED = 150;
const MORE = /^(?:查看|了解)?更多|^more\b|^[>»]/i;

/** The depth of a heading below the last `h1`–`h6` (0 for these themselves), or -1 for a line that is none. */
export function headingDepth({ words, tag, strong, titled, inList }: Line): number {
  const length = words.length;
  if (tag !== '') return length > LONGEST_TAGGED ? -1 : 0;
  if (inList || length > LONGEST || length < 2 || isSentence(words) || MORE.test(words)) return -1;
  const numbered = NUMBERED.find(([pattern]) => pattern.test(words));
  if (numbered) return numbered[1];
  if (strong && NUMBERED_STRONG.test(words)) return 3;
  return (strong || titled) && /\p{Script=Han}/u.test(words) ? 3 : -1;
}

/** Ends like a sentence, or gives a value after a label: then it says something itself. */
const isSentence = (words: string): boolean => /[。；;，,！!？?]$/.test(words) || /[：:]\s*\S/.test(words);
