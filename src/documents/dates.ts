import { todayInShanghai, type CivilDate } from '../calendar/civil-date.ts';
import { datesIn, type FoundDate } from './dates-in-text.ts';
import { dateInPath } from './dates-in-path.ts';
import { roleOf, type Role } from './dates-role.ts';
import type { Block, Document, Field, Link, StatedDate } from './document.ts';
import { normalise, quote, type NormalText } from './normal-text.ts';

/** What a page says, as far as dates need it. */
export interface DateParts {
  readonly blocks: readonly Block[];
  readonly fields: readonly Field[];
  readonly url: string;
  readonly title: string;
  readonly links?: readonly Link[] | undefined;
  /** `<meta>` names in lower case with their contents. */
  readonly metas?: Readonly<Record<string, string>> | undefined;
}

/** From this length on a paragraph is body and no longer head. */
const BODY_LENGTH = 60;
const META_LINE =
  /来源|作者|浏览|点击|阅读|字体|字号|访问量|编辑|发布人|发布者|发布单位|发布机构|打印|责编|供稿|索引号/u;
const META_LINE_LENGTH = 160;
const DATE_LINE_REST = 16;
const EVENT_TITLE = /停电|限电|检修|施工|故障|会议|活动/u;
/** How far from the end a lone date still is a signature. */
const TAIL = 5;
const ORGANISATION =
  /^[^,。;:!?]{1,30}(?:公司|局|委员会|委|部|厅|中心|办公室|政府|所|站|院|室|会|集团|处|科|司)(?:\(.{1,6}\))?$/u;
/** A link of so many characters names another page; 打印 and 关闭 do not. */
const ENTRY_LENGTH = 4;
/** The same short line this often is a watermark or furniture. */
const REPEATED = 3;

/**
 * Every date that a page states, with what it says about the page. Clocks (今天是…), copyright years, footers, menus and
 * watermarks are never dates (C49). A day inside the address and in `<meta>` is kept apart as a weaker claim.
 */
export function statedDates(parts: DateParts): StatedDate[] {
  const page = layOut(parts.blocks);
  const stated = parts.blocks.flatMap((block) => inBlock(block, page));
  const labelled = parts.fields.flatMap((field) => inField(field, page));
  return [
    ...notOfList(withLabels(stated, labelled), page, parts.links ?? []),
    ...inTitle(parts.title),
    ...inMetas(parts.metas ?? {}),
    ...inPath(parts.url),
  ];
}

interface Layout {
  readonly byIndex: ReadonlyMap<number, Block>;
  readonly head: ReadonlySet<Block>;
  readonly signatures: ReadonlySet<Block>;
  readonly watermarks: ReadonlySet<string>;
}

function layOut(blocks: readonly Block[]): Layout {
  const main = blocks.filter(({ region }) => region === 'main');
  return {
    byIndex: new Map(blocks.map((block) => [block.index, block])),
    head: headOf(main),
    signatures: signaturesOf(main),
    watermarks: watermarksOf(main),
  };
}

/**
 * What stands between the title and the body, and lines of 来源, 作者 … wherever they stand. Under the title of an event
 * 时间 is the event's, so that only a line of 来源 counts there, or a bare day that is not the title's.
 */
function headOf(main: readonly Block[]): Set<Block> {
  const body = main.findIndex(
    ({ kind, text: { norm } }) => kind === 'paragraph' && norm.length >= BODY_LENGTH && !isMetaLine(norm),
  );
  const heading = main.findIndex(({ kind }) => kind === 'heading');
  const head = main.filter(({ text: { norm } }) => isMetaLine(norm));
  // Without a heading the first lines of a short text are as likely its body.
  if (heading < 0 || (body >= 0 && body < heading)) return new Set(head);
  const title = main[heading]?.text.norm ?? '';
  const isHead = EVENT_TITLE.test(title) ? (norm: string) => isBareDay(norm, title) : isDateLine;
  const near = main.slice(heading + 1, body < 0 ? heading + 3 : Math.min(body, heading + 5));
  return new Set([...head, ...near.filter(({ kind, text: { norm } }) => kind === 'paragraph' && isHead(norm))]);
}

