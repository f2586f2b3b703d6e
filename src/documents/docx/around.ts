import { escapeMarkup } from '../markup.ts';
import { paragraphsOf, relatedTo, xmlOf, type Parts } from '../office/drawings.ts';

const MAIN = 'word/document.xml';
/** 第 1 页 共 3 页, － 2 －: a page's number, of which the file holds the last one printed. */
const NUMBER = /^[\s\-–—－.·/第页共\d]*$/u;
/** Word writes a text box a second time for old programs. */
const COPIES = /<mc:Fallback>[^]*?<\/mc:Fallback>/g;

/** What Word prints above and below every page of a file, each once, as markup. */
export interface Around {
  readonly header: string;
  readonly footer: string;
}

/** The headers and footers that the file's sections use; page numbers are left out. */
export function aroundPages(parts: Parts): Around {
  const body = xmlOf(parts, MAIN);
  const used = (kind: 'header' | 'footer'): string => {
    const ids = [...body.matchAll(new RegExp(`<w:${kind}Reference\\b[^>]*\\br:id="([^"]*)"`, 'g'))].map(([, id]) => id);
    const names = relatedTo(parts, MAIN).filter((one) => one.kind === kind && ids.includes(one.id));
    const lines = names.flatMap(({ target }) => paragraphsOf(xmlOf(parts, target).replace(COPIES, ''), 'w'));
    const told = [...new Set(lines)].filter((line) => !NUMBER.test(line));
    return told.length === 0 ? '' : `<${kind}>${told.map((line) => `<p>${escapeMarkup(line)}</p>`).join('')}</${kind}>`;
  };
  return { header: used('header'), footer: used('footer') };
}

const DRAWN =
  /<w:drawing\b(?:(?!<\/w:drawing>)[^])*?<(?:dgm:relIds\b[^>]*\br:dm|c:chart\b[^>]*\br:id)="([^"]*)"(?:(?!<\/w:drawing>)[^])*<\/w:drawing>/g;

/** A body with the words of what is drawn in it. */
export interface WithDrawings {
  readonly xml: string;
  /** Charts whose figures are drawn and not printed. */
  readonly unread: number;
}

/** The body with the words of its diagrams (SmartArt: a process, an organisation) and charts where they stand; the reader of Word files passes them over. */
export async function withDrawings(xml: string, parts: Parts): Promise<WithDrawings> {
  if (!xml.includes('<dgm:relIds') && !xml.includes('<c:chart')) return { xml, unread: 0 };
  const { chartIn } = await import('../office/charts.ts');
  const related = relatedTo(parts, MAIN);
  let unread = 0;
  const boxOf = (whole: string, id: string): string => {
    const { kind, target } = related.find((one) => one.id === id) ?? {};
    if (target === undefined) return whole;
    if (kind !== 'chart') return box(paragraphsOf(xmlOf(parts, target), 'a').map(paragraph));
    const { words, rows } = chartIn(xmlOf(parts, target));
    unread += rows.length === 0 ? 1 : 0;
    return box([...words.map(paragraph), ...(rows.length === 0 ? [] : [table(rows)])]);
  };
  return { xml: xml.replace(DRAWN, boxOf), unread };
}

const box = (content: readonly string[]): string =>
  content.length === 0 ? '' : `<w:pict><w:txbxContent>${content.join('')}</w:txbxContent></w:pict>`;
const paragraph = (line: string): string => `<w:p><w:r><w:t>${escapeMarkup(line)}</w:t></w:r></w:p>`;
const table = (rows: readonly (readonly string[])[]): string => {
  const lines = rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`);
  return `<w:tbl>${lines.join('')}</w:tbl>`;
};
