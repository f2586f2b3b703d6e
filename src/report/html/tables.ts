import { OUTCOME_NAMES, OUTCOMES } from '../../verdicts/verdict.ts';
import { capturedWords } from '../captured-words.ts';
import { CHANNEL_NAMES } from '../channel-names.ts';
import { CLOCK_NAMES } from '../clock-names.ts';
import { statusText, validityText } from '../law-text.ts';
import { addressText } from '../place-words.ts';
import { elementTitle, itemTitle, outcomeText, placeText, reasonText, saysOf } from '../view.ts';
import type { Voice } from '../voice.ts';
import { html, link, type Markup } from './escape.ts';
import { filterForm } from './filters.ts';
import { scrollTable } from './scroll-table.ts';

/** Every verdict, folded away by item. */
export function allVerdicts(voice: Voice): Markup {
  const { t, report } = voice;
  const heads = [
    t('要素', 'element'),
    t('渠道', 'channel'),
    t('结论', 'outcome'),
    t('所见', 'what was seen'),
    t('编号', 'id'),
  ];
  return html`${verdictFilters(voice)}${report.items.map(({ id }, at) => {
    const own = report.verdicts.filter((verdict) => verdict.item === id);
    const rows = own.map(
      (one) =>
        html`<tr data-one data-item="${at}" data-channel="${one.channel ?? 'across'}" data-outcome="${one.outcome}">
          <td>${elementTitle(voice, one)}</td>
          <td>${placeText(voice, one)}</td>
          <td class="${one.outcome}">${outcomeText(voice, one)}</td>
          <td class="small">${one.quotes[0] ? `“${one.quotes[0].words}”` : saysOf(voice, one).join(t('；', '; '))}</td>
          <td><code>${one.id}</code></td>
        </tr> `,
    );
    return html`<details data-box>
      <summary>${itemTitle(voice, id)}（${own.length}）</summary>
      ${scrollTable({ label: itemTitle(voice, id), heads, rows })}
    </details> `;
  })}`;
}

function verdictFilters(voice: Voice): Markup {
  const { t, say, report } = voice;
  return filterForm(voice, 'verdicts', [
    {
      name: 'item',
      label: t('信息公开事项', 'item'),
      choices: report.items.map(({ id }, at) => ({ value: String(at), label: itemTitle(voice, id) })),
    },
    {
      name: 'channel',
      label: t('公示渠道', 'channel'),
      choices: report.channels.map(({ id }) => ({ value: id, label: say(CHANNEL_NAMES[id]) })),
    },
    {
      name: 'outcome',
      label: t('结论', 'outcome'),
      choices: OUTCOMES.filter((one) => report.counts[one] > 0).map((one) => ({
        value: one,
        label: say(OUTCOME_NAMES[one]),
      })),
    },
  ]);
}

/** The instruments cited with what they are worth on the day, and the readings of ambiguous wordings. */
export function law(voice: Voice): Markup {
  const { t, say, report } = voice;
  const { instruments, readings, catalogue } = report;
  const cited = instruments.map(
    (one) =>
      html`<tr>
        <td>${t(`《${say(one.title)}》`, say(one.title))}</td>
        <td>${one.number}</td>
        <td>${one.issuer}</td>
        <td>${validityText(one)}</td>
        <td class="${one.status === 'in-force' ? '' : 'cantTell'}">${statusText(voice, one)}</td>
      </tr> `,
  );
  const read = readings.map(
    ({ id, wording, chosen }) =>
      html`<tr>
        <td>${id}</td>
        <td>${say(wording)}</td>
        <td>${say(chosen)}</td>
      </tr> `,
  );
  return html`${scrollTable({
      label: t('引用的文件', 'instruments cited'),
      heads: [
        t('文件', 'instrument'),
        t('文号', 'number'),
        t('发文机关', 'issuer'),
        t('有效期', 'in force'),
        t('状态', 'status'),
      ],
      rows: cited,
    })}
    ${
      read.length > 0 &&
      html`<h3>${t('对不明确规定采用的口径', 'Readings of ambiguous wordings')}</h3>
        ${scrollTable({
          label: t('采用的口径', 'readings applied'),
          heads: [t('编号', 'no.'), t('原文表述', 'wording'), t('本次口径', 'reading applied')],
          rows: read,
        })}`
    }
    <p class="small">${t('规则库', 'catalogue')} ${catalogue.id} · SHA-256 <code>${catalogue.digest}</code></p>`;
}

/** The picture of a page, beside the report. */
const picture = ({ t }: Voice, file: string | undefined): Markup | '' =>
  file === undefined ? '' : html` <a href="${file}">${t('截图', 'picture')}</a>`;

/** Every capture the audit rests on, with its digest. */
export function evidence(voice: Voice): Markup {
  const { t, say, report } = voice;
  const rows = report.evidence.map(
    ({ channel, site, url, clock, status, sha256, fault, screenshot, ...when }) =>
      html`<tr>
        <td>${placeText(voice, { channel, site })}</td>
        <td>${link(url, addressText(voice, url))}</td>
        <td class="time">${capturedWords(voice, when)}<br /><small>${say(CLOCK_NAMES[clock])}</small></td>
        <td>${fault ? reasonText(voice, fault) : status || t('快照', 'snapshot')}</td>
        <td><code>${sha256}</code>${picture(voice, screenshot)}</td>
      </tr> `,
  );
  return html`<details>
    <summary>${t(`采集记录（${rows.length}）`, `captures (${rows.length})`)}</summary>
    ${scrollTable({
      label: t('采集记录', 'captures'),
      heads: [
        t('渠道', 'channel'),
        t('网址或文件', 'address or file'),
        t('采集时间', 'captured'),
        t('状态', 'status'),
        'SHA-256',
      ],
      rows,
    })}
  </details>`;
}
