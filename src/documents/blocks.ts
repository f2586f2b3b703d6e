import { buttonTarget } from './forms.ts';
import { isJumpList, openingScript, optionTarget, scriptTarget } from '../evidence/references.ts';
import type { Block, Region } from './document.ts';
import { contextIn, PLAIN, type Context } from './blocks/context.ts';
import { Draft, type Written } from './blocks/draft.ts';
import { headingDepth } from './blocks/heading.ts';
import { Outline } from './blocks/outline.ts';
import { Places } from './blocks/place.ts';
import { isPair } from './fields-in-pairs.ts';
import { isBlock, walk, wordsOf, type Box, type Visitor } from './html-tree.ts';
import { normalise } from './normal-text.ts';
import { crumbsOf, isCrumbBox } from './regions-crumbs.ts';
import { isImprint, regionOf, type PageShape } from './regions.ts';
import { namingOf } from './regions-names.ts';
import { cellsOf, isDataTable, type TableFound } from './tables.ts';

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
  /** Rows of cards: a name and its value. */
  readonly pairs: readonly Box[];
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
  walk(body, writer);
  return writer;
}

class Writer implements Walked, Visitor {
  readonly blocks: Block[] = [];
  breadcrumb: readonly string[] = [];
  readonly tables: TableFound[] = [];
  readonly links: Placed[] = [];
  readonly images: Placed[] = [];
  readonly lists: Box[] = [];
  readonly pairs: Box[] = [];
  readonly leads = new Map<number, number>();
  #page: PageShape;
  /** Of the boxes that begin a line, outermost first; inline ones change neither. */
  readonly #regions: Region[] = [];
  readonly #contexts: Context[] = [];
  readonly #draft = new Draft();
  readonly #outline = new Outline();
  readonly #places = new Places();
  #region: Region = 'main';
  #context = PLAIN;
  #holder: Box;
  #pre = 0;

  constructor(body: Box, linkBars: boolean) {
    this.#page = { page: body, linkBars };
    this.#holder = body;
  }

  enter(box: Box): boolean {
    if (isBlock(box)) this.#open(box);
    this.#draft.enter(box);
    this.#meet(box);
    return box.tag !== 'select';
  }

  text(words: string, within: Box): void {
    if (this.#pre === 0 && within.tag !== 'textarea') return this.#draft.add(words);
    words.split('\n').forEach((line, at) => {
      if (at > 0) this.#flush();
      this.#draft.add(line);
    });
  }

  leave(box: Box): void {
    if (isBlock(box)) this.#close(box);
    this.#draft.leave(box);
  }

  #open(box: Box): void {
    this.#flush();
    this.#regions.push(this.#region);
    this.#contexts.push(this.#context);
    this.#region = this.#regionAt(box);
    this.#context = contextIn(box.tag, this.#context, this.#places.inData);
    this.#holder = box;
    box.from = this.blocks.length;
    if (box.tag === 'pre') this.#pre += 1;
  }

