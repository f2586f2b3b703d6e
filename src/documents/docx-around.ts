import { escapeMarkup } from './markup.ts';
import { paragraphsOf, relatedTo, xmlOf, type Parts } from './office-drawings.ts';

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

const DIAGRAM =
  /<w:drawing\b(?:(?!<\/w:drawing>)[^])*?<dgm:relIds\b[^>]*\br:dm="([^"]*)"(?:(?!<\/w:drawing>)[^])*<\/w:drawing>/g;

/** The body with the words of its diagrams (SmartArt: a process, an organisation) where they stand; the reader of Word files passes them over. */
export function withDiagrams(xml: string, parts: Parts): string {
  if (!xml.includes('<dgm:relIds')) return xml;
  const related = relatedTo(parts, MAIN);
  return xml.replace(DIAGRAM, (whole, id: string) => {
    const data = related.find((one) => one.id === id)?.target;
    if (data === undefined) return whole;
    const lines = paragraphsOf(xmlOf(parts, data), 'a').map(
      (line) => `<w:p><w:r><w:t>${escapeMarkup(line)}</w:t></w:r></w:p>`,
    );
    return `<w:pict><w:txbxContent>${lines.join('')}</w:txbxContent></w:pict>`;
  });
}
