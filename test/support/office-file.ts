import { strToU8, zipSync } from 'fflate';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Parts as a package; the same input gives the same bytes. */
export const packageFile = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
    { mtime: '2026-01-01T12:00:00' },
  );

const STYLES = `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`;
const types = (main: string, type: string): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>${type.startsWith('sp') ? STYLES : ''}</Types>`;
const rels = (...targets: readonly (readonly [id: string, kind: string, target: string, more?: string])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${targets.map(([id, kind, target, more = '']) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"${more}/>`).join('')}</Relationships>`;

/** What a Word file holds: a paragraph, one in a heading style, or a table. */
export type WordPart = string | { readonly heading: string } | { readonly rows: readonly (readonly string[])[] };

export function docxFile(
  content: readonly WordPart[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const body = content.map((part) =>
    typeof part === 'string'
      ? paragraph(part)
      : 'heading' in part
        ? paragraph(part.heading, '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')
        : `<w:tbl>${part.rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`,
  );
  return packageFile({
    '[Content_Types].xml': types('word/document.xml', 'wordprocessingml.document.main'),
    '_rels/.rels': rels(['r1', 'officeDocument', 'word/document.xml']),
    'word/document.xml': `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}</w:body></w:document>`,
    'word/styles.xml': `${XML}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    'word/_rels/document.xml.rels': rels(['r1', 'styles', 'styles.xml']),
    ...more,
  });
}

const paragraph = (text: string, style = ''): string =>
  `<w:p>${style}<w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;

/** A cell: words, a number with its format's id, or a formula with the value that was saved with it. */
export type SheetCell =
  | string
  | { readonly number: number; readonly format?: 'date' | 'percent' }
  | { readonly formula: string; readonly saved: number };

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  readonly merges?: readonly string[];
  readonly hidden?: true;
  /** Rows, by number from 1, that are hidden. */
  readonly hiddenRows?: readonly number[];
  readonly dimension?: string;
}

export function xlsxFile(
  sheets: readonly Sheet[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const listed = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escape(name)}" sheetId="${at + 1}" r:id="r${at + 1}"${hidden ? ' state="hidden"' : ''}/>`,
  );
  return packageFile({
    '[Content_Types].xml': types('xl/workbook.xml', 'spreadsheetml.sheet.main'),
    '_rels/.rels': rels(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `${XML}<workbook xmlns="${main}" xmlns:r="${OFFICE}"><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      ...sheets.map((_, at) => [`r${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['rs', 'styles', 'styles.xml'],
    ),
    'xl/styles.xml': `${XML}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, `${XML}${sheetXml(sheet, main)}`]),
    ),
    ...more,
  });
}

function sheetXml({ rows, merges = [], hiddenRows = [], dimension }: Sheet, main: string): string {
  const lines = rows.map((row, r) => {
    const cells = row.map((cell, c) => cellXml(cell, `${String.fromCharCode(65 + c)}${r + 1}`));
    return `<row r="${r + 1}"${hiddenRows.includes(r + 1) ? ' hidden="1"' : ''}>${cells.join('')}</row>`;
  });
  const merged =
    merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : '';
  const stated = dimension === undefined ? '' : `<dimension ref="${dimension}"/>`;
  return `<worksheet xmlns="${main}">${stated}<sheetData>${lines.join('')}</sheetData>${merged}</worksheet>`;
}

function cellXml(cell: SheetCell, at: string): string {
  if (typeof cell === 'string')
    return cell === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
  if ('formula' in cell) return `<c r="${at}"><f>${escape(cell.formula)}</f><v>${cell.saved}</v></c>`;
  const style = cell.format === 'date' ? ' s="1"' : cell.format === 'percent' ? ' s="2"' : '';
  return `<c r="${at}"${style}><v>${cell.number}</v></c>`;
}
