import { todayInShanghai, type CivilDate } from '../calendar/civil-date.ts';
import { datesIn, type FoundDate } from './dates/in-text.ts';
import { EVENT_TITLE, layOut, REPEATED, type Layout } from './dates/layout.ts';
import { datesElsewhere } from './dates/elsewhere.ts';
import { roleOf, type Role } from './dates/role.ts';
import type { Block, Document, Field, Link, StatedDate } from './document.ts';
import { quote, type NormalText } from './normal-text.ts';

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

/** A link of so many characters names another page; 打印 and 关闭 do not. */
const ENTRY_LENGTH = 4;

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
    ...datesElsewhere(parts.title, parts.metas ?? {}, parts.url),
  ];
}

const NONE: readonly StatedDate[] = [];

function inBlock(block: Block, page: Layout): readonly StatedDate[] {
  const { norm } = block.text;
  const dates = page.dates[block.index] ?? [];
  if (dates.length === 0 || page.watermarks.has(norm)) return NONE;
  const head = page.head.has(block);
  const signature = page.signatures.has(block);
  return dates.flatMap((found) => {
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
  const [clock = '', hour, minute] = TIME.exec(text.norm.slice(found.end)) ?? [];
  const time = hour !== undefined && Number(hour) < 24 && Number(minute) < 60 && `${hour.padStart(2, '0')}:${minute}`;
  const end = found.end + (time ? clock.length : 0);
  return [{ date: found.date, role, quote: around(text, found.start, end), block, ...(time && { time }) }];
}

/** The date with the words that make the claim: its label before it, 起施行 behind it. */
function around(text: NormalText, start: number, end: number): string {
  const before = text.norm.slice(Math.max(0, start - 16), start);
  const label = /[^\s,。;!?]*$/u.exec(before)?.[0].length ?? 0;
  const tail = /^(?:起?(?:施行|实施|执行|生效)|印发|更新|发布)?/u.exec(text.norm.slice(end, end + 8))?.[0].length ?? 0;
  return quote(text, start - label, end + tail);
}

/** A date whose label stands in another cell or term: the pair decides. */
function inField({ label, value, block }: Field, page: Layout): readonly StatedDate[] {
  const dates = datesIn(value.norm);
  const home = page.blocks[block];
  if (dates.length === 0 || !home || home.region === 'footer' || home.region === 'nav') return NONE;
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
    const kind = page.blocks[block]?.kind;
    return (kind === 'item' || kind === 'cell') && (role === 'published' || role === 'updated');
  };
  const column = stated.filter(inRow).length >= REPEATED;
  return stated.map((one) => (inRow(one) && (column || entries.has(one.block)) ? { ...one, role: 'unknown' } : one));
}

function withLabels(stated: readonly StatedDate[], labelled: readonly StatedDate[]): StatedDate[] {
  const told = new Set(stated.map(({ block, date, role }) => `${block} ${date} ${role}`));
  const rest = labelled.filter(({ block, date, role }) => !told.has(`${block} ${date} ${role}`));
  const named = new Set(rest.map(({ block, date }) => `${block} ${date}`));
  return [...stated.filter(({ block, date, role }) => role !== 'unknown' || !named.has(`${block} ${date}`)), ...rest];
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
  const seen = seenOn(capture);
  const usable = dates.filter((one) => weight(one) > 0 && (seen === null || one.date <= seen));
  const best = usable.reduce((most, one) => Math.max(most, weight(one)), 0);
  const sign = which === 'latest' ? -1 : 1;
  const ranked = usable
    .filter((one) => weight(one) === best)
    .sort((one, other) => (one.date === other.date ? 0 : one.date < other.date ? -sign : sign));
  const [told] = ranked;
  const posted = ranked.findLast(({ role }) => role === 'published');
  if (which === 'first' || told?.role !== 'updated' || !posted || posted.date >= told.date) return told;
  return { ...told, first: posted.date };
}

/** The day in Beijing on which we saw a page. */
export function seenOn({ capturedAt }: Document['capture']): CivilDate | null {
  const milliseconds = Date.parse(capturedAt);
  return Number.isNaN(milliseconds) ? null : todayInShanghai(new Date(milliseconds));
}
