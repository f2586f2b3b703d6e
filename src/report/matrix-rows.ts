import { CHANNELS, type ChannelId } from '../catalogue/closed-lists.ts';
import { isGap, type Cell } from '../verdicts/roll-up.ts';
import type { Outcome } from '../verdicts/verdict.ts';
import type { Report } from './report.ts';

export interface MatrixRow {
  readonly item: string;
  /** One a channel, in order; undefined where the item owes nothing there. */
  readonly cells: readonly (MatrixCell | undefined)[];
  /** Gaps between channels: they disagree, or did not publish together. */
  readonly across: number;
}

export interface MatrixCell {
  readonly channel: ChannelId;
  readonly outcome: Outcome;
  readonly gaps: number;
  /** The latest day on which something of this item was published there, as the pages state it, and the page. */
  readonly published?: { readonly date: string; readonly url: string };
}

export interface Matrix {
  readonly channels: readonly ChannelId[];
  /** The 12 items. */
  readonly items: readonly MatrixRow[];
  /** Further duties that apply, set apart. */
  readonly duties: readonly MatrixRow[];
  /** Ids of what does not apply to this company on this day at all. */
  readonly inapplicable: readonly string[];
  /** Whether any item has gaps between channels, which take a column of their own. */
  readonly across: boolean;
}

/** 公开清单: items × channels, as both reporters draw it (七（二）). */
export function matrixOf(report: Report): Matrix {
  const channels = CHANNELS.filter((id) => report.channels.some((channel) => channel.id === id));
  const rows = report.items.map(({ id, kind, scope }) => ({
    scope,
    kind,
    item: id,
    cells: channels.map((channel) => cellAt(report, id, channel)),
    across: report.verdicts.filter((one) => one.item === id && one.channel === undefined && isGap(one)).length,
  }));
  const applies = ({ cells }: MatrixRow): boolean => cells.some((cell) => cell && cell.outcome !== 'inapplicable');
  return {
    channels,
    items: rows.filter(({ kind }) => kind === 'item'),
    duties: rows.filter((row) => row.kind === 'duty' && applies(row)),
    inapplicable: rows
      .filter((row) => row.kind === 'duty' && row.scope === undefined && !applies(row))
      .map(({ item }) => item),
    across: rows.some(({ across }) => across > 0),
  };
}

function cellAt(report: Report, item: string, channel: ChannelId): MatrixCell | undefined {
  const cell = report.matrix.find((one) => one.item === item && one.channel === channel);
  if (!cell?.content) return undefined;
  const published = latest(report, item, channel);
  return { channel, outcome: outcomeOf(cell, cell.content), gaps: cell.gaps, ...(published && { published }) };
}

/** Content first, since that is what a reader sees on the page; what is late is a gap all the same. */
const outcomeOf = ({ timeliness }: Cell, content: Outcome): Outcome => (timeliness === 'failed' ? 'failed' : content);

function latest({ verdicts }: Report, item: string, channel: ChannelId): MatrixCell['published'] {
  return verdicts
    .filter((one) => one.item === item && one.channel === channel && one.published?.source === 'stated')
    .flatMap(({ published, quotes }) => (published ? [{ date: published.date, url: quotes[0]?.url ?? '' }] : []))
    .reduce<MatrixCell['published']>((best, one) => (best && best.date >= one.date ? best : one), undefined);
}
