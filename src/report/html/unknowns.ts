import { REASON_GROUPS, REASONS } from '../../evidence/reason.ts';
import type { Verdict } from '../../verdicts/verdict.ts';
import { unknownsByGroup, type UnknownReason } from '../unknowns.ts';
import { elementTitle, placeText, saysOf } from '../view.ts';
import type { Voice } from '../voice.ts';
import { html, type Markup } from './escape.ts';
import { scrollTable } from './scroll-table.ts';

/** A reason with more places than this is folded away. */
const OPEN_UP_TO = 12;

/** What could not be told, by reason, with what to do. */
export function unknowns(voice: Voice): Markup {
  const { t, say, report } = voice;
  const groups = unknownsByGroup(report);
  if (groups.length === 0) return html`<p>${t('全部可以判定。', 'Everything could be told.')}</p>`;
  return html`<p>${t('未能判定不等于违规，也不等于合规。', 'What could not be told is neither a gap nor in order.')}</p>
    ${groups.map(
      ({ group, count, reasons }) =>
        html`<h3>${say(REASON_GROUPS[group])}<span class="count">${t(`${count} 项`, `${count}`)}</span></h3>
          ${reasons.map((one) => reasonMarkup(voice, one))}`,
    )}`;
}

function reasonMarkup(voice: Voice, { reason, verdicts, places }: UnknownReason): Markup {
  const { t, say } = voice;
  const { name, advice } = REASONS[reason];
  const rows = places.map(
    ({ verdict, elements }) =>
      html`<tr>
        <td>${placeText(voice, verdict)}</td>
        <td>${elements.map((one) => html`${elementTitle(voice, one)}<br />`)}</td>
        <td class="small">${saysOf(voice, verdict).map((one) => html`${one}<br />`)}${originals(voice, verdict)}</td>
      </tr> `,
  );
  return html`<div class="reason"><h4 class="cantTell">${say(name)}<span class="count">${t(`${verdicts.length} 项`, `${verdicts.length}`)}</span></h4>
<p class="advice"><b>${t('怎么办', 'What to do')}</b> ${say(advice)}</p>
<details${places.length <= OPEN_UP_TO && html` open`}><summary>${t('涉及的要素', 'elements concerned')}</summary>${scrollTable(
    {
      label: say(name),
      heads: [t('渠道', 'channel'), t('要素', 'element'), t('说明', 'what was seen')],
      rows,
    },
  )}</details></div>
`;
}

/** Where a person looks: the pictures of what the verdict quotes. */
function originals({ t, report }: Voice, { quotes }: Verdict): Markup {
  const captures = new Set(quotes.map(({ capture }) => capture));
  if (captures.size === 0) return html``;
  const pictures = report.evidence.flatMap(({ id, screenshot }) =>
    screenshot && captures.has(id) ? [screenshot] : [],
  );
  return html`${pictures.map((file, at) => html`<a href="${file}">${t('看原图', 'see the picture')}${pictures.length > 1 && ` ${at + 1}`}</a> `)}`;
}
