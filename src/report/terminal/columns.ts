import { eastAsianWidth } from 'get-east-asian-width';

/** Columns that a text takes on a terminal: Chinese characters take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

const columnsOf = (character: string): number => eastAsianWidth(character.codePointAt(0) ?? 0);

export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Cuts to at most so many columns, ending in an ellipsis when something was cut. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += columnsOf(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Marks that may not begin a line, and marks that may not end one (避头尾). */
const CLOSING = /^[，。、；：？！”’）》〉】〕…,.;:?!)\]}%]/u;
const OPENING = /[“‘（《〈【〔([{]$/u;

/** Pieces between which a line may be broken: words of Latin script and addresses stay whole. */
function pieces(text: string): string[] {
  const parts: string[] = [];
  for (const [part] of text.matchAll(/\s+|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]+|./gu)) {
    const last = parts.at(-1);
    const joins =
      last !== undefined && !/^\s/.test(part) && !/\s$/.test(last) && (CLOSING.test(part) || OPENING.test(last));
    if (joins) parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

/** Breaks a text into lines of at most so many columns; a word or an address longer than that stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text.trim())) {
    if (line !== '' && widthOf(line) + widthOf(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
