import { Parser } from 'htmlparser2';
import type { Fault } from '../evidence/capture.ts';

/** What a page may hold before it is parsed into a tree (faults 5.5); parsers are quadratic in depth and in attributes. */
export interface HtmlLimits {
  readonly characters: number;
  readonly depth: number;
  readonly nodes: number;
  readonly attributes: number;
}

export const HTML_LIMITS: HtmlLimits = { characters: 10 * 1024 * 1024, depth: 512, nodes: 500_000, attributes: 500 };

/** What the scan passed on its way. */
export interface HtmlScan {
  /** The inline style sheets in order. */
  readonly sheets: readonly string[];
  /** How many scripts the page runs, and where those come from that are not written inline (as written). */
  readonly scripts: number;
  readonly scriptSources: readonly string[];
  /** The first title with its character references unread: injected titles are written in these. */
  readonly titleSource: string;
  /** Set when a limit was exceeded; the page must then not be parsed. */
  readonly fault?: Fault;
}

/** Elements that a tree builder opens again in every later block when their parent closes before they do. */
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
/** Identical formatting elements that are opened again at most ("Noah's Ark", HTML 13.2.4.3). */
const NOAH = 3;

/** One streaming pass over the source, before any tree is built. */
export function scanHtml(html: string, limits: HtmlLimits = HTML_LIMITS): HtmlScan {
  const tally = new Tally(limits);
  if (html.length > limits.characters) tally.exceed('characters', html.length);
  const parser = new Parser(tally, { decodeEntities: false, lowerCaseAttributeNames: false });
  // In slices, so that a page which broke a limit is not scanned to its end.
  for (let at = 0; at < html.length && !tally.fault; at += 65_536) parser.write(html.slice(at, at + 65_536));
  if (!tally.fault) parser.end();
  const { sheets, scripts, scriptSources, titleSource, fault } = tally;
  return { sheets, scripts, scriptSources, titleSource, ...(fault && { fault }) };
}

class Tally {
  readonly sheets: string[] = [];
  scripts = 0;
  readonly scriptSources: string[] = [];
  titleSource = '';
  fault: Fault | undefined;
  readonly #limits: HtmlLimits;
  #depth = 0;
  #nodes = 0;
  #attributes = 0;
  #within: 'style' | 'title' | '' = '';
  /** Formatting elements left open by their parents, by spelling; each comes back in every later block. */
  readonly #reopened = new Map<string, number>();
  #leaked = 0;

  constructor(limits: HtmlLimits) {
    this.#limits = limits;
  }

  exceed(what: string, count: number): void {
    this.fault ??= { reason: 'too-complex', detail: `${what}: ${count}` };
  }

  onopentagname(): void {
    this.#attributes = 0;
  }

  onattribute(): void {
    this.#attributes += 1;
    if (this.#attributes > this.#limits.attributes) this.exceed('attributes', this.#attributes);
  }

  onopentag(name: string, attrs: Readonly<Record<string, string>>): void {
    this.#depth += 1;
    this.#count(1 + this.#leaked);
    if (this.#depth + this.#leaked > this.#limits.depth) this.exceed('depth', this.#depth + this.#leaked);
    if (name === 'script') this.#script(attrs.src);
    if (name === 'style') this.sheets.push('');
    this.#within = name === 'style' || (name === 'title' && this.titleSource === '') ? name : '';
  }

  onclosetag(name: string, implied: boolean): void {
    this.#depth -= 1;
    this.#within = '';
    if (!FORMATTING.has(name)) return;
    const open = this.#reopened.get(name) ?? 0;
    const kept = implied ? Math.min(open + 1, NOAH * 4) : Math.max(0, open - 1);
    this.#leaked += kept - open;
    this.#reopened.set(name, kept);
  }

  ontext(words: string): void {
    this.#count(1);
    if (this.#within === 'style') this.sheets.push((this.sheets.pop() ?? '') + words);
    if (this.#within === 'title') this.titleSource += words;
  }

  oncomment(): void {
    this.#count(1);
  }

  #script(source: string | undefined): void {
    this.scripts += 1;
    if (source !== undefined && source !== '') this.scriptSources.push(source);
  }

  #count(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > this.#limits.nodes) this.exceed('nodes', this.#nodes);
  }
}
