import { OUTCOME_NAMES, type Outcome } from '../../verdicts/verdict.ts';
import { CHANNEL_NAMES } from '../channel-names.ts';
import { gapsByDepartment } from '../gap-entries.ts';
import { matrixOf, type MatrixCell, type MatrixRow } from '../matrix-rows.ts';
import { itemTitle, MARKS } from '../view.ts';
import type { Voice } from '../voice.ts';
import { html, type Markup } from './escape.ts';
import { scrollTable } from './scroll-table.ts';

/** 公开清单 with the day of the last publication; a square with gaps leads to the first of them. */
export function matrix(voice: Voice): Markup {
  const { t, say, list, report } = voice;
  const table = matrixOf(report);
  const names = [
    ...table.channels.map((id) => say(CHANNEL_NAMES[id])),
    ...(table.across ? [t('渠道之间', 'across')] : []),
  ];
  const anchors = anchorsOf(voice);
  const rows = (part: readonly MatrixRow[]): Markup[] =>
    part.map(
      ({ item, cells, across }) =>
        html`<tr>
          <th scope="row">${itemTitle(voice, item)}</th>
          ${cells.map((cell) => square(voice, cell, anchors.get(`${item}|${cell?.channel ?? ''}`)))}
          ${table.across && square(voice, across > 0 ? { outcome: 'failed', gaps: across } : undefined, anchors.get(`${item}|`))}
        </tr> `,
    );
  const further = html`<tbody class="duties">
    <tr>
      <th class="part" scope="rowgroup" colspan="${names.length + 1}">${t('其他义务', 'Further duties')}</th>
    </tr>
    ${rows(table.duties)}
  </tbody>`;
  const idle = table.inapplicable.map((id) => itemTitle(voice, id));
  return html`${scrollTable({
      label: t('公开清单', 'items and channels'),
      kind: 'matrix',
      heads: [t('信息公开事项', 'item'), ...names],
      rows: rows(table.items),
      further: table.duties.length > 0 && further,
    })}
    <p class="small legend">${legend(voice)}</p>
    ${idle.length > 0 && html`<p class="small">${t('本次不适用：', 'Not applicable: ')}${list(idle)}</p>`}`;
}

function legend({ t, say }: Voice): Markup[] {
  const shown: readonly Outcome[] = ['passed', 'failed', 'cantTell', 'pending', 'inapplicable'];
  const note = (outcome: Outcome): string => (outcome === 'failed' ? t('（数字为问题个数）', ' (how many)') : '');
  return [
    ...shown.map(
      (outcome) =>
        html`<span><b class="${outcome}">${MARKS[outcome]}</b> ${say(OUTCOME_NAMES[outcome])}${note(outcome)}</span> `,
    ),
    html`<span
      >${t('空白：该渠道不要求；日期：页面标注的最近发布日期', 'blank: not required there; date: latest publication that pages state')}</span
    >`,
  ];
}

/** Item and channel → the number of the first entry about them. */
function anchorsOf({ report }: Voice): Map<string, number> {
  const anchors = new Map<string, number>();
  for (const { items } of gapsByDepartment(report))
    for (const { item, channel = '', number } of items.flatMap(({ entries }) => entries)) {
      const key = `${item}|${channel}`;
      if (!anchors.has(key)) anchors.set(key, number);
    }
  return anchors;
}

function square({ say }: Voice, cell: Omit<MatrixCell, 'channel'> | undefined, anchor: number | undefined): Markup {
  if (!cell) return html`<td></td>`;
  const { outcome, gaps, published } = cell;
  const mark = html`<b>${MARKS[outcome]}${gaps > 0 && ` ${gaps}`}</b
    ><span class="unseen"> ${say(OUTCOME_NAMES[outcome])}</span>`;
  const shown = gaps > 0 && anchor !== undefined ? html`<a href="#gap-${anchor}">${mark}</a>` : mark;
  return html`<td class="${outcome}">${shown}${published && html`<span class="day">${published.date}</span>`}</td>`;
}
