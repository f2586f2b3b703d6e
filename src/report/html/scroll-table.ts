import { html, type Markup } from './escape.ts';

interface ScrollTable {
  /** Names the table for those who hear the page. */
  readonly label: string;
  readonly kind?: 'plain' | 'numbers' | 'terms' | 'matrix';
  readonly heads: readonly (string | Markup)[];
  /** `<tr>` each. */
  readonly rows: readonly Markup[];
  /** A second `<tbody>`. */
  readonly further?: Markup | false;
}

/** A table that scrolls by itself where the page is narrow, with the keyboard too (WCAG 2.1.1). */
export function scrollTable({ label, kind = 'plain', heads, rows, further }: ScrollTable): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table class="${kind}">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
      ${further}
    </table>
  </div>`;
}
