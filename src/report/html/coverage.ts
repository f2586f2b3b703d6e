import { undecided } from '../papers.ts';
import { addressText } from '../place-words.ts';
import type { Report } from '../report.ts';
import { detailText, percent, placeText, reasonText } from '../view.ts';
import type { Voice } from '../voice.ts';
import { html, link, type Markup } from './escape.ts';
import { scrollTable } from './scroll-table.ts';

/** Coverage first (faults O11): what could be told of how much, what was not read, then what must be said loudly. */
export function coverage(voice: Voice): Markup {
  const { t, say, report } = voice;
  const { coverage: covered, gaps, counts, notices, alerts } = report;
  const unknown = undecided(report);
  return html`${alerts.map(({ channel, url, why }) => html`<p class="notice alert"><strong>${t('安全告警', 'Security alert')}</strong> ${placeText(voice, { channel })} ${link(url, addressText(voice, url))} ${detailText(voice, why)}</p>`)}
    <div class="cards">
      ${card(html`${covered.told}<small>/${covered.duties}</small>`, t(`可判定的公开义务（要素 × 渠道，${percent(report)}%）`, `duties that could be told (element × channel, ${percent(report)} %)`))}
      ${card(html`${gaps}`, t('问题', 'gaps'), gaps > 0 ? 'failed' : 'passed')}
      ${card(html`${counts.passed}`, t('合规', 'in order'), 'passed')}
      ${card(html`${counts.pending}`, t('时限内（未到期）', 'not due yet'), 'pending')}
      ${card(html`${unknown}`, t('无法判定', 'cannot be told'), unknown > 0 ? 'cantTell' : '')}
      ${card(html`${covered.pages}<small> / ${covered.unread.length}</small>`, t('已读取 / 未读到的页面', 'pages read / not read'))}
    </div>
    ${outcomeBar(report, unknown)} ${notices.map((notice) => html`<p class="notice">${say(notice)}</p>`)}
    ${unread(voice, covered.unread)}`;
}

const BAR = ['passed', 'failed', 'cantTell', 'pending'] as const;

/** Outcomes of what applies, as shares of one bar; the numbers stand on the cards. */
function outcomeBar({ counts }: Report, unknown: number): Markup {
  const shares = BAR.map((outcome) => (outcome === 'cantTell' ? unknown : counts[outcome]));
  const whole = shares.reduce((sum, one) => sum + one, 0);
  if (whole === 0) return html``;
  const at = (share: number): number => Math.round((share / whole) * 1000);
  const starts = shares.map((_, index) => at(shares.slice(0, index).reduce((sum, one) => sum + one, 0)));
  return html`<svg class="bar" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">
    ${BAR.map((outcome, index) => html`<rect class="${outcome}" x="${starts[index]}" y="0" width="${at(shares[index] ?? 0)}" height="14"></rect>`)}
  </svg>`;
}

const card = (value: Markup, label: string, tone = ''): Markup =>
  html`<div class="card"><b class="${tone}">${value}</b><span>${label}</span></div>`;

function unread(voice: Voice, list: Report['coverage']['unread']): Markup {
  if (list.length === 0) return html``;
  const { t } = voice;
  const rows = list.map(
    ({ url, reason, detail, ...place }) =>
      html`<tr>
        <td>${placeText(voice, place)}</td>
        <td>${link(url, addressText(voice, url))}</td>
        <td>${reasonText(voice, reason)}</td>
        <td class="small">${detailText(voice, detail)}</td>
      </tr> `,
  );
  return html`<details>
    <summary>${t(`未读到的页面（${list.length}）`, `Pages not read (${list.length})`)}</summary>
    ${scrollTable({
      label: t('未读到的页面', 'pages not read'),
      heads: [t('渠道', 'channel'), t('网址', 'address'), t('原因', 'reason'), t('细节', 'detail')],
      rows,
    })}
  </details>`;
}
