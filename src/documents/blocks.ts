import type { Block, Region } from './document.ts';
import { Draft, type Written } from './blocks-draft.ts';
import { headingDepth } from './blocks-heading.ts';
import { Outline } from './blocks-outline.ts';
import { isBlock, walk, wordsOf, type Box } from './html-tree.ts';
import { normalise } from './normal-text.ts';
import { crumbsOf, isCrumbBox } from './regions-crumbs.ts';
import { isImprint, regionOf, type PageShape } from './regions.ts';
import { hasRows, isDataTable, type TableFound } from './tables.ts';

/** A link or picture, and the block in whose words it stands. */
export interface Placed {
  readonly box: Box;
  readonly region: Region;
  readonly block: number;
}

/** What one walk over the visible page yields; tables, fields and links are read from it afterwards. */
export interface Walked {
  readonly blocks: readonly Block[];
  readonly breadcrumb: readonly string[];
  readonly tables: readonly TableFound[];
  readonly links: readonly Placed[];
  readonly images: readonly Placed[];
  /** `<dl>` elements. */
  readonly lists: readonly Box[];
  /** First block of a box, and the first block after it. */
  readonly spans: ReadonlyMap<Box, readonly [from: number, to: number]>;
  /** For a block that begins with bold words: how many characters these are. */
  readonly leads: ReadonlyMap<number, number>;
}

/** Reads the visible tree in one walk; in a second one where the first took everything on the page for menus. */
export function readBlocks(body: Box): Walked {
  const walked = write(body, true);
  return walked.blocks.some(({ region }) => region === 'main') ? walked : write(body, false);
}

function write(body: Box, linkBars: boolean): Walked {
  const writer = new Writer(body, linkBars);
  walk(body, {
    enter: (box) => writer.enter(box),
    text: (words, within) => {
      writer.write(words, within);
    },
    leave: (box) => {
      writer.leave(box);
    },
  });
  return writer.finish();
}

class Writer implements Walked {
  readonly blocks: Block[] = [];
  breadcrumb: readonly string[] = [];
  readonly tables: TableFound[] = [];
  readonly links: Placed[] = [];
  readonly images: Placed[] = [];
  readonly lists: Box[] = [];
  readonly spans = new Map<Box, readonly [number, number]>();
  readonly leads = new Map<number, number>();
  #page: PageShape;
  readonly #regions: Region[] = ['main'];
  readonly #counts = new Map<string, number>();
  readonly #data: { box: Box; number: number; row: number }[] = [];
  readonly #starts = new Map<Box, number>();
  readonly #draft = new Draft();
  readonly #outline = new Outline();
  #holder: Box;
  #pre = 0;
  #tables = 0;

  constructor(body: Box, linkBars: boolean) {
    this.#page = { page: body, linkBars };
    this.#holder = body;
  }

  enter(box: Box): boolean {
    const block = isBlock(box);
    if (block) this.#flush();
    this.#regions.push(this.#regionAt(box));
    if (block) {
      this.#holder = box;
      this.#starts.set(box, this.blocks.length);
    }
    this.#draft.enter(box);
    if (box.tag === 'pre') this.#pre += 1;
    this.#meet(box);
    return box.tag !== 'select';
  }

