import { Parser } from 'htmlparser2';
import type { Fault } from '../evidence/capture.ts';

/** What a page may hold before it is parsed into a tree (faults 5.5); parsers are quadratic in depth and in attributes. */
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

/** What the scan passed on its way. */
export interface HtmlScan {
  /** The inline style sheets in order. */
  readonly sheets: readonly string[];
  /** How many scripts the page runs. */
  readonly scripts: number;
  /** The page without what its scripts say: nothing of that is shown, and it is often half of the page. */
  readonly bare: string;
  /** Set when a limit was exceeded; the page must then not be parsed. */
  readonly fault?: Fault;
}

/** Elements that a tree builder opens again in every later block when their parent closes before they do. */
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
/** Identical formatting elements that are opened again at most ("Noah's Ark", HTML 13.2.4.3). */
const NOAH = 3;

/** One streaming pass over the source, before any tree is built. */
export function scanHtml(html: string, limits: HtmlLimits = HTML_LIMITS): HtmlScan {
  const tally = new Tally(html, limits);
  if (html.length > limits.characters) tally.exceed('characters', html.length);
  const parser = new Parser(tally, { decodeEntities: false, lowerCaseAttributeNames: false });
  // In slices, so that a page which broke a limit is not scanned to its end.
  for (let at = 0; at < html.length && !tally.fault; at += 65_536) parser.write(html.slice(at, at + 65_536));
  if (!tally.fault) parser.end();
  const { sheets, scripts, fault } = tally;
  return { sheets, scripts, bare: without(html, tally.programs), ...(fault && { fault }) };
}

/** From its first character to the one behind its last. */
type Stretch = readonly [from: number, to: number];

function without(html: string, stretches: readonly Stretch[]): string {
  if (stretches.length === 0) return html;
  const parts = stretches.map(([from], at) => html.slice(stretches[at - 1]?.[1] ?? 0, from));
  return [...parts, html.slice(stretches.at(-1)?.[1])].join('');
}

/** Where these stand, a script may end, or text be shown, elsewhere than the scan believes. */
const UNCLEAR = /<!--|<script/i;

class Tally {
  readonly sheets: string[] = [];
  /** What scripts say, where it is clear that it is a script's. */
  readonly programs: Stretch[] = [];
  scripts = 0;
  fault: Fault | undefined;
  readonly #limits: HtmlLimits;
  #depth = 0;
  #nodes = 0;
  #attributes = 0;
  #inSheet = false;
  #inScript = false;
  /** Of the tag that is being read; the first one counts. */
  #media: string | undefined;
  #parser: Parser | undefined;
  readonly #html: string;
  /** Where the script that is open begins. */
  #program = -1;
  /** Open `<noscript>` elements. */
  #unrun = 0;
  /** Formatting elements left open by their parents, by spelling; each comes back in every later block. */
  readonly #reopened = new Map<string, number>();
  #leaked = 0;

  constructor(html: string, limits: HtmlLimits) {
    this.#html = html;
    this.#limits = limits;
  }

  onparserinit(parser: Parser): void {
    this.#parser = parser;
  }

  exceed(what: string, count: number): void {
    this.fault ??= { reason: 'too-complex', detail: `${what}: ${count}` };
  }

  // Not `onopentag`: the parser would gather all attributes for it.
  onopentagname(name: string): void {
    this.#attributes = 0;
    this.#media = undefined;
    this.#depth += 1;
    this.#count(1 + this.#leaked);
    if (this.#depth + this.#leaked > this.#limits.depth) this.exceed('depth', this.#depth + this.#leaked);
    this.#inScript = name === 'script';
    if (this.#inScript) {
      this.scripts += 1;
      this.#program = -1;
    }
    if (name === 'noscript') this.#unrun += 1;
    // Sheets for browsers without scripts hide nothing from a citizen at a screen.
    this.#inSheet = name === 'style' && this.#unrun === 0;
    if (this.#inSheet) this.sheets.push('');
  }

  onattribute(name: string, value: string): void {
    this.#attributes += 1;
    if (this.#attributes > this.#limits.attributes) this.exceed('attributes', this.#attributes);
    if (!this.#inSheet || name !== 'media' || this.#media !== undefined) return;
    this.#media = value;
    // Nor do sheets for printers.
    if (/^$|screen|all/i.test(value)) return;
    this.#inSheet = false;
    this.sheets.pop();
  }

  onclosetag(name: string, implied: boolean): void {
    this.#depth -= 1;
    this.#inSheet = false;
    this.#inScript = false;
    if (name === 'script' && !implied) this.#cut();
    if (name === 'noscript') this.#unrun -= 1;
    if (!FORMATTING.has(name)) return;
    const open = this.#reopened.get(name) ?? 0;
    const kept = implied ? Math.min(open + 1, NOAH * 4) : Math.max(0, open - 1);
    this.#leaked += kept - open;
    this.#reopened.set(name, kept);
  }

  ontext(words: string): void {
    this.#count(1);
    if (this.#inScript && this.#program < 0) this.#program = this.#parser?.startIndex ?? -1;
    if (this.#inSheet) this.sheets.push((this.sheets.pop() ?? '') + words);
  }

  oncomment(): void {
    this.#count(1);
  }

  #cut(): void {
    const stretch = [this.#program, this.#parser?.startIndex ?? -1] as const;
    const [from, to] = stretch;
    if (from >= 0 && to > from && !UNCLEAR.test(this.#html.slice(from, to))) this.programs.push(stretch);
  }

  #count(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > this.#limits.nodes) this.exceed('nodes', this.#nodes);
  }
}
