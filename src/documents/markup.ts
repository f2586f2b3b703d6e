/** Text as it stands in markup that we make ourselves, to be read by the rules for pages. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text out of the markup of Office files, which name no other signs than XML's own; any may stand there by its number. */
export const unescapeMarkup = (text: string): string =>
  text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name?: string, tens?: string, hex?: string) =>
      name === undefined
        ? (signAt(tens === undefined ? parseInt(hex ?? '', 16) : Number(tens)) ?? whole)
        : (SIGNS[name] ?? whole),
  );

/** Undefined beyond the end of Unicode. */
const signAt = (point: number): string | undefined => (point > 0x10ffff ? undefined : String.fromCodePoint(point));

/** A cell with the places that it covers. */
export interface MarkupCell {
  readonly text: string;
  readonly colspan?: number;
  readonly rowspan?: number;
}

/** A table in which the first row stands for nothing in particular: whether it names columns is for the reader to see. */
export function tableMarkup(rows: readonly (readonly MarkupCell[])[]): string {
  const lines = rows.map((row) => `<tr>${row.map(cellMarkup).join('')}</tr>`);
  return `<table>${lines.join('')}</table>`;
}

function cellMarkup({ text, colspan = 1, rowspan = 1 }: MarkupCell): string {
  const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
  return `<td${spans}>${escapeMarkup(text)}</td>`;
}
