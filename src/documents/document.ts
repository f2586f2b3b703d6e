import type { Capture } from '../evidence/capture.ts';
import type { Prominence } from '../evidence/prominence.ts';
import type { Reason } from '../evidence/reason.ts';
import type { CivilDate } from '../calendar/civil-date.ts';
import type { NormalText } from './normal-text.ts';

/** Where on the page a block stands; only `main` is the page's own content. */
export type Region = 'main' | 'header' | 'nav' | 'footer' | 'aside';

/** A run of visible text: heading, paragraph, list item, table cell … in page order. */
export interface Block {
  readonly index: number;
  readonly kind: 'heading' | 'paragraph' | 'item' | 'cell' | 'caption';
  /** 1–6 for a heading. */
  readonly level: number;
  readonly region: Region;
  readonly text: NormalText;
  /** A person-readable locator: `main > h2[2]`, `table[1] row 3`, `page 4`. */
  readonly place: string;
  /** Index of the heading that owns this block, or -1. */
  readonly under: number;
  /** How sure the reading is, 0–1, where the words were read from pixels. */
  readonly sure?: number;
}

/** A label and its value, wherever they stand: `办公地址：…`, `<dt>/<dd>`, a two-column table row. */
export interface Field {
  readonly label: NormalText;
  readonly value: NormalText;
  readonly block: number;
}

/** A table with merged cells spread out, so that rows are of one length. */
export interface Table {
  /** The caption, or the heading or short paragraph just above. */
  readonly caption: string;
  readonly rows: readonly (readonly NormalText[])[];
  readonly block: number;
  readonly place: string;
}

export interface Link {
  readonly text: NormalText;
  /** Absolute, canonical; '' when it leads nowhere (`javascript:;`, `#`), the script where only that knows (`javascript:show(12)`). */
  readonly href: string;
  readonly region: Region;
  readonly block: number;
  /** The date printed beside the link on a list page. */
  readonly date?: CivilDate;
}

export interface Image {
  readonly alt: string;
  readonly src: string;
  readonly region: Region;
  readonly block: number;
}

export type DateRole = 'published' | 'updated' | 'signed' | 'in-force' | 'valid-until' | 'event' | 'period' | 'unknown';

/** A date as stated on the page: a claim, with the words that make it. */
export interface StatedDate {
  readonly date: CivilDate;
  readonly role: DateRole;
  readonly quote: string;
  /** Index of the block, or -1 where the date is stated outside the text. */
  readonly block: number;
  /** 'HH:MM' where a time of day is printed beside it. */
  readonly time?: string;
  /** Where it is stated, when not in the page's text; weaker the further down this list. */
  readonly source?: 'title' | 'meta' | 'url';
  /** Of an update that is told as the day of publication: the earlier day on which the same page says that it was posted. */
  readonly first?: CivilDate;
}

/**
 * Whose page it is. `suspicious`: hijacked or cloned (C79); `other`: another company's (C78); `unrelated`: a page that
 * someone else's site (a county portal that also carries our notices) shows for itself: it proves nothing and offends nobody.
 */
export type Identity = 'ours' | 'other' | 'unknown' | 'suspicious' | 'unrelated';

/**
 * By what a page is thought to be ours; `kind`: a list on someone else's site of notices that only we issue (停电公告);
 * `above`: the company above us shows it on the host that we share, and it may serve us only where the law lets it (A9).
 */
export type Attribution = 'host' | 'name' | 'publisher' | 'kind' | 'above';

/** A sheet of a file as the table that stands for it: its name where it has one, and the file's own row behind each row of the table. */
export interface SheetRows {
  readonly name: string;
  /** `rows[n - 1]` is what a spreadsheet program calls the row that stands as row n. */
  readonly rows: readonly number[];
}

/** Files that are read beside pages. */
export type FileFormat = 'pdf' | 'docx' | 'xlsx' | 'xls' | 'csv' | 'picture';

/** A line read from pixels that is too doubtful to prove anything; it may suggest what stands there (A18). */
export interface UnclearLine {
  readonly text: string;
  readonly place: string;
  /** 0–1. */
  readonly sure: number;
}

/** That words were read from pixels. The lines above the floor are the document's blocks; the others stand here alone. */
export interface Recognised {
  readonly unclear: readonly UnclearLine[];
  /** The lines that were read so, where the others were typed: an Office file with pictures in it. */
  readonly lines?: readonly string[];
}

/** A capture read: what a citizen can see, with positions. */
export interface Document {
  readonly capture: Capture;
  /** For a file that is no page; it belongs to the page that links to it. */
  readonly format?: FileFormat;
  readonly title: string;
  /** The page's path of columns, outermost first: 首页, 信息公开, 供电质量. */
  readonly breadcrumb: readonly string[];
  readonly blocks: readonly Block[];
  readonly fields: readonly Field[];
  readonly tables: readonly Table[];
  readonly links: readonly Link[];
  readonly images: readonly Image[];
  readonly dates: readonly StatedDate[];
  readonly identity: Identity;
  /** Why it was judged `suspicious` or `other`, quoted. */
  readonly identityWhy: string;
  /** Set when `identity` is `ours`. */
  readonly attribution?: Attribution;
  /** SHA-256 of the visible main text after normalisation: two copies of one notice share it. */
  readonly textDigest: string;
  /** 来源, 发布单位, signature: who the page says published it. */
  readonly publisher: string;
  /** Of a spreadsheet or delimited text: its tables in their order. */
  readonly sheets?: readonly SheetRows[];
  /** Set when the capture could not be read; then everything above is empty. */
  readonly unread?: { readonly reason: Reason; readonly detail: string };
  readonly remarks: readonly string[];
  /** Set when its words were read from a picture; also of one that is `unread` because nothing in it was sure. */
  readonly recognised?: Recognised;
  /** Where words and pictures stand on the screen, where a browser has measured it. */
  readonly prominence?: Prominence;
}

/** The document with other facts about it. Its words stay where they are: a copy would bring those of a stored one into memory. */
export const revised = (document: Document, changes: Partial<Document>): Document =>
  Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(document), ...Object.getOwnPropertyDescriptors(changes) },
  ) as Document;
