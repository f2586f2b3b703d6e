import { text, type Text } from '../../language/text.ts';

/** A character that looks right and is not, and where it stands in the wording. */
export interface Suspect {
  readonly index: number;
  readonly message: Text;
  readonly hint: Text;
}

interface Slip {
  /** The first group, if any, is what comes before the character. */
  readonly pattern: RegExp;
  readonly message: Text;
  readonly hint: Text;
}

const COLON = {
  message: text('这里是中文冒号「：」', 'this is a full-width colon "："'),
  hint: text('改为英文冒号加一个空格「: 」', 'write ": ", a colon and a space'),
};
const AFTER_ENGLISH_KEY: Slip = { pattern: /^(\s*(?:- +)*["']?[a-z_][a-z0-9_]*["']?\s*)：/m, ...COLON };
const AFTER_ANY_KEY: Slip = { pattern: /^(\s*(?:- +)*["']?[\p{L}_][\p{L}\w-]{0,20}["']?\s*)：/mu, ...COLON };
const NO_SPACE_AFTER_COLON: Slip = {
  pattern: /^(\s*(?:- +)*[A-Za-z_][\w-]*):(?![\s/])/m,
  message: text('冒号后面没有空格', 'there is no space after the colon'),
  hint: text('在冒号后加一个空格', 'put a space after the colon'),
};
const NO_SPACE_AFTER_DASH: Slip = {
  pattern: /^(\s*)-(?=[^\s\d-])/m,
  message: text('短横线后面没有空格', 'there is no space after the dash'),
  hint: text('在「-」后加一个空格', 'put a space after "-"'),
};
const LONG_DASH: Slip = {
  pattern: /^(\s*)[－—–−﹣‐•·●]+(?=\s*\S)/m,
  message: text('这里的列表符号不是英文短横线', 'this is no dash that begins a member of a list'),
  hint: text('改为英文短横线加一个空格「- 」', 'write "- ", a short dash and a space'),
};
const TAB: Slip = {
  pattern: /\t/,
  message: text('这里是制表符（Tab）', 'this is a tab'),
  hint: text('改为空格', 'use spaces'),
};
const SPACES: readonly Slip[] = [
  TAB,
  {
    pattern: /\u00a0/,
    message: text('这里是不间断空格（NBSP）', 'this is a no-break space (NBSP)'),
    hint: text('改为普通空格', 'use an ordinary space'),
  },
  {
    pattern: /\u3000/,
    message: text('这里是全角空格', 'this is a full-width space'),
    hint: text('改为普通空格；确需保留时给文字加英文引号', 'use an ordinary space, or quote the text'),
  },
  {
    pattern: /[\u2000-\u200a\u202f\u205f]/,
    message: text('这里是特殊空格', 'this is a special space'),
    hint: text('改为普通空格', 'use an ordinary space'),
  },
  {
    pattern: /[\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/,
    message: text('这里有看不见的字符（零宽或方向控制符）', 'this is an invisible character'),
    hint: text('删除该字符', 'delete it'),
  },
];
const SMART_QUOTES: Slip = {
  pattern: /^[“”‘’][^“”‘’]*[“”‘’]$/,
  message: text('这里用了中文引号', 'these are typographic quotation marks'),
  hint: text(
    '改为英文引号；引号本身是内容时，外面再加一对英文引号',
    'use straight quotes; put straight ones around if the marks are part of the text',
  ),
};
const FULL_WIDTH_COMMA: Slip = {
  pattern: /，/,
  message: text('这里是中文逗号「，」', 'this is a full-width comma "，"'),
  hint: text('改为英文逗号加一个空格「, 」', 'write ", "'),
};

/** Paths as Windows writes them, between double quotation marks. */
export const BACKSLASH = [
  text('双引号里的反斜杠「\\」有特殊含义', 'a backslash has a meaning of its own in double quotes'),
  text('改用英文单引号；路径也可以用「/」分隔，如 evidence/app', 'use single quotes; a path may have / in its place'),
] as const;

/** Control characters that an escape made of a path: "evidence\\app" holds a bell. */
export const isEscapedPath = (written: string, value: string): boolean =>
  /\\[abefnrtv0]/.test(written) && /[\u0000-\u001f]/.test(value);

function find(slips: readonly Slip[], wording: string): Suspect | undefined {
  for (const { pattern, message, hint } of slips) {
    const match = pattern.exec(wording);
    if (match) return { index: match.index + (match[1]?.length ?? 0), message, hint };
  }
  return undefined;
}

/** A line that starts like `name：`, which YAML takes for running text. `lines` are whole lines of the file. */
export const suspectColon = (lines: string): Suspect | undefined => find([AFTER_ENGLISH_KEY], lines);

/** Wrong in any unquoted scalar: spaces that are none, quotation marks that quote nothing. */
export const suspectInPlain = (wording: string): Suspect | undefined => find([...SPACES, SMART_QUOTES], wording);

/** Looked for only where YAML or the schema already complains, since in running text each of these may be meant. */
export const suspectInBroken = (wording: string): Suspect | undefined =>
  find(
    [AFTER_ANY_KEY, ...SPACES, LONG_DASH, NO_SPACE_AFTER_COLON, NO_SPACE_AFTER_DASH, SMART_QUOTES, FULL_WIDTH_COMMA],
    wording,
  );
