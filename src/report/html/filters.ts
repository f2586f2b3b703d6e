import type { Voice } from '../voice.ts';
import { html, type Markup } from './escape.ts';

export interface Choice {
  /** What the filtered things carry in their `data-…`; never a page's words. */
  readonly value: string;
  readonly label: string;
}

export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** Drop-downs and a search over the things of one list; hidden where no script runs, for then everything is shown. */
export function filterForm({ t }: Voice, list: 'gaps' | 'verdicts', filters: readonly Filter[]): Markup {
  const name = list === 'gaps' ? t('筛选问题', 'filter the gaps') : t('筛选结论', 'filter the verdicts');
  const select = ({ name: field, label, choices }: Filter): Markup | false =>
    choices.length > 1 &&
    html`<label
      ><span>${label}</span
      ><select name="${field}">
        <option value="">${t('全部', 'all')}</option>
        ${choices.map(({ value, label: words }) => html`<option value="${value}">${words}</option> `)}
      </select></label
    >`;
  return html`<form class="filters" data-list="${list}" hidden aria-label="${name}">
    ${filters.map(select)}<label
      ><span>${t('查找', 'search')}</span
      ><input type="search" name="words" autocomplete="off" placeholder="${t('字词', 'words')}"
    /></label>
    <p class="result">${t('显示', 'shown')} <output></output><button type="reset">${t('清除', 'clear')}</button></p>
  </form>`;
}
