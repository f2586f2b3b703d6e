import { addressWords } from '../evidence/address-words.ts';
import { text, type Text } from '../language/text.ts';
import type { Voice } from './voice.ts';

const REGIONS: Readonly<Record<string, Text>> = {
  main: text('', ''),
  header: text('页眉', 'page head'),
  nav: text('导航', 'navigation'),
  footer: text('页脚', 'page foot'),
  aside: text('侧栏', 'side column'),
};

/** Where a quote stands, in words: `main > table[1] row 3` → 第1个表格第3行. A place of another form is given as it is. */
export function placeWords(place: string): Text {
  if (place === '') return text('', '');
  if (place === 'title') return text('网页标题', 'page title');
  if (place === 'list') return text('列表', 'list');
  const [paged, page = '', left, top = '', size = ''] = /^page (\d+)(?: at (\d+),(\d+) (\d+×\d+))?$/.exec(place) ?? [];
  if (paged !== undefined && left === undefined) return text(`第${page}页`, place);
  // Read from pixels: the corner of the words, and how wide and high they stand there.
  if (paged !== undefined) return text(`第${page}页，距左${left}、距上${top}，${size}`, place);
  const [, inFile] = /^line (\d+)$/.exec(place) ?? [];
  if (inFile !== undefined) return text(`第${inFile}行`, place);
  const [, sheet, inSheet] = /^sheet (.*) row (\d+)$/s.exec(place) ?? [];
  if (inSheet !== undefined) return text(`工作表“${sheet}”第${inSheet}行`, `sheet “${sheet}”, row ${inSheet}`);
  const [, region = '', kind = '', number = '', row] =
    /^([a-z]+) > (table|li|p|h\d|[a-z]+)\[(\d+)\](?: row (\d+))?$/.exec(place) ?? [];
  const where = REGIONS[region];
  const what = blockWords(kind, number);
  if (!where || !what) return text(place, place);
  const line = row === undefined ? text('', '') : text(`第${row}行`, `, row ${row}`);
  return text(`${where.zh}${what.zh}${line.zh}`, `${where.en && `${where.en}, `}${what.en}${line.en}`);
}

function blockWords(kind: string, number: string): Text | undefined {
  if (kind === 'table') return text(`第${number}个表格`, `table ${number}`);
  if (kind === 'li') return text(`第${number}个列表项`, `list item ${number}`);
  if (kind === 'p') return text(`第${number}段`, `paragraph ${number}`);
  if (/^h\d$/.test(kind)) return text(`第${number}个标题`, `heading ${number}`);
  return undefined;
}

/** The address of a page as people read it. */
export const addressText = ({ say }: Pick<Voice, 'say'>, url: string): string => say(addressWords(url));

/** The same as proof in print: beside it the exact form, where that is another. */
export function provedAddress(voice: Pick<Voice, 'say'>, url: string): string {
  const read = addressText(voice, url);
  return read === url || !/^https?:/.test(url) ? read : `${read}\n${url}`;
}