  write(words: string, within: Box): void {
    if (this.#pre === 0 && within.tag !== 'textarea') return this.#draft.add(words);
    words.split('\n').forEach((line, at) => {
      if (at > 0) this.#flush();
      this.#draft.add(line);
    });
  }

  leave(box: Box): void {
    if (box.tag === 'br' || isBlock(box)) this.#flush();
    if (isBlock(box)) {
      this.spans.set(box, [this.#starts.get(box) ?? 0, this.blocks.length]);
      this.#holder = box.parent ?? box;
      this.#outline.close(box);
      if (this.#data.at(-1)?.box === box) this.#data.pop();
    }
    this.#regions.pop();
    this.#draft.leave(box);
    if (box.tag === 'pre') this.#pre -= 1;
  }

  finish(): Walked {
    this.#flush();
    return this;
  }

  get #region(): Region {
    return this.#regions.at(-1) ?? 'main';
  }

  #regionAt(box: Box): Region {
    if (this.breadcrumb.length === 0 && isBlock(box) && isCrumbBox(box)) {
      const crumbs = crumbsOf(wordsOf(box));
      if (crumbs.length > 1 || (crumbs.length === 1 && box.links > 0)) {
        this.breadcrumb = crumbs;
        return 'nav';
      }
    }
    const region = regionOf(box, this.#region, this.#page);
    const late = this.#draft.passed > this.#page.page.letters * 0.7;
    return region === 'main' && late && isBlock(box) && isImprint(box) ? 'footer' : region;
  }

  /** Notes what is more than words. */
  #meet(box: Box): void {
    const placed = { box, region: this.#region, block: this.blocks.length };
    if ((box.tag === 'a' || box.tag === 'area') && box.attrs.href !== undefined) this.links.push(placed);
    if (box.tag === 'img') this.images.push(placed);
    if (box.tag === 'dl') this.lists.push(box);
    if (box.tag === 'input' || box.tag === 'select') this.#draft.add(shownValue(box));
    if (box.tag === 'tr') this.#nextRow();
    if (box.tag === 'table' && isDataTable(box) && (this.#region === 'main' || hasRows(box))) this.#openTable(box);
  }

  #openTable(box: Box): void {
    this.#tables += 1;
    this.#data.push({ box, number: this.#tables, row: 0 });
    this.tables.push({ box, block: this.blocks.length, place: `${this.#region} > table[${this.#tables}]` });
  }

  #nextRow(): void {
    const table = this.#data.at(-1);
    if (table) table.row += 1;
  }

  #flush(): void {
    const line = this.#draft.take();
    if (!line) return;
    if (line.lead > 0) this.leads.set(this.blocks.length, line.lead);
    this.#emit(line);
  }

  #emit({ words, strong, linked }: Written): void {
    const region = this.#crumb(words) ? 'nav' : this.#region;
    const context = this.#context();
    const titled = TITLED.test(`${this.#holder.attrs.class ?? ''} ${this.#holder.attrs.id ?? ''}`);
    const inList = context.kind !== 'paragraph' || (linked && !titled);
    const depth = headingDepth({ words, tag: context.heading, strong, titled, inList });
    const index = this.blocks.length;
    const { level, under } = this.#outline.place({ index, depth, tag: context.heading, region, holder: this.#holder });
    if (context.heading !== '' && region === 'main') this.#page = { ...this.#page, linkBars: false };
    const kind = level > 0 ? 'heading' : context.kind;
    const place = this.#place(region, kind, context);
    this.blocks.push({ index, kind, level, region, text: normalise(words), place, under });
  }

  #crumb(words: string): boolean {
    if (this.breadcrumb.length > 0 || words.length > 120) return false;
    const crumbs = crumbsOf(words);
    if (crumbs.length === 0 || (crumbs.length === 1 && !words.includes('位置'))) return false;
    this.breadcrumb = crumbs;
    return true;
  }

  #context(): Context {
    let kind: Block['kind'] = 'paragraph';
    for (let at: Box | undefined = this.#holder; at; at = at.parent) {
      if (/^h[1-6]$/.test(at.tag)) return { kind, heading: at.tag, tag: at.tag };
      if ((at.tag === 'td' || at.tag === 'th') && this.#data.length > 0)
        return { kind: 'cell', heading: '', tag: at.tag };
      if (at.tag === 'li' || at.tag === 'dt' || at.tag === 'dd') kind = 'item';
      if (at.tag === 'caption' || at.tag === 'figcaption') return { kind: 'caption', heading: '', tag: at.tag };
      if (at.tag === 'table' || at.tag === 'body') break;
    }
    return { kind, heading: '', tag: kind === 'item' ? 'li' : 'p' };
  }

  #place(region: Region, kind: Block['kind'], { tag }: Context): string {
    const table = this.#data.at(-1);
    if (kind === 'cell' && table) return `${region} > table[${table.number}] row ${table.row}`;
    const name = kind === 'heading' && !/^h\d/.test(tag) ? 'heading' : tag;
    const key = `${region} > ${name}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return `${key}[${count}]`;
  }
}

interface Context {
  readonly kind: Block['kind'];
  readonly heading: string;
  readonly tag: string;
}

const TITLED =
  /(?:^|[\s_-])(?:(?:sub|art|page|news|con|content|list|box|mod|article)?-?_?(?:title|tit|biaoti|bt|caption))\d*(?:$|[\s_-])/i;

/** What a form control shows without a click. */
function shownValue(box: Box): string {
  if (box.tag === 'input')
    return /^(?:hidden|checkbox|radio|password|file|image)$/i.test(box.attrs.type ?? '') ? '' : (box.attrs.value ?? '');
  const options = box.children.filter((child) => typeof child !== 'string');
  return wordsOf(options.find(({ attrs }) => attrs.selected !== undefined) ?? options[0] ?? box);
}
