import { CHANNEL_NAMES, SHORT_CHANNEL_NAMES } from '../channel-names.ts';
import { matrixOf, type Matrix, type MatrixRow } from '../matrix-rows.ts';
import { itemTitle, MARKS } from '../view.ts';
import { cutTo, padTo, widthOf } from './columns.ts';
import { heading, lines, type Sheet } from './sheet.ts';

/** Columns that the names of items should have at least; with less, the heads are shortened. */
const NAME_WIDTH = 36;
const WIDEST_NAME = 52;

interface Grid {
  readonly heads: readonly string[];
  readonly cell: readonly number[];
  readonly name: number;
  readonly short: boolean;
}

/** 公开清单, the 12 items first and the further duties set apart. */
export function matrix(sheet: Sheet): string[] {
  const { voice, paint, screen } = sheet;
  const { t } = voice;
  const table = matrixOf(voice.report);
  const grid = gridOf(sheet, table);
  const head = padTo('', grid.name) + grid.heads.map((name, at) => padTo(name, grid.cell[at] ?? 0)).join('');
  const rule = paint.dim('─'.repeat(Math.min(screen, grid.name + grid.cell.reduce((sum, one) => sum + one, 0))));
  return [
    heading(sheet, t('一、公开清单（事项 × 渠道）', '1. Items × channels')),
    paint.dim(head.trimEnd()),
    ...table.items.map((row) => rowLine(sheet, row, grid)),
    ...(table.duties.length > 0 ? [rule, ...table.duties.map((row) => rowLine(sheet, row, grid))] : []),
    ...legend(sheet, table, grid),
  ];
}

function gridOf({ voice: { say, t }, screen: width }: Sheet, { channels, across }: Matrix): Grid {
  const between = across ? [t('渠道间', 'Across')] : [];
  const full = [...channels.map((id) => say(CHANNEL_NAMES[id])), ...between];
  const brief = [...channels.map((id) => say(SHORT_CHANNEL_NAMES[id])), ...between];
  const cellsOf = (names: readonly string[]): number[] => names.map((name) => Math.max(4, widthOf(name)) + 2);
  const sum = (cells: readonly number[]): number => cells.reduce((all, one) => all + one, 0);
  const short = sum(cellsOf(full)) + NAME_WIDTH > width;
  const heads = short ? brief : full;
  const wide = cellsOf(heads);
  // At 80 columns the gap between two columns is one blank.
  const cell = sum(wide) + 24 > width ? wide.map((one) => one - 1) : wide;
  return { heads, cell, short, name: Math.min(WIDEST_NAME, Math.max(16, width - sum(cell))) };
}

function rowLine({ voice, tintOf }: Sheet, { item, cells, across }: MatrixRow, { name, cell }: Grid): string {
  const between = across > 0 ? { outcome: 'failed' as const, gaps: across } : undefined;
  const squares = [...cells, between].map((one, at) => {
    const sign = one ? `${MARKS[one.outcome]}${one.gaps > 0 ? ` ${one.gaps}` : ''}` : '';
    // Only the sign is painted, so that the blanks at the end of a line can go.
    return (one ? tintOf(one.outcome)(sign) : '') + padTo('', (cell[at] ?? 0) - widthOf(sign));
  });
  return (padTo(cutTo(itemTitle(voice, item), name - 1), name) + squares.join('')).trimEnd();
}

function legend(sheet: Sheet, { channels, inapplicable }: Matrix, { short }: Grid): string[] {
  const { voice, paint } = sheet;
  const { t, say, list } = voice;
  const signs = t(
    `${MARKS.passed} 合规　${MARKS.failed} 有问题（数字为问题个数）　${MARKS.cantTell} 无法判定　${MARKS.pending} 时限内　${MARKS.inapplicable} 不适用　空白 该渠道不要求`,
    `${MARKS.passed} in order   ${MARKS.failed} gaps (how many)   ${MARKS.cantTell} cannot tell   ${MARKS.pending} not due yet   ${MARKS.inapplicable} not applicable   blank: not required there`,
  );
  const differing = channels.filter((id) => say(SHORT_CHANNEL_NAMES[id]) !== say(CHANNEL_NAMES[id]));
  const names = list(differing.map((id) => `${say(SHORT_CHANNEL_NAMES[id])}=${say(CHANNEL_NAMES[id])}`));
  return [
    ...lines(sheet, '', signs, paint.dim),
    ...(short ? lines(sheet, '', names, paint.dim) : []),
    ...(inapplicable.length > 0
      ? lines(
          sheet,
          t('本次不适用：', 'not applicable: '),
          list(inapplicable.map((id) => itemTitle(voice, id))),
          paint.dim,
        )
      : []),
  ];
}
