import { papersOf } from '../papers.ts';
import { elementTitle, outcomeText, ownersText, saysOf } from '../view.ts';
import type { Voice } from '../voice.ts';
import { html, type Markup } from './escape.ts';
import { scrollTable } from './scroll-table.ts';

/** 资料核查: duties of the unit itself, told by its papers; folded away while nothing was handed in. */
export function papers(voice: Voice): Markup {
  const { t, report } = voice;
  const { judged, waiting } = papersOf(report);
  if (judged.length + waiting.length === 0) return html``;
  const rows = [...judged, ...waiting].map(
    (verdict) =>
      html`<tr>
        <td>${elementTitle(voice, verdict)}</td>
        <td class="${verdict.outcome}">${outcomeText(voice, verdict)}</td>
        <td>${ownersText(voice, verdict).content}</td>
        <td class="small">${saysOf(voice, verdict).map((one) => html`${one}<br />`)}</td>
      </tr> `,
  );
  return html`<details${judged.length > 0 && html` open`}>
    <summary>
      ${t(
        `资料核查：单位内部管理 ${judged.length + waiting.length} 项，未提供材料 ${waiting.length} 项（未作判定，不计入无法判定）`,
        `Papers: ${judged.length + waiting.length} duties of internal management, nothing handed in for ${waiting.length} (not judged, and not counted as unknown)`,
      )}
    </summary>
    ${scrollTable({
      label: t('资料核查', 'papers'),
      heads: [t('义务', 'duty'), t('结论', 'outcome'), t('责任部门', 'owner'), t('所需材料', 'what is needed')],
      rows,
    })}
  </details>`;
}
