import type { Gap } from './normal-text-pinyin.ts';
import { normalise, type NormalText } from './normal-text.ts';
import type { TextLine } from './plain-text-lines.ts';

/** Lines that are one sentence broken by the edge of a line or a page. */
export interface Paragraph {
  readonly lines: readonly TextLine[];
  readonly text: NormalText;
  /** Something inside it is noise, so that its raw words hold more than it says. */
  readonly noisy: boolean;
}

/** A shorter line ends where its writer wanted it to. */
const LONG = 20;
const PROSE = /[,;。、]/u;
const ENDS = /[。;:!?"》』]$/u;
/** What begins anew: a number, a bullet, a chapter, an attachment, 【a message】. */
const BEGINS =
  /^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)](?!\d)|第[一二三四五六七八九十百\d]{1,5}[章节条编]|附件|附录|注:|\[\D|[-•·●■◆▪*+])/u;
const LABEL = /^[^,。;]{1,12}:/u;

/** The paragraph of lines that stand together in `source`: the words of all, without the noise in and between them. */
export function paragraphOf(source: string, lines: readonly TextLine[]): Paragraph {
  const [first, last] = [lines[0], lines.at(-1)];
  const [from, to] = [first?.from ?? 0, last?.to ?? 0];
  const noise = [...lines.flatMap((line) => line.noise), ...seams(lines)];
  const raw = source.slice(from, to);
  const text = normalise(
    raw,
    noise.map(([start, end]): Gap => [start - from, end - from]),
  );
  return { lines, text, noisy: noise.length > 0 };
}

/** Page numbers and watermarks between two lines of a sentence, and the break inside a number. */
function seams(lines: readonly TextLine[]): Gap[] {
  return lines.slice(1).flatMap((line, at): Gap[] => {
    const above = lines[at];
    if (!above) return [];
    const number = /[\d.-]$/.test(above.text.norm) && /^\d/.test(line.text.norm);
    return number || line.number > above.number + 1 ? [[above.to, line.from]] : [];
  });
}

/** Whether a sentence that `said` so far goes on in the next line of text. */
export function goesOn(said: string, next: TextLine): boolean {
  const { norm } = next.text;
  if (said.length < LONG || !PROSE.test(said) || ENDS.test(said)) return false;
  if (next.marked > 0 || BEGINS.test(norm) || LABEL.test(norm)) return false;
  return norm.length >= LONG || /[,。;、:]$/u.test(norm);
}
