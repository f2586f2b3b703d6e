import { Parser } from 'htmlparser2';
import type { Fault } from '../evidence/capture.ts';

/** What a page may hold (faults 5.5); parsers are quadratic in depth and in attributes. */
export interface HtmlLimits {
  readonly characters: number;
  readonly depth: number;
  readonly nodes: number;
  readonly attributes: number;
  /** Rules of inline sheets that bear on what is seen. */
  readonly rules: number;
}

export const HTML_LIMITS: HtmlLimits = {
  characters: 10 * 1024 * 1024,
  depth: 512,
  nodes: 500_000,
  attributes: 500,
  rules: 20_000,
};

/** Thrown by what builds or scans a page when it holds more than it may. */
export class BeyondLimit extends Error {
  readonly fault: Fault;

  constructor(what: keyof HtmlLimits, count: number) {
    super(`${what}: ${count}`);
    this.fault = { reason: 'too-complex', detail: this.message };
  }
}

/** Elements that a tree builder opens again in every later block when their parent closes before they do. */
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
/** Identical formatting elements that are opened again at most ("Noah's Ark", HTML 13.2.4.3). */
const NOAH = 3;

/** Whether a page seems to be within limits, told by its tags in one streaming pass, before anything is built. */
export function seemsWithin(html: string, limits: HtmlLimits): boolean {
  const tally = new Tally(limits);
  const parser = new Parser(tally, { decodeEntities: false, lowerCaseAttributeNames: false });
  // In slices, so that a page which broke a limit is not scanned to its end.
  for (let at = 0; at < html.length && !tally.isBeyond; at += 65_536) parser.write(html.slice(at, at + 65_536));
  if (!tally.isBeyond) parser.end();
  return html.length <= limits.characters && !tally.isBeyond;
}

class Tally {
  isBeyond = false;
  readonly #limits: HtmlLimits;
  #depth = 0;
  #nodes = 0;
  #attributes = 0;
  /** Formatting elements left open by their parents, by spelling; each comes back in every later block. */
  readonly #reopened = new Map<string, number>();
  #leaked = 0;

  constructor(limits: HtmlLimits) {
    this.#limits = limits;
  }

  // Not `onopentag`: the parser would gather all attributes for it.
  onopentagname(): void {
    this.#attributes = 0;
    this.#depth += 1;
    this.#count(1 + this.#leaked);
    if (this.#depth + this.#leaked > this.#limits.depth) this.isBeyond = true;
  }

  onattribute(): void {
    this.#attributes += 1;
    if (this.#attributes > this.#limits.attributes) this.isBeyond = true;
  }

  onclosetag(name: string, implied: boolean): void {
    this.#depth -= 1;
    if (!FORMATTING.has(name)) return;
    const open = this.#reopened.get(name) ?? 0;
    const kept = implied ? Math.min(open + 1, NOAH * 4) : Math.max(0, open - 1);
    this.#leaked += kept - open;
    this.#reopened.set(name, kept);
  }

  ontext(): void {
    this.#count(1);
  }

  oncomment(): void {
    this.#count(1);
  }

  #count(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > this.#limits.nodes) this.isBeyond = true;
  }
}