function isBareDay(norm: string, title: string): boolean {
  const [found] = datesIn(norm);
  return (
    found !== undefined && /^[\d年月日号./: -]+$/u.test(norm) && !datesIn(title).some(({ date }) => date === found.date)
  );
}

/** A date with little beside it: 2026-10-13, 时间：2026-10-13 08:14:31 星期二. */
function isDateLine(norm: string): boolean {
  const [found] = datesIn(norm);
  return found !== undefined && norm.length - (found.end - found.start) <= DATE_LINE_REST;
}

const isMetaLine = (norm: string): boolean =>
  norm.length <= META_LINE_LENGTH && META_LINE.test(norm) && !norm.endsWith('。');

/** Dates that stand alone at the end, or anywhere under or behind nothing but an organisation's name. */
function signaturesOf(main: readonly Block[]): Set<Block> {
  const tail = main.length - TAIL;
  return new Set(
    main.filter((block, index) => {
      const { norm } = block.text;
      const [found] = datesIn(norm.slice(0, 80));
      if (!found || block.kind === 'item' || block.kind === 'cell' || norm.length - found.end > 2) return false;
      const before = norm.slice(0, found.start).trim();
      if (before !== '') return ORGANISATION.test(before);
      const above = main[index - 1]?.text.norm ?? '';
      return ORGANISATION.test(above) || (index > 0 && index >= tail && index > main.length / 2);
    }),
  );
}

