import { datesIn, type FoundDate } from './in-text.ts';
import type { Block } from '../document.ts';

/** From this length on a paragraph is body and no longer head. */
const BODY_LENGTH = 60;
const META_LINE =
  /来源|作者|浏览|点击|阅读|字体|字号|访问量|编辑|发布人|发布者|发布单位|发布机构|打印|责编|供稿|索引号/u;
const META_LINE_LENGTH = 160;
const DATE_LINE_REST = 16;
/** Pages about something that happens on a day; their 时间 is its day. */
export const EVENT_TITLE = /停电|限电|检修|施工|故障|会议|活动/u;
/** How far from the end a lone date still is a signature. */
const TAIL = 5;
const ORGANISATION =
  /^[^,。;:!?]{1,30}(?:公司|局|委员会|委|部|厅|中心|办公室|政府|所|站|院|室|会|集团|处|科|司)(?:\(.{1,6}\))?$/u;
const SIGNATURE_LENGTH = 80;
/** The same short line this often is a watermark or furniture. */
export const REPEATED = 3;

/** What the place of a block in its page tells about a date in it. */
export interface Layout {
  readonly blocks: readonly Block[];
  /** What is found in each block, by its index; nothing in footers and menus. */
  readonly dates: readonly (readonly FoundDate[])[];
  readonly head: ReadonlySet<Block>;
  readonly signatures: ReadonlySet<Block>;
  /** Those with a date in them. */
  readonly watermarks: ReadonlySet<string>;
}

const NONE: readonly FoundDate[] = [];

export function layOut(blocks: readonly Block[]): Layout {
  const main = blocks.filter(({ region }) => region === 'main');
  const dates = blocks.map(({ region, text }) => (region === 'footer' || region === 'nav' ? NONE : datesIn(text.norm)));
  return {
    blocks,
    dates,
    head: headOf(main),
    signatures: signaturesOf(main, dates),
    watermarks: watermarksOf(main, dates),
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
  const meta = main.map(({ text: { norm } }) => isMetaLine(norm));
  // Templates that give time and source a box each: 时间：2026-11-17 09:05 | 来源：运检部.
  const beside = ({ text: { norm } }: Block, at: number): boolean =>
    (meta[at - 1] === true || meta[at + 1] === true) && isDateLine(norm);
  const head = main.filter((block, at) => meta[at] === true || beside(block, at));
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
  norm.length <= META_LINE_LENGTH && !norm.endsWith('。') && META_LINE.test(norm);

/** Dates that stand alone at the end, or anywhere under or behind nothing but an organisation's name. */
function signaturesOf(main: readonly Block[], dates: Layout['dates']): Set<Block> {
  const tail = main.length - TAIL;
  return new Set(
    main.filter((block, at) => {
      const [found] = dates[block.index] ?? NONE;
      const { norm } = block.text;
      if (!found || norm.length - found.end > 2) return false;
      if (norm.length > SIGNATURE_LENGTH || block.kind === 'item' || block.kind === 'cell') return false;
      const before = norm.slice(0, found.start).trim();
      if (before !== '') return ORGANISATION.test(before);
      const above = main[at - 1]?.text.norm ?? '';
      return ORGANISATION.test(above) || (at > 0 && at >= tail && at > main.length / 2);
    }),
  );
}

function watermarksOf(main: readonly Block[], dates: Layout['dates']): Set<string> {
  const counts = new Map<string, number>();
  for (const { index, kind, text } of main) {
    if (kind !== 'paragraph' || text.norm.length > 60 || dates[index]?.length === 0) continue;
    counts.set(text.norm, (counts.get(text.norm) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= REPEATED).map(([words]) => words));
}
