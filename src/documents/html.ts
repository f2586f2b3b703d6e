import type { Fault } from '../evidence/capture.ts';
import { jumpTarget } from '../evidence/references.ts';
import type { Block, Field, Image, Link, Table } from './document.ts';
import { readBlocks } from './blocks.ts';
import { readFields } from './fields.ts';
import { BeyondLimit, HTML_LIMITS, type HtmlLimits } from './html-limits.ts';
import { readImages, readLinks } from './links.ts';
import { resolving, type Resolve } from './links/address.ts';
import { parseHtml, textOf, type ParsedPage, type SourceElement } from './parse-html.ts';
import { readTable } from './tables.ts';
import { isUnfilled } from './unfilled.ts';
import { StyleSheet } from './visible/css.ts';
import { see, type Seen } from './visible.ts';

/** A page read: what a citizen can see, in page order. */
export interface HtmlReading {
  readonly title: string;
  /** 首页, 信息公开, 供电质量; empty when the page shows no path. */
  readonly breadcrumb: readonly string[];
  readonly blocks: readonly Block[];
  readonly fields: readonly Field[];
  readonly tables: readonly Table[];
  readonly links: readonly Link[];
  readonly images: readonly Image[];
  /** Nothing to see without running scripts: the page can prove neither presence nor absence (C07). */
  readonly needsJs: boolean;
  /** What is its own only scripts fill in, inside a frame of menus and titles: what is not here may yet be there. */
  readonly unfilled: boolean;
  /** Panes of tabs that a click would open: what stands there is unknown, not absent. */
  readonly hiddenPanes: number;
  readonly metas: Readonly<Record<string, string>>;
  /** Set when the page exceeds a limit; everything else is then empty. */
  readonly fault?: Fault;
}

export interface HtmlOptions {
  /** WHATWG label of the encoding that the page was decoded from; its links' queries are sent in it. */
  readonly encoding?: string;
  readonly limits?: HtmlLimits;
}

const NOTHING: HtmlReading = {
  title: '',
  breadcrumb: [],
  blocks: [],
  fields: [],
  tables: [],
  links: [],
  images: [],
  needsJs: false,
  unfilled: false,
  hiddenPanes: 0,
  metas: {},
};

/**
 * Reads a decoded page at its address: one parse, one walk. Never throws for what a page may hold; a page beyond the
 * limits comes back empty with a `too-complex` fault.
 */
export function readHtml(
  html: string,
  url: string,
  { encoding = 'utf-8', limits = HTML_LIMITS }: HtmlOptions = {},
): HtmlReading {
  const page = parsed(html, limits);
  if ('fault' in page) return { ...NOTHING, fault: page.fault };
  const sheet = new StyleSheet(page.sheets);
  if (sheet.size > limits.rules)
    return { ...NOTHING, fault: { reason: 'too-complex', detail: `style rules: ${sheet.size}` } };
  const seen = see(page.root, sheet);
  const walked = readBlocks(seen.body);
  const tables = walked.tables.map((table) => readTable(table, walked.blocks));
  const resolve = resolving({ url, base: seen.base, encoding });
  const isEmpty = isShell(seen, page.scripts.length);
  const jump = isEmpty ? jumpOf(page.scripts, url, resolve) : undefined;
  return {
    // WeChat leaves the title to a script, and says it here.
    title: seen.title === '' ? (seen.metas['og:title'] ?? '') : seen.title,
    breadcrumb: walked.breadcrumb,
    blocks: walked.blocks,
    fields: readFields({ ...walked, tables }),
    tables,
    links: readLinks(walked, jump === undefined ? seen.embedded : [{ src: jump, title: '' }], resolve),
    images: readImages(walked, resolve),
    needsJs: isEmpty && jump === undefined,
    unfilled: isUnfilled({ title: seen.title, blocks: walked.blocks, body: seen.body, scripts: page.scripts }),
    hiddenPanes: seen.hiddenPanes,
    metas: seen.metas,
  };
}

function parsed(html: string, limits: HtmlLimits): ParsedPage | { readonly fault: Fault } {
  try {
    return parseHtml(html, limits);
  } catch (error) {
    if (error instanceof BeyondLimit) return { fault: error.fault };
    throw error;
  }
}

/** Fewer letters than any page of its own would show, its header and footer included. */
const FEW_LETTERS = 20;
/** A page with so many letters is no empty one, whatever its scripts do. */
export const SHELL_LETTERS = 80;

const isShell = ({ body, appRoot, embedded }: Seen, scripts: number): boolean =>
  scripts > 0 && embedded.length === 0 && body.letters < (appRoot ? SHELL_LETTERS : FEW_LETTERS);

/** More script than this does more than to send the reader on. */
const JUMP_LETTERS = 400;

/** Where an empty page sends its reader within its site that has one short script for it and nothing else. */
function jumpOf(scripts: readonly SourceElement[], url: string, resolve: Resolve): string | undefined {
  const [only, another] = scripts;
  const words = only && !another && only.attrs.every(({ name }) => name !== 'src') ? textOf(only) : '';
  const jump = words.length <= JUMP_LETTERS ? jumpTarget(words) : undefined;
  return jump !== undefined && SITE.exec(resolve(jump))?.[0] === SITE.exec(url)?.[0] ? jump : undefined;
}

const SITE = /^(?:snapshot:|https?:\/\/[^/?#]+)/i;
