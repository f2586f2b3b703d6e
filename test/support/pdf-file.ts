/** Words set at a place; points from the page's bottom left corner, as PDF has it. */
export interface PdfWords {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** Turned by so many degrees, as a watermark is. */
  readonly turned?: number;
  /** Set without being shown, as the text under a scan is. */
  readonly hidden?: true;
  /** White letters; `on-ground`: upon a dark box, as the head of a table is. */
  readonly white?: 'on-paper' | 'on-ground';
}

export interface PdfSheet {
  readonly words: readonly PdfWords[];
  /** Lines from one point to another. */
  readonly rules?: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[];
  /** A picture over the whole page. */
  readonly scan?: true;
}

/**
 * How the file says what its glyphs mean: by a map that every reader has to bring (a font outside the file, as old Office
 * programs leave it), by a map of its own, or by a map of its own that names no character at all.
 */
export type PdfFont = 'unembedded' | 'mapped' | 'broken';

/** A PDF of A4 pages with Chinese text, small enough to be written by hand. The same input gives the same bytes. */
export function pdfFile(sheets: readonly PdfSheet[], font: PdfFont = 'unembedded', trailer = ''): Uint8Array {
  const codes = new Map<string, number>();
  const contents = sheets.map((sheet) => contentOf(sheet, (text) => hexOf(text, font, codes)));
  const first = 6;
  const pages = sheets.map((_, at) => `${first + at * 2} 0 R`);
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${pages.join(' ')}]/Count ${sheets.length}>>`,
    `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${font === 'unembedded' ? 'UniGB-UCS2-H' : 'Identity-H'}/DescendantFonts[4 0 R]${font === 'unembedded' ? '' : '/ToUnicode 5 0 R'}>>`,
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(${font === 'unembedded' ? 'GB1' : 'Identity'})/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>>>`,
    stream(toUnicode(codes, font)),
    ...contents.flatMap((content, at) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${first + at * 2 + 1} 0 R>>`,
      stream(content),
    ]),
  ];
  return written(objects, trailer);
}

function contentOf({ words, rules = [], scan }: PdfSheet, hex: (text: string) => string): string {
  const picture = scan ? 'q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q' : '';
  const lines = rules.map(([x1, y1, x2, y2]) => `${x1} ${y1} m ${x2} ${y2} l S`);
  const set = words.map(({ text, x, y, size = 12, turned = 0, hidden, white }) => {
    const [sine, cosine] = [Math.sin((turned * Math.PI) / 180), Math.cos((turned * Math.PI) / 180)];
    const matrix = [cosine, sine, -sine, cosine].map((part) => part.toFixed(4)).join(' ');
    const ground = white === 'on-ground' ? `0.1 0.3 0.5 rg ${x - 4} ${y - 4} 200 20 re f ` : '';
    return `${ground}${white ? 'q 1 1 1 rg ' : ''}BT ${hidden ? 3 : 0} Tr /F1 ${size} Tf ${matrix} ${x} ${y} Tm <${hex(text)}> Tj ET${white ? ' Q' : ''}`;
  });
  return [picture, ...lines, ...set].join('\n');
}

function hexOf(text: string, font: PdfFont, codes: Map<string, number>): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  if (font === 'unembedded') return units.map(hex4).join('');
  return [...text].map((character) => hex4(codes.get(character) ?? codes.set(character, codes.size + 1).size)).join('');
}

const hex4 = (unit: number): string => unit.toString(16).padStart(4, '0');

function toUnicode(codes: ReadonlyMap<string, number>, font: PdfFont): string {
  const lines = [...codes].map(
    ([character, code]) => `<${hex4(code)}> <${hex4(font === 'broken' ? 0xe000 + code : character.charCodeAt(0))}>`,
  );
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${lines.length} beginbfchar
${lines.join('\n')}
endbfchar endcmap end end`;
}

const stream = (content: string): string => `<</Length ${content.length}>>\nstream\n${content}\nendstream`;

function written(objects: readonly string[], trailer: string): Uint8Array {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = body.length;
  const size = objects.length + 1;
  body += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

/** A password that nobody knows. */
export const LOCKED = `/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<${'5a'.repeat(32)}>/U<${'a5'.repeat(32)}>>>/ID[<00><00>]`;

/** Lines from the top of a page down; the first one large, a line with `|` set in columns. */
export function pdfOfLines(lines: readonly string[]): Uint8Array {
  const words = lines.flatMap((line, at): PdfWords[] => {
    const y = 780 - at * 22;
    if (line.includes('|'))
      return line.split('|').map((text, column) => ({ text: text.trim(), x: 72 + column * 150, y }));
    return [{ text: line, x: 72, y, size: at === 0 ? 20 : 12 }];
  });
  return pdfFile([{ words }]);
}
