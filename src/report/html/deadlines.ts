import { addDays, daysBetween, parseCivilDate, type CivilDate } from '../../calendar/civil-date.ts';
import { isGap } from '../../verdicts/roll-up.ts';
import type { Verdict } from '../../verdicts/verdict.ts';
import { group } from '../group.ts';
import { elementTitle, outcomeText, placeText } from '../view.ts';
import type { Voice } from '../voice.ts';
import { html, type Markup } from './escape.ts';
import { scrollTable } from './scroll-table.ts';

/** Days before and after the day of audit that the picture covers. */
const BEFORE = 90;
const AFTER = 35;
const WIDTH = 500;
const HEIGHT = 18;
const ROWS_SHOWN = 40;

interface Term {
  readonly verdicts: readonly [Verdict, ...Verdict[]];
  readonly start: CivilDate;
  readonly due: CivilDate;
  /** The day on which it was published, where pages state one, or was last seen to be lacking. */
  readonly done?: CivilDate;
}

/** Deadlines that were missed or are near, each with its term as a bar: from the event to the day on which it was due. */
export function deadlines(voice: Voice): Markup {
  const { t, report } = voice;
  const terms = termsOf(voice);
  if (terms.length === 0) return html`<p>${t('没有超期或临近的期限。', 'No deadline was missed or is near.')}</p>`;
  const shown = terms.slice(0, ROWS_SHOWN);
  return html`<p class="small legend">
      <span class="key term"></span>${t('期限', 'term')} <span class="key late"></span>${t('超期', 'past due')}
      <span class="key left"></span>${t('尚余', 'left')}
      <span class="key now"></span>${t(`核查日 ${report.asOf}`, `day of audit ${report.asOf}`)}
    </p>
    ${scrollTable({
      label: t('期限表', 'table of deadlines'),
      kind: 'terms',
      heads: [
        t('要素', 'element'),
        t('应完成', 'due'),
        t('结果', 'outcome'),
        html`${t('期限图', 'picture')}${axis(report.asOf)}`,
      ],
      rows: shown.map((term) => row(voice, term)),
    })}
    ${terms.length > shown.length && html`<p class="small">${t(`另有 ${terms.length - shown.length} 项，见“全部结论”。`, `${terms.length - shown.length} more under “All verdicts”.`)}</p>`}`;
}

/** Missed or near, one row for an element and a day, the latest first. */
function termsOf(voice: Voice): Term[] {
  const { asOf, verdicts } = voice.report;
  const dated = verdicts.filter(
    (one) =>
      one.deadline !== undefined &&
      ((isGap(one) && one.aspect === 'timeliness') || one.flag !== undefined) &&
      parseCivilDate(one.deadline.due) !== null &&
      Math.abs(daysBetween(asOf, one.deadline.due)) <= BEFORE,
  );
  const terms = group(dated, (one) =>
    JSON.stringify([one.element, one.variant, one.deadline?.due, one.outcome, one.daysLate]),
  );
  return [...terms.values()]
    .flatMap(([first, ...rest]): Term[] => {
      if (!first?.deadline) return [];
      const { start, due } = first.deadline;
      const done = first.published?.date ?? first.undoneOn;
      return [{ verdicts: [first, ...rest], start, due, ...(done !== undefined && { done }) }];
    })
    .sort((a, b) => (a.due < b.due ? 1 : a.due > b.due ? -1 : 0));
}

function row(voice: Voice, { verdicts, start, due, done }: Term): Markup {
  const { list, report } = voice;
  const [first] = verdicts;
  return html`<tr>
    <td>
      ${elementTitle(voice, first)}<br /><span class="place"
        >${list([...new Set(verdicts.map((one) => placeText(voice, one)))])}</span
      >
    </td>
    <td class="time">${due}</td>
    <td class="${first.outcome}">${outcomeText(voice, first)}</td>
    <td class="picture">
      ${bar(report.asOf, { start, due, late: first.outcome === 'failed' ? (done ?? report.asOf) : due })}
    </td>
  </tr> `;
}

/** Days → pixels of the picture, kept within it. */
const across = (asOf: CivilDate, day: CivilDate): number =>
  Math.max(0, Math.min(WIDTH, Math.round(((daysBetween(asOf, day) + BEFORE) / (BEFORE + AFTER)) * WIDTH)));

function bar(asOf: CivilDate, { start, due, late }: { start: CivilDate; due: CivilDate; late: CivilDate }): Markup {
  const [from, to] = start <= due ? [across(asOf, start), across(asOf, due)] : [across(asOf, due), across(asOf, start)];
  const end = across(asOf, late);
  const now = across(asOf, asOf);
  return html`<svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    <rect class="term" x="${from}" y="6" width="${Math.max(3, to - from)}" height="6" rx="3"></rect>
    ${end > to && html`<rect class="late" x="${to}" y="6" width="${end - to}" height="6" rx="3"></rect>`}
    ${due > asOf && html`<rect class="left" x="${now}" y="6" width="${Math.max(0, across(asOf, due) - now)}" height="6" rx="3"></rect>`}
    <rect class="due" x="${Math.max(0, across(asOf, due) - 2)}" y="3" width="3" height="12" rx="1"></rect>
    <rect class="now" x="${now}" y="0" width="1" height="${HEIGHT}"></rect>
  </svg>`;
}

/** The first of each month, so that bars can be read without their dates. */
function axis(asOf: CivilDate): Markup {
  const days = Array.from({ length: BEFORE + AFTER }, (_, at) => addDays(asOf, at - BEFORE));
  const firsts = days.filter((day) => day.endsWith('-01'));
  return html`<svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${firsts.map((day) => html`<text x="${across(asOf, day)}" y="13">${day.slice(0, 7)}</text>`)}
  </svg>`;
}
