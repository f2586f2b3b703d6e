import { SEVERITIES } from '../../catalogue/closed-lists.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { quotedWhen } from '../captured-words.ts';
import { deadlineText } from '../deadline-text.ts';
import {
  gapsByDepartment,
  quotedPages,
  type DepartmentEntries,
  type GapEntry,
  type QuotedPage,
  type Strand,
} from '../gap-entries.ts';
import { addressText, placeWords } from '../place-words.ts';
import {
  basisText,
  elementTitle,
  itemTitle,
  lateText,
  ownersText,
  placeText,
  saysOf,
  searchText,
  SEVERITY_NAMES,
  statedText,
} from '../view.ts';
import { gapCount, noGaps } from '../gap-count.ts';
import type { Voice } from '../voice.ts';
import { html, link, type Markup } from './escape.ts';
import { filtersOf, type Filters } from './gap-filters.ts';
import { scrollTable } from './scroll-table.ts';

const QUOTES_SHOWN = 5;
const TERMS_SHOWN = 12;

/** Gaps by department, with filters by item, channel, department, kind and severity. */
export function gaps(voice: Voice): Markup {
  const { say, report } = voice;
  const departments = gapsByDepartment(report);
  const entries = departments.flatMap(({ items }) => items.flatMap((one) => one.entries));
  if (entries.length === 0) return html`<p>${say(noGaps(report))}</p>`;
  const filters = filtersOf(voice, entries);
  const pictures = new Map(report.evidence.flatMap(({ id, screenshot }) => (screenshot ? [[id, screenshot]] : [])));
  return html`<p>${say(gapCount(report, entries.length))}</p>
    ${summary(voice, departments)} ${filters.form}
    ${departments.map((one, at) => department(voice, one, { at: at + 1, filters, pictures }))}`;
}

function summary({ t, say, department: named }: Voice, departments: readonly DepartmentEntries[]): Markup {
  const count = (one: DepartmentEntries, severity: string): number =>
    one.items
      .flatMap(({ entries }) => entries.flatMap((entry) => entry.gaps))
      .filter((gap) => gap.severity === severity).length;
  const worstFirst = SEVERITIES.toReversed();
  const rows = departments.map(
    (one, at) =>
      html`<tr>
        <th scope="row"><a href="#department-${at + 1}">${named(one.department)}</a></th>
        <td>${one.gaps}</td>
        ${worstFirst.map((severity) => html`<td>${count(one, severity) || ''}</td>`)}
        <td>${one.shared.length || ''}</td>
      </tr> `,
  );
  return scrollTable({
    label: t('各部门问题数', 'numbers of gaps'),
    kind: 'numbers',
    heads: [
      t('责任部门', 'department'),
      t('问题', 'gaps'),
      ...worstFirst.map((severity) => say(SEVERITY_NAMES[severity])),
      t('共同负责（条）', 'shared entries'),
    ],
    rows,
  });
}

interface Page {
  /** The department's place on the page, from 1. */
  readonly at: number;
  readonly filters: Filters;
  /** Capture → picture beside the report. */
  readonly pictures: ReadonlyMap<string, string>;
}

function department(voice: Voice, one: DepartmentEntries, page: Page): Markup {
  const { t } = voice;
  const { at } = page;
  const shared = one.shared.map(
    ({ number, item, gap, owners, ...place }) =>
      html`<li>
        <a href="#gap-${number}">${t(`第${number}条`, `no. ${number}`)}</a
        >（${voice.department(owners.content[0] ?? '')}）${itemTitle(voice, item)} · ${placeText(voice, place)} ·
        ${voice.say(GAP_NAMES[gap])}
      </li>`,
  );
  return html`<section class="department" ${one.gaps > 0 && html` data-box`} aria-labelledby="department-${at}">
    <h3 id="department-${at}">
      ${voice.department(one.department)}<span class="count"
        >${one.gaps > 0 && t(`${one.gaps} 个问题`, `${one.gaps} ${one.gaps === 1 ? 'gap' : 'gaps'}`)}</span
      >
    </h3>
    ${one.items.map(
      ({ item, entries }) =>
        html`<section class="group" data-box>
          <h4>${itemTitle(voice, item)}</h4>
          ${entries.map((entry) => card(voice, entry, page))}
        </section> `,
    )}
    ${
      shared.length > 0 &&
      html`<div class="shared">
        <h4>${t('与其他部门共同负责', 'Answers for these as well')}</h4>
        <ul>
          ${shared}
        </ul>
      </div>`
    }
  </section> `;
}

