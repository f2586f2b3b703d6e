import type { Outcome } from '../../verdicts/verdict.ts';
import { CHANNEL_NAMES } from '../channel-names.ts';
import { matrixOf, type MatrixCell, type MatrixRow } from '../matrix-rows.ts';
import { addressText } from '../place-words.ts';
import { companyName, itemTitle, MARKS } from '../view.ts';
import type { Voice } from '../voice.ts';
import type { Cell, Row, Sheet, Tone } from '../workbook.ts';

const TONES = {
  passed: 'good',
  failed: 'bad',
  cantTell: 'doubt',
  untested: 'doubt',
  pending: 'wait',
  inapplicable: undefined,
} as const satisfies Record<Outcome, Tone | undefined>;

/** 公开清单: items × channels with the day and the page of the last publication (七（二）). */
export function matrixSheet(voice: Voice): Sheet {
  const { t, say, report } = voice;
  const table = matrixOf(report);
  const rows = (part: readonly MatrixRow[]): Row[] =>
    part.map((row) => ({ cells: rowCells(voice, row, table.across) }));
  return {
    name: t('公开清单', 'Items × channels'),
    lead: [
      t(`${companyName(voice)} 供电服务信息公开清单`, `What ${companyName(voice)} discloses, and where`),
      t(
        `核查日 ${report.asOf}　✔ 合规　✘ 有问题（后为个数）　? 未能判定　… 时限内　空白 该渠道不要求　日期为页面标注的最近发布日期`,
        `As of ${report.asOf} · ✔ in order · ✘ gaps (how many) · ? cannot be told · … not due yet · blank: not required there · dates as the pages state them`,
      ),
    ],
    columns: [
      { header: t('信息公开事项', 'Item'), type: 'text', width: 32 },
      ...table.channels.map(
        (id) => ({ header: say(CHANNEL_NAMES[id]), type: 'text', width: 15, centred: true }) as const,
      ),
      ...(table.across ? [{ header: t('渠道之间', 'Across'), type: 'text', width: 10, centred: true } as const] : []),
      { header: t('最近更新日期', 'Last update'), type: 'date', width: 13 },
      { header: t('最近更新页面', 'Page of the last update'), type: 'link', width: 46 },
    ],
    rows: [
      ...rows(table.items),
      ...(table.duties.length > 0 ? [{ heading: true, cells: [t('其他义务', 'Further duties')] }] : []),
      ...rows(table.duties),
      ...(table.inapplicable.length > 0 ? [{ heading: true, cells: [t('本次不适用', 'Not applicable')] }] : []),
      ...table.inapplicable.map((id) => ({
        cells: [itemTitle(voice, id), ...table.channels.map(() => t('不适用', 'n/a'))],
      })),
    ],
    frozenColumns: 1,
  };
}

function rowCells(voice: Voice, { item, cells, across }: MatrixRow, hasAcross: boolean): Row['cells'] {
  const latest = cells
    .flatMap((cell) => (cell?.published ? [cell.published] : []))
    .reduce<MatrixCell['published']>((best, one) => (best && best.date >= one.date ? best : one), undefined);
  const acrossCell: Cell = across > 0 ? { value: `${MARKS.failed} ${across}`, tone: 'bad' } : {};
  return [
    itemTitle(voice, item),
    ...cells.map((cell) => square(voice, cell)),
    ...(hasAcross ? [acrossCell] : []),
    latest?.date,
    latest && addressText(voice, latest.url),
  ];
}

function square({ t }: Voice, cell: MatrixCell | undefined): Cell {
  if (!cell) return {};
  const { outcome, gaps, published } = cell;
  if (outcome === 'inapplicable') return { value: t('不适用', 'n/a') };
  const mark = gaps > 0 ? `${MARKS[outcome]} ${gaps}` : MARKS[outcome];
  const tone = TONES[outcome];
  return {
    value: published ? `${mark} ${published.date}` : mark,
    ...(tone && { tone }),
    ...(published && { link: published.url }),
  };
}
