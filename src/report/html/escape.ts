/** Markup that is safe to put into a page; only `html` and `escape` make it. */
export interface Markup {
  readonly markup: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from outside, for element content and quoted attributes alike; control characters become visible. */
export const escape = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

type Part = Markup | string | number | undefined | false | readonly Part[];

/** Template for markup: every value is escaped unless it is markup already; the source's own indentation is dropped. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return {
    markup: strings
      .map((string, at) => string.replaceAll(/\n\s*/g, '\n') + (at < values.length ? render(values[at]) : ''))
      .join(''),
  };
}

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(render).join('');
}

/** Only http(s) addresses become links; anything else is shown as words (faults O1). */
export const link = (url: string, words = url): Markup =>
  /^https?:\/\//i.test(url)
    ? html`<a href="${url}" rel="noopener noreferrer nofollow" target="_blank">${words}</a>`
    : html`<span>${words}</span>`;
