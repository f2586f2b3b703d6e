import { lineOf, type Box } from '../html-tree.ts';
import { remembered } from '../remembered.ts';

/** A line as it was written. */
export interface Written {
  readonly words: string;
  /** Every letter is bold or large. */
  readonly strong: boolean;
  /** Every letter stands in a link. */
  readonly linked: boolean;
  /** How many characters at its head are bold, when the rest is not; else 0. */
  readonly lead: number;
}

/** The line being written: the inline words since the last block edge or `<br>`, and how they look. */
export class Draft {
  /** Letters of all lines so far, to know the end of the page. */
  passed = 0;
  #words = '';
  #lead = '';
  #letters = 0;
  #strong = 0;
  #linked = 0;
  /** The open elements that make what is written strong. */
  readonly #strongs: Box[] = [];
  #anchors = 0;

  enter(box: Box): void {
    if (isStrong(box)) this.#strongs.push(box);
    if (box.tag === 'a') this.#anchors += 1;
  }

  leave(box: Box): void {
    if (this.#strongs.at(-1) === box) this.#strongs.pop();
    if (box.tag === 'a') this.#anchors -= 1;
  }

  add(words: string): void {
    const letters = lettersOf(words);
    // Spaces at the head of a line are not drawn.
    if (letters === 0 && this.#letters === 0) return;
    const strong = this.#strongs.length > 0;
    if (strong && this.#letters === this.#strong) this.#lead += words;
    this.#words += words;
    this.passed += letters;
    this.#letters += letters;
    if (strong) this.#strong += letters;
    if (this.#anchors > 0) this.#linked += letters;
  }

  /** Ends the line; undefined when nothing was written on it. */
  take(): Written | undefined {
    const letters = this.#letters;
    if (letters === 0) return undefined;
    const strong = this.#strong === letters;
    const lead = this.#strong > 0 && !strong ? lineOf(this.#lead).length : 0;
    const written = { words: lineOf(this.#words), strong, linked: this.#linked === letters, lead };
    this.#words = this.#lead = '';
    this.#letters = this.#strong = this.#linked = 0;
    return written;
  }
}

/** Counts, rather than builds, what is not a space. */
function lettersOf(words: string): number {
  let letters = 0;
  for (let at = 0; at < words.length; at += 1) if (!isSpace(words.charCodeAt(at))) letters += 1;
  return letters;
}

const WIDE_SPACES: ReadonlySet<number> = new Set([0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]);

/** What `\s` matches; ideographs, which most letters are, are told at once. */
const isSpace = (unit: number): boolean => {
  if (unit > 0x3000 && unit < 0xfeff) return false;
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return WIDE_SPACES.has(unit) || (unit >= 0x2000 && unit <= 0x200a);
};

const STRONG_STYLE =
  /font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:(?:2[2-9]|[3-9]\d)(?:\.\d+)?px|(?:1[89]|[2-9]\d)(?:\.\d+)?pt|x?x-large)/i;
/** An editor writes the same few styles into every paragraph. */
const isStrongStyle = remembered(2_000, (style) => STRONG_STYLE.test(style));

/** Bold, or larger than running text: official style sets that in 16 pt already (三号). */
function isStrong({ tag, attrs }: Box): boolean {
  if (tag === 'b' || tag === 'strong' || tag === 'big') return true;
  if (tag === 'font' && Number(attrs.size) >= 4) return true;
  return attrs.style !== undefined && isStrongStyle(attrs.style);
}
