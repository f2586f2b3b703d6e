import { normalise } from '../normal-text.ts';

/** Above these shares a text layer is not what the page shows: its fonts name their glyphs wrongly or not at all. */
const UNREADABLE = 0.1;
const RARE = 0.3;
/** Fewer characters than this prove nothing about fonts. */
const ENOUGH = 8;

const LETTERS = /\S/gu;
const NO_LETTER = /[\ufffd\p{Co}\p{Cn}]|(?!\s)\p{Cc}/gu;
const HAN = /\p{Script=Han}/gu;

/** Why a text layer cannot be believed, or undefined when it reads as text. */
export function brokenText(text: string): string | undefined {
  const letters = text.match(LETTERS)?.length ?? 0;
  const unreadable = text.match(NO_LETTER)?.length ?? 0;
  if (letters > 0 && unreadable > letters * UNREADABLE) return `broken fonts: ${unreadable} of ${letters} characters`;
  const han = normalise(text).norm.match(HAN) ?? [];
  const rare = han.filter((character) => !common().has(character)).length;
  if (han.length >= ENOUGH && rare > han.length * RARE)
    return `broken fonts: ${rare} of ${han.length} characters are rare`;
  return undefined;
}

let gb2312: ReadonlySet<string> | undefined;

/** The 6,763 characters of GB 2312, in which all but a few characters of any Chinese text are found. */
function common(): ReadonlySet<string> {
  if (gb2312) return gb2312;
  const bytes: number[] = [];
  for (let lead = 0xb0; lead <= 0xf7; lead += 1)
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) bytes.push(lead, trail);
  gb2312 = new Set(new TextDecoder('gb18030').decode(Uint8Array.from(bytes)));
  return gb2312;
}