  #close(box: Box): void {
    this.#flush();
    this.#region = this.#regions.pop() ?? 'main';
    this.#context = this.#contexts.pop() ?? PLAIN;
    this.#holder = box.parent ?? box;
    box.to = this.blocks.length;
    if (box.tag === 'pre') this.#pre -= 1;
    this.#outline.close(box);
    this.#places.close(box);
  }

  #regionAt(box: Box): Region {
    if (this.breadcrumb.length === 0 && isCrumbBox(box)) {
      const crumbs = crumbsOf(wordsOf(box));
      if (crumbs.length > 1 || (crumbs.length === 1 && box.links > 0)) {
        this.breadcrumb = crumbs;
        return 'nav';
      }
    }
    const region = regionOf(box, this.#region, this.#page);
    const late = this.#draft.passed > this.#page.page.letters * 0.7;
    return region === 'main' && late && isImprint(box) ? 'footer' : region;
  }

  /** Notes what is more than words. */
  #meet(box: Box): void {
    if (isLink(box)) this.links.push(this.#placed(box));
    if (box.tag === 'select' && isJumpList(box.attrs)) this.links.push(...this.#entries(box));
    if (box.tag === 'a' || box.tag === 'area') return;
    if (box.tag === 'img') this.images.push(this.#placed(box));
    else if (box.tag === 'tr') this.#places.nextRow();
    else if (box.tag === 'table') this.#meetTable(box);
    else if (box.tag === 'dl') this.lists.push(box);
    else if (isPair(box)) this.pairs.push(box);
    else if (box.tag === 'input' || box.tag === 'select') this.#draft.add(shownValue(box));
  }

  /** The entries of a list that opens what is chosen from it. */
  #entries({ children }: Box): Placed[] {
    return children.flatMap((child) => {
      if (typeof child === 'string') return [];
      if (child.tag === 'optgroup') return this.#entries(child);
      return optionTarget(child.attrs) === undefined ? [] : [this.#placed(child)];
    });
  }

  #placed(box: Box): Placed {
    return { box, region: this.#region, block: this.blocks.length };
  }

  #meetTable(box: Box): void {
    const rows = cellsOf(box);
    // Outside the content a single row is a banner.
    if (!isDataTable(box, rows) || (this.#region !== 'main' && rows.length < 2)) return;
    this.tables.push({ box, rows, block: this.blocks.length, place: this.#places.openTable(box, this.#region) });
  }

  #flush(): void {
    const line = this.#draft.take();
    if (!line) return;
    if (line.lead > 0) this.leads.set(this.blocks.length, line.lead);
    this.#emit(line);
  }

  #emit({ words, strong, linked }: Written): void {
    const region = this.#crumb(words) ? 'nav' : this.#region;
    const context = this.#context;
    // What <details> shows while it is closed is the title of the rest.
    const titled = this.#holder.tag === 'summary' || namingOf(this.#holder).isTitle;
    const inList = context.kind !== 'paragraph' || (linked && !titled);
    const depth = headingDepth({ words, tag: context.heading, strong, titled, inList });
    const index = this.blocks.length;
    const { level, under } = this.#outline.place({ index, depth, tag: context.heading, region, holder: this.#holder });
    if (context.heading !== '' && region === 'main') this.#page = { ...this.#page, linkBars: false };
    const kind = level > 0 ? 'heading' : context.kind;
    const place = this.#places.next(region, kind, context);
    this.blocks.push({ index, kind, level, region, text: normalise(words), place, under });
  }

  #crumb(words: string): boolean {
    if (this.breadcrumb.length > 0 || words.length > 120) return false;
    const crumbs = crumbsOf(words);
    if (crumbs.length === 0 || (crumbs.length === 1 && !words.includes('位置'))) return false;
    this.breadcrumb = crumbs;
    return true;
  }
}

/** Whether an element leads somewhere, by its address, by a script that names the page or by one that opens something of its own. */
const isLink = (box: Box): boolean => {
  const { tag, attrs } = box;
  return (
    ((tag === 'a' || tag === 'area') && attrs.href !== undefined) ||
    (tag.includes('-') && attrs.href !== undefined) ||
    (tag !== 'body' && (scriptTarget(attrs) !== undefined || (attrs.onclick !== undefined && opens(attrs)))) ||
    buttonTarget(box) !== undefined
  );
};

const opens = (attrs: Box['attrs']): boolean => openingScript(attrs) !== undefined;

/** What a form control shows without a click. */
function shownValue(box: Box): string {
  if (box.tag === 'input')
    return /^(?:hidden|checkbox|radio|password|file|image)$/i.test(box.attrs.type ?? '') ? '' : (box.attrs.value ?? '');
  const options = box.children.filter((child) => typeof child !== 'string');
  return wordsOf(options.find(({ attrs }) => attrs.selected !== undefined) ?? options[0] ?? box);
}
