import type { Block, Region } from './document.ts';
import { headingDepth } from './blocks-heading.ts';
import { isBlock, tidy, walk, wordsOf, type Box } from './html-tree.ts';
import { normalise } from './normal-text.ts';
import { crumbsOf, isCrumbBox, isImprint, regionOf, type PageShape } from './regions.ts';
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

interface Heading {
  readonly index: number;
  readonly depth: number;
  readonly region: Region;
  /** The box at whose end the heading owns nothing more. */
  readonly scope: Box;
}

/** A line being written: the inline words since the last block edge or `<br>`. */
interface Draft {
  parts: string[];
  letters: number;
  strong: number;
  linked: number;
  lead: string;
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
  readonly #headings: Heading[] = [];
  readonly #counts = new Map<string, number>();
  readonly #data: { box: Box; number: number; row: number }[] = [];
  readonly #starts = new Map<Box, number>();
  #draft: Draft = blank();
  #holder: Box;
  #strong = 0;
  #anchors = 0;
  #pre = 0;
  #tables = 0;
  /** Letters so far, to know the end of the page. */
  #passed = 0;
  /** Depth of the last real heading, for headings that are only set as such. */
  #level = 0;

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
    if (isStrong(box)) this.#strong += 1;
    if (box.tag === 'pre') this.#pre += 1;
    this.#meet(box);
    return box.tag !== 'select';
  }

  write(words: string, within: Box): void {
    if (this.#pre === 0 && within.tag !== 'textarea') return this.#add(words);
    words.split('\n').forEach((line, at) => {
      if (at > 0) this.#flush();
      this.#add(line);
    });
  }

  leave(box: Box): void {
    if (box.tag === 'br' || isBlock(box)) this.#flush();
    if (isBlock(box)) {
      this.spans.set(box, [this.#starts.get(box) ?? 0, this.blocks.length]);
      this.#holder = box.parent ?? box;
      while (this.#headings.at(-1)?.scope === box) this.#headings.pop();
      if (this.#data.at(-1)?.box === box) this.#data.pop();
    }
    this.#regions.pop();
    if (isStrong(box)) this.#strong -= 1;
    if (box.tag === 'pre') this.#pre -= 1;
    if (box.tag === 'a') this.#anchors -= 1;
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
    const late = this.#passed > this.#page.page.letters * 0.7;
    return region === 'main' && late && isBlock(box) && isImprint(box) ? 'footer' : region;
  }

  /** Notes what is more than words. */
  #meet(box: Box): void {
    const placed = { box, region: this.#region, block: this.blocks.length };
    if (box.tag === 'a') this.#anchors += 1;
    if ((box.tag === 'a' || box.tag === 'area') && box.attrs.href !== undefined) this.links.push(placed);
    if (box.tag === 'img') this.images.push(placed);
    if (box.tag === 'dl') this.lists.push(box);
    if (box.tag === 'input' || box.tag === 'select') this.#add(shownValue(box));
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

  #add(words: string): void {
    if (words === '') return;
    const letters = words.replace(/\s+/g, '').length;
    if (this.#draft.letters === this.#draft.strong && this.#strong > 0) this.#draft.lead += words;
    this.#draft.parts.push(words);
    this.#draft.letters += letters;
    this.#passed += letters;
    if (this.#strong > 0) this.#draft.strong += letters;
    if (this.#anchors > 0) this.#draft.linked += letters;
  }

  #flush(): void {
    const { parts, letters, strong, linked, lead } = this.#draft;
    if (parts.length === 0) return;
    this.#draft = blank();
    const words = tidy(parts.join('').replace(/[\n\r]+/g, ' '));
    if (letters === 0 || words === '') return;
    if (strong > 0 && strong < letters && lead !== '')
      this.leads.set(this.blocks.length, tidy(lead.replace(/[\n\r]+/g, ' ')).length);
    this.#emit(words, strong === letters, linked === letters);
  }

  #emit(words: string, strong: boolean, linked: boolean): void {
    const region = this.#crumb(words) ? 'nav' : this.#region;
    const context = this.#context();
    const titled = TITLED.test(`${this.#holder.attrs.class ?? ''} ${this.#holder.attrs.id ?? ''}`);
    const inList = context.kind !== 'paragraph' || (linked && !titled);
    const depth = words.length > 150 ? -1 : headingDepth({ words, tag: context.heading, strong, titled, inList });
    const index = this.blocks.length;
    const level = this.#levelOf(depth, context.heading);
    const under = this.#owner(level, region);
    if (context.heading !== '' && region === 'main') this.#page = { ...this.#page, linkBars: false };
    if (level > 0) this.#headings.push({ index, depth: level, region, scope: this.#scope() });
    const kind = level > 0 ? 'heading' : context.kind;
    this.blocks.push({
      index,
      kind,
      level: Math.min(level, 6),
      region,
      text: normalise(words),
      place: this.#place(region, kind, context),
      under,
    });
  }

  #levelOf(depth: number, tag: string): number {
    if (depth < 0) return 0;
    if (depth > 0) return this.#level + depth;
    this.#level = Number(tag.slice(1));
    return this.#level;
  }

  #owner(level: number, region: Region): number {
    if (level > 0) while ((this.#headings.at(-1)?.depth ?? 0) >= level) this.#headings.pop();
    const heading = this.#headings.at(-1);
    return heading?.region === region ? heading.index : -1;
  }

  /** Wrappers that hold nothing but the heading do not end it: its content follows beside them. */
  #scope(): Box {
    let scope = this.#holder;
    while (scope.parent && scope.parent.letters <= scope.letters) scope = scope.parent;
    return scope.parent ?? scope;
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

const blank = (): Draft => ({ parts: [], letters: 0, strong: 0, linked: 0, lead: '' });

/** Bold, or larger than running text: official style sets that in 16 pt already (三号). */
function isStrong({ tag, attrs }: Box): boolean {
  if (tag === 'b' || tag === 'strong' || tag === 'big') return true;
  if (tag === 'font' && Number(attrs.size) >= 4) return true;
  const style = attrs.style ?? '';
  return (
    style !== '' &&
    /font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:(?:2[2-9]|[3-9]\d)(?:\.\d+)?px|(?:1[89]|[2-9]\d)(?:\.\d+)?pt|x?x-large)/i.test(
      style,
    )
  );
}

/** What a form control shows without a click. */
function shownValue(box: Box): string {
  if (box.tag === 'input')
    return /^(?:hidden|checkbox|radio|password|file|image)$/i.test(box.attrs.type ?? '') ? '' : (box.attrs.value ?? '');
  const options = box.children.filter((child) => typeof child !== 'string');
  return wordsOf(options.find(({ attrs }) => attrs.selected !== undefined) ?? options[0] ?? box);
}
