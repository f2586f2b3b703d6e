import { text, type Text } from '../../language/text.ts';
import { Stop } from '../desk.ts';
import type { EditedTable } from './read-table.ts';

/** What stands in a column that the 台账 has not is taken back by no import. */
export const ownColumns = (file: string, names: readonly string[]): Stop =>
  new Stop(
    'usage',
    text(
      `${file} 的「${names.join('」「')}」不是台账的栏目，其中的填写收不回台账，没有覆盖；表头改过的，请改回并先 gongkai ledger import；自加的栏目，请移走文件，或用 -o 另存。`,
      `${file} has columns that the ledger has not: ${names.map((name) => `“${name}”`).join(', ')}. What stands there cannot be taken back, and the file was left as it is; put edited headings right and run gongkai ledger import first, and for columns of your own move the file, or write elsewhere with -o.`,
    ),
  );

/** What stands in a sheet that no import reads would be lost. */
export const ownSheets = (file: string, names: readonly string[]): Stop =>
  new Stop(
    'usage',
    text(
      `${file} 另有工作表「${names.join('」「')}」也是台账的表，其中的填写没有收回，没有覆盖；请把它另存为单独的文件并 gongkai ledger import，或移走文件，或用 -o 另存。`,
      `${file} has further sheets of the ledger, ${names.map((name) => `“${name}”`).join(', ')}; what stands there was not taken back, and the file was left as it is. Save each as a file of its own and run gongkai ledger import, or move the file, or write elsewhere with -o.`,
    ),
  );

/** Copies of the sheet, one for each department, say. */
export const sheetsText = ({ unreadSheets }: EditedTable): Text[] =>
  unreadSheets.length === 0
    ? []
    : [
        text(
          `只收回第一张台账表；工作表「${unreadSheets.join('」「')}」没有读取，其中有填写的，请另存为单独的文件再收回`,
          `only the first sheet of the ledger was taken back; ${unreadSheets.map((name) => `“${name}”`).join(', ')} was not read: where something is written there, save it as a file of its own and import that`,
        ),
      ];

/** What of the table could not be taken back whatever stands in its rows; nothing where all headings are as exported. */
export function headingsText({ unheard, lacking }: EditedTable): Text[] {
  if (unheard.length === 0 && lacking.length === 0) return [];
  const names = (list: readonly string[]): Text =>
    text(`「${list.join('」「')}」`, list.map((name) => `“${name}”`).join(', '));
  const own = names(unheard);
  const zh = names(lacking.map(({ header }) => header.zh)).zh;
  const en = names(lacking.map(({ header }) => header.en)).en;
  return [
    ...(unheard.length > 0
      ? [text(`${own.zh}不是台账的栏目，未收回`, `${own.en}: the ledger has no such column; not taken back`)]
      : []),
    ...(lacking.length > 0
      ? [
          text(
            `表中没有${zh}，台账中原有的不变${unheard.length > 0 ? '；表头改过的，请改回后再收回' : ''}`,
            `the table lacks ${en}, which stay as they are in the ledger${unheard.length > 0 ? '; put edited headings right and import again' : ''}`,
          ),
        ]
      : []),
  ];
}
