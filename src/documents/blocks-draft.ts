import { tidy, type Box } from './html-tree.ts';

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
  #parts: string[] = [];
  #lead = '';
  #letters = 0;
  #strong = 0;
  #linked = 0;
  /** How many elements are open that make what is written strong, or a link. */
  #strongs = 0;
  #anchors = 0;

  enter(box: Box): void {
    if (isStrong(box)) this.#strongs += 1;
    if (box.tag === 'a') this.#anchors += 1;
  }

  leave(box: Box): void {
    if (isStrong(box)) this.#strongs -= 1;
    if (box.tag === 'a') this.#anchors -= 1;
  }

  add(words: string): void {
    if (words === '') return;
    const letters = lettersOf(words);
    if (this.#letters === this.#strong && this.#strongs > 0) this.#lead += words;
    this.#parts.push(words);
    this.passed += letters;
    this.#letters += letters;
    if (this.#strongs > 0) this.#strong += letters;
    if (this.#anchors > 0) this.#linked += letters;
  }

  /** Ends the line; undefined when nothing was written on it. */
  take(): Written | undefined {
    const [words, letters] = [inline(this.#parts.join('')), this.#letters];
    const lead = this.#strong > 0 && this.#strong < letters ? inline(this.#lead).length : 0;
    const written = { words, strong: this.#strong === letters, linked: this.#linked === letters, lead };
    this.#parts = [];
    this.#lead = '';
    this.#letters = this.#strong = this.#linked = 0;
    return letters > 0 && words !== '' ? written : undefined;
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

/** Line breaks of the source are spaces on the page. */
const inline = (words: string): string => tidy(words.replace(/[\n\r]+/g, ' '));

const STRONG_STYLE =
  /font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:(?:2[2-9]|[3-9]\d)(?:\.\d+)?px|(?:1[89]|[2-9]\d)(?:\.\d+)?pt|x?x-large)/i;

/** Bold, or larger than running text: official style sets that in 16 pt already (三号). */
function isStrong({ tag, attrs }: Box): boolean {
  if (tag === 'b' || tag === 'strong' || tag === 'big') return true;
  if (tag === 'font' && Number(attrs.size) >= 4) return true;
  return attrs.style !== undefined && STRONG_STYLE.test(attrs.style);
}
