import type { Gap } from '../normal-text/pinyin.ts';
import { normalise, type NormalText } from '../normal-text.ts';
import { PAPER_TITLE } from '../paper/title.ts';
import type { TextLine } from './lines.ts';

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
  /^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)](?!\d)|第[一二三四五六七八九十百\d]{1,5}[章节条编]|附件|附录|注:|\[\D|[-•·●■◆▪*+](?!\d))/u;
/** Inside a number or a unit, where a space would part what is one: 0.52|0元, 2026-1|1-20, kW|h. */
const SEAM = /^[\dA-Za-z]\n[\dA-Za-z.,:%/-]$|^[.,:/-]\n\d$/;
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
    const number = SEAM.test(`${above.text.norm.slice(-1)}\n${line.text.norm.slice(0, 1)}`);
    return number || line.number > above.number + 1 ? [[above.to, line.from]] : [];
  });
}

/** What stands between two lines. */
export interface Edge {
  /** No more than the edge of a line or of a page: no blank line. */
  readonly close: boolean;
  /** The length to which lines are filled in this paper. */
  readonly width: number;
}

/** The characters of a line as it was set, without what was laid over it. */
export const lengthOf = ({ from, to, noise }: TextLine): number =>
  to - from - noise.reduce((sum, [start, end]) => sum + end - start, 0);

/** A line this full was broken because it was full. */
const FULL = 0.65;

/** Whether the sentence of these lines goes on in the next line of text. */
export function goesOn(lines: readonly TextLine[], next: TextLine, { close, width }: Edge): boolean {
  const { norm } = next.text;
  const last = lines.at(-1);
  const said = lines
    .slice(-2)
    .map(({ text }) => text.norm)
    .join('');
  if (!last || lengthOf(last) < LONG || ENDS.test(said) || next.marked > 0) return false;
  if (/^[,。;、:)\]》"%!?]/u.test(norm)) return true;
  if (BEGINS.test(norm) || LABEL.test(norm)) return false;
  const full = close || lengthOf(last) >= width * FULL;
  if (!PROSE.test(said) && !(full && isProse(norm) && !isEntry(said))) return false;
  return lengthOf(next) >= LONG || /[,。;、:]$/u.test(norm);
}

const isProse = (norm: string): boolean => PROSE.test(norm) && !norm.endsWith(':');
/** A title, or a label with its value: complete as it stands. */
const isEntry = (norm: string): boolean => PAPER_TITLE.test(norm) || LABEL.test(norm);