function watermarksOf(main: readonly Block[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { kind, text } of main) {
    if (kind === 'paragraph' && text.norm.length <= 60) counts.set(text.norm, (counts.get(text.norm) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= REPEATED).map(([words]) => words));
}

function inBlock(block: Block, page: Layout): StatedDate[] {
  if (block.region === 'footer' || block.region === 'nav' || page.watermarks.has(block.text.norm)) return [];
  const { norm } = block.text;
  const head = page.head.has(block);
  const signature = page.signatures.has(block);
  return datesIn(norm).flatMap((found) => {
    const around = { before: norm.slice(0, found.start), after: norm.slice(found.end), head, signature };
    const role = block.kind === 'heading' ? headingRole(around.before, norm) : roleOf(around);
    // Headers and side columns speak about the site; only what they label as the page's own date counts.
    const aside = block.region !== 'main' && role !== 'published' && role !== 'updated';
    return aside ? [] : claim(found, role, block.text, block.index);
  });
}

const headingRole = (before: string, norm: string): Role =>
  EVENT_TITLE.test(norm) ? 'event' : roleOf({ before, after: '', head: false, signature: false });

const TIME = /^[ T,]{0,2}(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)/u;

function claim(found: FoundDate, role: Role, text: NormalText, block: number): StatedDate[] {
  if (role === 'dropped') return [];
  const [, hour, minute] = TIME.exec(text.norm.slice(found.end)) ?? [];
  const time = hour !== undefined && Number(hour) < 24 && Number(minute) < 60 && `${hour.padStart(2, '0')}:${minute}`;
  return [{ date: found.date, role, quote: around(text, found), block, ...(time && { time }) }];
}

/** The date with the words that make the claim: its label before it, 起施行 behind it. */
function around(text: NormalText, found: FoundDate): string {
  const before = text.norm.slice(Math.max(0, found.start - 16), found.start);
  const label = /[^\s,。;!?]*$/u.exec(before)?.[0].length ?? 0;
  const tail =
    /^(?:起?(?:施行|实施|执行|生效)|印发|更新|发布)?/u.exec(text.norm.slice(found.end, found.end + 8))?.[0].length ?? 0;
  return quote(text, found.start - label, found.end + tail);
}

/** A date whose label stands in another cell or term: the pair decides. */
function inField({ label, value, block }: Field, page: Layout): StatedDate[] {
  const home = page.byIndex.get(block);
  if (!home || home.region === 'footer' || home.region === 'nav') return [];
  const dates = datesIn(value.norm);
  return dates.flatMap((found) => {
    const before = `${label.norm}:${value.norm.slice(0, found.start)}`;
    const role = roleOf({ before, after: value.norm.slice(found.end), head: page.head.has(home), signature: false });
    return role === 'unknown' ? [] : claim(found, role, value, block);
  });
}

/** An entry of a list says when the page it leads to was published; so does a column of dates. Neither is this page's own. */
function notOfList(stated: readonly StatedDate[], page: Layout, links: readonly Link[]): readonly StatedDate[] {
  const entries = new Set(
    links.filter(({ href, text }) => href !== '' && text.norm.length >= ENTRY_LENGTH).map(({ block }) => block),
  );
  const inRow = ({ block, role }: StatedDate): boolean => {
    const kind = page.byIndex.get(block)?.kind;
    return (kind === 'item' || kind === 'cell') && (role === 'published' || role === 'updated');
  };
  const column = stated.filter(inRow).length >= REPEATED;
  return stated.map((one) => (inRow(one) && (column || entries.has(one.block)) ? { ...one, role: 'unknown' } : one));
}

function withLabels(stated: readonly StatedDate[], labelled: readonly StatedDate[]): StatedDate[] {
  const rest = labelled.filter(
    (one) => !stated.some((other) => other.block === one.block && other.date === one.date && other.role === one.role),
  );
  const named = (one: StatedDate): boolean =>
    one.role === 'unknown' && rest.some((other) => other.block === one.block && other.date === one.date);
  return [...stated.filter((one) => !named(one)), ...rest];
}

function inTitle(title: string): StatedDate[] {
  const text = normalise(title);
  const role = EVENT_TITLE.test(text.norm) ? 'event' : 'unknown';
  return datesIn(text.norm).map(({ date, start, end }) => ({
    date,
    role,
    quote: quote(text, start, end),
    block: -1,
    source: 'title',
  }));
}

const META_ROLES: ReadonlyMap<string, 'published' | 'updated'> = new Map([
  ['pubdate', 'published'],
  ['publishdate', 'published'],
  ['publish-date', 'published'],
  ['article:published_time', 'published'],
  ['firstpublishedtime', 'published'],
  ['lastmodifiedtime', 'updated'],
  ['article:modified_time', 'updated'],
]);

function inMetas(metas: Readonly<Record<string, string>>): StatedDate[] {
  return Object.entries(metas).flatMap(([name, content]) => {
    const role = META_ROLES.get(name.toLowerCase());
    const text = normalise(content);
    const [found] = role ? datesIn(text.norm) : [];
    if (!role || !found) return [];
    return [{ date: found.date, role, quote: quote(text, found.start, found.end), block: -1, source: 'meta' as const }];
  });
}

function inPath(url: string): StatedDate[] {
  const found = dateInPath(url);
  return found ? [{ date: found.date, role: 'published', quote: found.quote, block: -1, source: 'url' }] : [];
}

/** How much a statement is worth as the day of publication; absent from the list: nothing. */
function weight({ role, source }: StatedDate): number {
  if (role === 'published' || role === 'updated') return source === 'meta' ? 3 : source === 'url' ? 2 : 4;
  return role === 'signed' ? 1 : 0;
}

/**
 * The day on which the page claims to have been published, best evidence first: 发布/更新日期 in the text, `<meta>`, the
 * address, the signature. `latest` (the standing text was last touched) or `first` (a notice went out). Undefined when
 * nothing usable is stated; a day after the capture is never used, because nobody could have seen it.
 */
export function publicationOf(
  { dates, capture }: Pick<Document, 'dates' | 'capture'>,
  which: 'latest' | 'first' = 'latest',
): StatedDate | undefined {
  const seen = dayOf(capture.capturedAt);
  const usable = dates.filter((one) => weight(one) > 0 && (seen === null || one.date <= seen));
  const best = Math.max(...usable.map(weight), 0);
  const sign = which === 'latest' ? -1 : 1;
  return usable
    .filter((one) => weight(one) === best)
    .sort((one, other) => (one.date === other.date ? 0 : one.date < other.date ? -sign : sign))[0];
}

/** The day in Beijing of our own ISO timestamp. */
function dayOf(timestamp: string): CivilDate | null {
  const milliseconds = Date.parse(timestamp);
  return Number.isNaN(milliseconds) ? null : todayInShanghai(new Date(milliseconds));
}
