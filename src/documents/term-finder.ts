const SLOTS = 1 << 16;
const slot = (first: number, second: number): number => ((first * 31) ^ (second * 7919)) & (SLOTS - 1);
const escape = (term: string): string => term.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * Finds many terms at once: the leftmost, and of those that begin there the longest, without overlaps. A place is looked at
 * closely only where two letters stand with which a term begins, so that the cost hardly grows with the terms.
 */
export class TermFinder {
  readonly #begins = new Uint8Array(SLOTS);
  /** By the first two letters. */
  readonly #patterns = new Map<string, RegExp>();

  /** Terms of two letters and more, in the form of the texts that will be searched. */
  constructor(terms: readonly string[]) {
    const byHead = new Map<string, string[]>();
    for (const term of new Set(terms)) {
      if (term.length < 2) throw new RangeError(`a term of one letter: ${term}`);
      const head = term.slice(0, 2);
      byHead.set(head, [...(byHead.get(head) ?? []), term]);
    }
    for (const [head, list] of byHead) {
      this.#begins[slot(head.charCodeAt(0), head.charCodeAt(1))] = 1;
      list.sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
      // A term of digits is a number: it never counts inside a longer one (C18).
      const words = list.map((term) => (/^\d+$/.test(term) ? `(?<!\\d)${term}(?!\\d)` : escape(term)));
      this.#patterns.set(head, new RegExp(words.join('|'), 'uy'));
    }
  }

  /** Every term that stands in the text, in text order. */
  find(text: string): string[] {
    const found: string[] = [];
    for (let at = this.#next(text, 0); at >= 0;) {
      const term = this.#at(text, at);
      if (term !== undefined) found.push(term);
      at = this.#next(text, at + (term?.length ?? 1));
    }
    return found;
  }

  /** Whether any term stands in the text. */
  test(text: string): boolean {
    for (let at = this.#next(text, 0); at >= 0; at = this.#next(text, at + 1))
      if (this.#at(text, at) !== undefined) return true;
    return false;
  }

  #next(text: string, from: number): number {
    for (let at = from; at + 1 < text.length; at += 1)
      if (this.#begins[slot(text.charCodeAt(at), text.charCodeAt(at + 1))] === 1) return at;
    return -1;
  }

  #at(text: string, at: number): string | undefined {
    const pattern = this.#patterns.get(text.slice(at, at + 2));
    if (!pattern) return undefined;
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  }
}
