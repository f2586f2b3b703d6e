import type { Block, Region } from './document.ts';
import { headingDepth } from './blocks/heading.ts';
import { readFields } from './fields.ts';
import type { HtmlReading } from './html.ts';
import { HTML_LIMITS } from './html-limits.ts';
import { normalise, type NormalText } from './normal-text.ts';
import { isContents, linesOf } from './plain-text/lines.ts';
import { paragraphOf, type Paragraph } from './plain-text/paragraphs.ts';
import { PAPER_TITLE } from './paper/title.ts';
import { partsOf, type Part } from './plain-text/parts.ts';
import { rowsOf, type TextRow } from './plain-text/table.ts';
import { crumbsOf } from './regions-crumbs.ts';

const NOTHING = { links: [], images: [], needsJs: false, unfilled: false, hiddenPanes: 0, metas: {} };

/**
 * Reads a text file as a document: sentences that lines and pages break are made whole, tabs make tables, page numbers and
 * watermarks are left out, and every block keeps the words as they stand in the file.
 */
export function readPlainText(source: string): HtmlReading {
  if (source.length > HTML_LIMITS.characters) {
    const fault = { reason: 'too-complex', detail: `characters: ${source.length}` } as const;
    return { ...NOTHING, title: '', breadcrumb: [], blocks: [], fields: [], tables: [], fault };
  }
  const writer = new Writer(source);
  for (const part of partsOf(linesOf(source))) writer.write(part);
  return writer.finish();
}

/** Fewer letters are a message and no document: it has no title. */
const MESSAGE = 200;
/** How many of the first blocks may be the title of a paper: behind 普通事项, the red heading and the number. */
const HEAD = 12;

const MENU_WORD = /^(?:首页|网站首页|登录|注册|网站地图|联系方式|联系我们|友情链接.*|加入收藏|设为首页)$/u;
const IMPRINT = /©|copyright|ICP备|版权所有|载入时间/iu;

class Writer {
  readonly #source: string;
  readonly #blocks: Block[] = [];
  readonly #noisy = new Set<number>();
  readonly #tables: HtmlReading['tables'][number][] = [];
  readonly #open: { readonly index: number; readonly level: number }[] = [];
  #breadcrumb: readonly string[] = [];
  #title = '';
  #level = 0;

  constructor(source: string) {
    this.#source = source;
  }

  write(part: Part): void {
    if ('rows' in part) return this.#writeTable(rowsOf(this.#source, part.rows));
    const paragraph = paragraphOf(this.#source, part.lines);
    if (paragraph.text.norm !== '') this.#writeParagraph(paragraph);
  }

  finish(): HtmlReading {
    const blocks = this.#blocks;
    const long = blocks.reduce((sum, { text }) => sum + text.norm.length, 0) >= MESSAGE;
    // Labels are found in raw words, and those of a noisy block say more than the block does.
    const quiet = blocks.map((block) => (this.#noisy.has(block.index) ? { ...block, text: normalise('') } : block));
    const fields = readFields({ blocks: quiet, tables: this.#tables, lists: [], pairs: [], leads: new Map() });
    const title = long ? this.#title : '';
    return { ...NOTHING, title, breadcrumb: this.#breadcrumb, blocks, fields, tables: this.#tables };
  }

  #writeParagraph({ lines, text, noisy }: Paragraph): void {
    const [first] = lines;
    const region = this.#regionOf(text, lines.length === 1);
    const bold = /^\s*\*\*.+\*\*\s*$/.test(text.raw);
    const isTitle =
      this.#title === '' && region === 'main' && this.#blocks.length < HEAD && PAPER_TITLE.test(text.norm);
    if (isTitle) this.#title = text.norm;
    const marked = first?.marked ?? 0;
    const depth = headingDepth({ words: text.norm, tag: '', strong: bold, titled: isTitle, inList: false });
    if (marked > 0 || isTitle) this.#level = Math.max(1, marked);
    const level =
      marked > 0 || isTitle ? this.#level : depth > 0 && lines.length === 1 ? Math.min(6, this.#level + depth) : 0;
    if (noisy) this.#noisy.add(this.#blocks.length);
    this.#add(
      level > 0 && region === 'main' ? 'heading' : 'paragraph',
      level,
      region,
      text,
      `line ${first?.number ?? 0}`,
    );
  }

  #add(kind: Block['kind'], level: number, region: Region, text: NormalText, place: string): void {
    const index = this.#blocks.length;
    if (kind === 'heading') while ((this.#open.at(-1)?.level ?? 0) >= level) this.#open.pop();
    const under = region === 'main' ? (this.#open.at(-1)?.index ?? -1) : -1;
    if (kind === 'heading') this.#open.push({ index, level });
    this.#blocks.push({ index, kind, level: kind === 'heading' ? level : 0, region, text, place, under });
  }

  #writeTable(rows: readonly TextRow[]): void {
    const above = this.#blocks.at(-1);
    const caption = above?.kind !== 'cell' && (above?.text.norm.length ?? 99) <= 60 ? (above?.text.norm ?? '') : '';
    const block = this.#blocks.length;
    for (const { line, cells } of rows) {
      for (const cell of cells) if (cell.norm !== '') this.#add('cell', 0, 'main', cell, `line ${line}`);
    }
    const [first] = rows;
    this.#tables.push({ caption, rows: rows.map(({ cells }) => cells), block, place: `line ${first?.line ?? 0}` });
  }

  #regionOf({ raw, norm }: NormalText, alone: boolean): Region {
    if (!alone) return 'main';
    const crumbs = this.#breadcrumb.length === 0 ? crumbsOf(raw.trim()) : [];
    if (crumbs.length > 1) {
      this.#breadcrumb = crumbs;
      return 'nav';
    }
    const words = raw
      .trim()
      .split(/[\s|｜]+/)
      .map((word) => normalise(word).norm);
    const menu =
      words.length >= 2 &&
      words.every((word) => word.length <= 8 && !/[,。;:]/u.test(word)) &&
      words.some((word) => MENU_WORD.test(word));
    if (menu || isContents(raw)) return 'nav';
    return IMPRINT.test(norm) && norm.length <= 160 ? 'footer' : 'main';
  }
}
