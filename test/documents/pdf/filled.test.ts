import { describe, expect, it } from 'vitest';
import { linesOf, readAsFile } from '../read-as-file.ts';

/* What a person sees who opens a PDF, besides the text of its pages. */

const hex = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');
const words = (text: string, y: number): string => `BT /F1 12 Tf 1 0 0 1 60 ${y} Tm <${hex(text)}> Tj ET`;

interface Sheet {
  readonly content: string;
  /** Entries of the catalogue, and objects from number 7 on. */
  readonly catalogue?: string;
  readonly objects?: readonly string[];
}

/** One page in SimSun, whose objects from 7 on lie upon it or are its layers. */
function sheet({ content, catalogue = '', objects = [] }: Sheet): Uint8Array {
  const all = [
    `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
    '<</Type/Pages/Kids[5 0 R]/Count 1>>',
    '<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/Properties<</L 7 0 R>>>>/Contents 6 0 R/Annots[${objects.some((one) => one.includes('/Annot')) ? '7 0 R' : ''}]>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    ...objects,
  ];
  const starts: number[] = [];
  let file = '%PDF-1.7\n';
  for (const [at, object] of all.entries()) {
    starts.push(file.length);
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${file}xref\n0 ${all.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${all.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`,
    'latin1',
  );
}

const lines = async (given: Sheet): Promise<string[]> => linesOf(await readAsFile(sheet(given), 'a.pdf'));

describe('upon a page of a PDF', () => {
  const field = (more = ''): Sheet => ({
    content: words('许可证编号：', 700),
    catalogue: '/AcroForm<</Fields[7 0 R]/NeedAppearances true/DA(/F1 12 Tf)>>',
    objects: [
      `<</Type/Annot/Subtype/Widget/FT/Tx/T(no)/V<feff${hex('1041524-00118')}>/Rect[160 690 400 715]/DA(/F1 12 Tf)${more}>>`,
    ],
  });

  it('what was filled into a form is read beside its label', async () => {
    expect(await lines(field())).toEqual(['许可证编号： 1041524-00118']);
  });

  it('a field that is hidden is not', async () => {
    expect(await lines(field('/F 2'))).toEqual(['许可证编号：']);
  });

  const typed = (subtype: string): Sheet => ({
    content: words('停电公告', 700),
    objects: [
      `<</Type/Annot/Subtype/${subtype}/Contents<feff${hex('监督热线12398')}>/Rect[60 600 400 625]/DA(/F1 12 Tf)>>`,
    ],
  });

  it('what was typed upon it is read, and a note that opens on a click is not', async () => {
    expect(await lines(typed('FreeText'))).toEqual(['停电公告', '监督热线12398']);
    expect(await lines(typed('Text'))).toEqual(['停电公告']);
  });

  const layered = (state: string): Sheet => ({
    content: `${words('停电公告', 700)}\n/OC /L BDC ${words('监督热线12398', 650)} EMC ${words('联系电话95598', 600)}`,
    catalogue: `/OCProperties<</OCGs[7 0 R]/D<</${state}[7 0 R]/Order[7 0 R]>>>>`,
    objects: ['<</Type/OCG/Name(x)>>'],
  });

  it('the words of a layer are read where it is on, and only there', async () => {
    expect(await lines(layered('ON'))).toEqual(['停电公告', '监督热线12398', '联系电话95598']);
    expect(await lines(layered('OFF'))).toEqual(['停电公告', '联系电话95598']);
  });
});