function card(voice: Voice, entry: GapEntry, page: Page): Markup {
  const { t, say } = voice;
  const { number, gap, severity, strands } = entry;
  const [first] = strands;
  if (!first) return html``;
  const alone = strands.length === 1;
  const owners = ownersText(voice, first[0]);
  const remedies = [...new Set(entry.gaps.map(({ remedy }) => say(remedy)))];
  return html`<article
    class="gap ${severity}"
    ${page.filters.dataOf(entry)}
    id="gap-${number}"
    aria-labelledby="gap-${number}-title"
  >
    <h5 id="gap-${number}-title">
      <span class="number">${number}</span>${placeText(voice, entry)}<span class="tag failed"
        >${say(GAP_NAMES[gap])}${alone && lateText(voice, first[0])}</span
      ><span class="tag sev-${severity}">${say(SEVERITY_NAMES[severity])}</span>
    </h5>
    ${strands.map((strand) => strandMarkup(voice, strand, alone, page))}
    <dl>
      ${row(
        t('整改', 'Remedy'),
        remedies.length === 1
          ? html`${remedies}`
          : html`<ol>
              ${remedies.map((one) => html`<li>${one}</li>`)}
            </ol>`,
      )}
      ${row(t('责任部门', 'Content owner'), html`${owners.content}`)}
      ${row(t('发布责任', 'Publisher'), html`${owners.publisher}`)}
      ${row(t('依据', 'Basis'), html`${basisText(voice, entry.gaps)}`)} ${remarks(voice, entry)}
      ${row(t('结论编号', 'Verdicts'), html`${entry.gaps.map(({ id }) => html`<code>${id}</code> `)}`)}
    </dl>
  </article> `;
}

const row = (label: string, value: Markup): Markup =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

function remarks({ t, say }: Voice, { gaps: own }: GapEntry): Markup | false {
  const said = [...new Set(own.flatMap((one) => one.remarks.map(say)))];
  return said.length > 0 && row(t('备注', 'Remarks'), html`${said.join(t('；', '; '))}`);
}

function strandMarkup(voice: Voice, strand: Strand, alone: boolean, { pictures }: Page): Markup {
  const { t } = voice;
  const [first] = strand;
  const searched = first.quotes.length === 0 && first.search !== undefined;
  const stated = statedText(voice, first);
  const says = searched && strand.length > 1 ? [] : saysOf(voice, first);
  return html`<div class="strand">
    <p class="elements">
      ${strand.map((gap) => html`<span>${elementTitle(voice, gap)}</span> `)}${!alone && lateText(voice, first)}
    </p>
    ${says.map((one) => html`<p>${one}</p>`)} ${stated !== '' && html`<p>${stated}</p>`}
    ${first.deadline && html`<p class="deadline"><b>${t('期限', 'Deadline')}</b> ${deadlineText(first.deadline, voice)}</p>`}
    ${searched && html`<p>${searchText(voice, strand, TERMS_SHOWN)}</p>`}
    ${quotedPages(strand, QUOTES_SHOWN).map((page) => quoted(voice, page, pictures.get(page.first.capture)))}
  </div> `;
}

function quoted(voice: Voice, { first, quotes }: QuotedPage, picture: string | undefined): Markup {
  const { t, say } = voice;
  const words = quotes.map(
    ({ words: said, place }) =>
      html`<p>“<mark>${said}</mark>”${place !== '' && html` <span class="place">${say(placeWords(place))}</span>`}</p>`,
  );
  const page = link(first.url, addressText(voice, first.url));
  const thumb =
    picture !== undefined &&
    html`<a class="thumb" href="${picture}"
      ><img src="${picture}" alt="${t('页面截图', 'picture of the page')}" width="176" height="120" loading="lazy"
    /></a>`;
  return html`<blockquote>
    ${thumb}${words}
    <footer>
      ${page}<br />${t('采集于', 'captured')} ${quotedWhen(voice, first)} · SHA-256
      <code>${first.sha256.slice(0, 16)}</code>
    </footer>
  </blockquote>`;
}
