import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CivilDate } from '../../calendar/civil-date.ts';
import { isoTime } from '../../evidence/clock.ts';
import { text, type Language, type Text } from '../../language/text.ts';
import type { Database } from '../../ledger/database.ts';
import { entriesOf, entryAt, saveEntry } from '../../ledger/entries.ts';
import type { Entry } from '../../ledger/entry.ts';
import { SHEET_COLUMNS, VERSION } from '../../ledger/sheet.ts';
import { takeBack, type EditedRow, type Taken } from '../../ledger/take-back.ts';
import { writeWorkbook } from '../../report/workbook/write.ts';
import { Stop, stopWith, type Desk } from '../desk.ts';
import type { ExitName } from '../exit-code.ts';
import { announce } from '../report.ts';
import { writeFileWhole } from '../write-file.ts';
import { withLedger } from './open.ts';
import { readLedgerTable, type EditedTable } from './read-table.ts';
import { ledgerWorkbook } from './table.ts';
import { headingsText, ownColumns, ownSheets, sheetsText } from './unread-parts.ts';

export interface ExportOptions {
  readonly out?: string;
}

/** `gongkai ledger export`: the whole 台账 as an XLSX that staff fill in. */
export const exportLedger = (folder: string, { out }: ExportOptions, desk: Desk): Promise<ExitName> =>
  withLedger(folder, async (database, workspace): Promise<ExitName> => {
    if (out !== undefined && path.extname(out).toLowerCase() !== '.xlsx') throw notNamedSo(out);
    const file = out ?? path.join(workspace.folder, desk.language === 'zh' ? '问题台账.xlsx' : 'ledger.xlsx');
    const entries = entriesOf(database, workspace.company.id);
    await mustBeTakenBack(file, database, entries, desk);
    await writeFileWhole(file, await writeWorkbook(ledgerWorkbook(entries, workspace.company.name, desk.language)));
    announce([file], desk);
    return 'ok';
  });

/** Excel refuses a workbook that is named as something else. */
const notNamedSo = (out: string): Stop =>
  new Stop(
    'usage',
    text(
      `-o ${out}：导出的是 Excel 工作簿，文件名请以 .xlsx 结尾；要 CSV 的，在 Excel 中另存，也能收回。`,
      `-o ${out}: a workbook is written, so the name should end in .xlsx; a CSV that Excel saves from it can be taken back, too.`,
    ),
  );

/** An export takes the place of the table that staff fill in, so nothing may stand there that the ledger does not know. */
async function mustBeTakenBack(file: string, database: Database, entries: readonly Entry[], desk: Desk): Promise<void> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return;
  const read = await readLedgerTable(bytes, file);
  const table = read && !('problems' in read) ? read : undefined;
  const known = new Map(entries.map((entry) => [entry.number, entry]));
  if (table && table.unheard.length > 0) throw ownColumns(file, table.unheard);
  if (table && table.unreadSheets.length > 0) throw ownSheets(file, table.unreadSheets);
  const waiting = table?.rows.filter(
    (row) => takeRow(database, row, known, table.language, desk.today).kind !== 'same',
  );
  if (waiting?.length === 0) return;
  throw new Stop(
    'usage',
    waiting === undefined
      ? text(
          `${file} 已经存在，不是可以读回的问题台账，没有覆盖；请移走它，或用 -o 另存。`,
          `${file} is there already, is no ledger that can be read back, and was left as it is; move it, or write elsewhere with -o.`,
        )
      : text(
          `${file} 中有 ${waiting.length} 行填写还没有收回台账，没有覆盖；请先 gongkai ledger import，或用 -o 另存。`,
          `${waiting.length} rows of ${file} are not yet in the ledger, and it was left as it is; run gongkai ledger import first, or write elsewhere with -o.`,
        ),
  );
}

export interface ImportOptions {
  readonly workspace: string;
  readonly by: string;
}

/** `gongkai ledger import`: takes an edited table back, row by row; what cannot be taken is told and left as it is. */
export const importLedger = (file: string, { workspace: folder, by }: ImportOptions, desk: Desk): Promise<ExitName> =>
  withLedger(folder, async (database, { company }): Promise<ExitName> => {
    const table = await readTable(file);
    for (const says of [...sheetsText(table), ...headingsText(table)]) desk.tell(says[desk.language]);
    const outcome = takeTable(database, table, company.id, { by, recorded: isoTime(desk.now()), today: desk.today });
    for (const { line, number, says } of outcome.told) {
      const row = number === '' ? '' : ` ${number}`;
      desk.tell(text(`第 ${line} 行${row}：${says.zh}`, `row ${line}${row}: ${says.en}`)[desk.language]);
    }
    const { changed, same, left, absent } = outcome;
    desk.print(
      text(
        `采用 ${changed} 行，未改 ${same} 行，未采用 ${left} 行；台账中有而表中没有的 ${absent} 行保持不变。`,
        `${changed} rows taken, ${same} unchanged, ${left} not taken; ${absent} lines that the table lacks stay as they are.`,
      )[desk.language],
    );
    return left > 0 ? 'usage' : 'ok';
  });

async function readTable(file: string): Promise<EditedTable> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined)
    throw new Stop('usage', text(`读不到 ${file}，请确认路径。`, `cannot read ${file}; check the path.`));
  const table = await readLedgerTable(bytes, file);
  if (table === undefined)
    throw new Stop(
      'usage',
      text(
        `${file} 不是问题台账：请使用 gongkai ledger export 导出的表（可另存为 CSV），保留表头。`,
        `${file} is no ledger: use the table that gongkai ledger export wrote (it may be saved as CSV), with its headings.`,
      ),
    );
  if ('problems' in table) throw stopWith('usage', table.problems);
  // A report tells the gaps of one day in the same columns; it knows no numbers, and nothing of what was filled in elsewhere.
  if (table.rows.length > 0 && !table.rows.some(({ cells }) => NUMBER && cells.has(NUMBER)))
    throw new Stop(
      'usage',
      text(
        `${file} 没有「台账编号」一列，可能是核查报告的表；请把填写的内容移到 gongkai ledger export 导出的表中再收回。`,
        `${file} has no column “Number”; it may be the table of a report. Move what was filled in to the table that gongkai ledger export writes.`,
      ),
    );
  return table;
}

/** What came of a table. */
export interface ImportOutcome {
  readonly changed: number;
  readonly same: number;
  readonly left: number;
  readonly absent: number;
  readonly told: readonly { readonly line: number; readonly number: string; readonly says: Text }[];
}

/** Takes every row of a table that can be taken. */
export function takeTable(
  database: Database,
  { rows, language }: EditedTable,
  company: string,
  { by, recorded, today }: { readonly by: string; readonly recorded: string; readonly today: string },
): ImportOutcome {
  const entries = new Map(entriesOf(database, company).map((entry) => [entry.number, entry]));
  const seen = new Set<string>();
  const told: { line: number; number: string; says: Text }[] = [];
  const count = { changed: 0, same: 0, left: 0 };
  for (const row of rows) {
    const number = cellOf(row, NUMBER);
    const taken = number !== '' && seen.has(number) ? TWICE : takeRow(database, row, entries, language, today);
    seen.add(number);
    const ended = taken.kind === 'changed' ? save(taken) : taken;
    if (ended.kind === 'conflict' || ended.kind === 'refused') count.left += 1;
    else count[ended.kind] += 1;
    const says = 'ignored' in ended ? ended.ignored : ended.says;
    told.push(...says.map((one) => ({ line: row.line, number, says: one })));
  }
  return { ...count, absent: [...entries.keys()].filter((number) => !seen.has(number)).length, told };

  function save(taken: Extract<Taken, { kind: 'changed' }>): Taken {
    const before = entries.get(taken.entry.number);
    const what = before?.state === taken.entry.state ? 'edit' : taken.entry.state;
    const saved = saveEntry(database, taken.entry, { by, what, recorded });
    return 'overtaken' in saved ? OVERTAKEN : taken;
  }
}

/** What a row would change; nothing is written. */
function takeRow(
  database: Database,
  row: EditedRow,
  entries: ReadonlyMap<string, Entry>,
  language: Language,
  today: CivilDate,
): Taken {
  const now = entries.get(cellOf(row, NUMBER));
  if (!now) return cellOf(row, NUMBER) === '' ? UNNUMBERED : UNKNOWN;
  const base = entryAt(database, now.number, Number(cellOf(row, VERSION))) ?? undefined;
  return base ? takeBack(row, base, now, today, language) : NO_VERSION;
}

const NUMBER = SHEET_COLUMNS.find(({ header }) => header.zh === '台账编号');

const cellOf = ({ cells }: EditedRow, column: (typeof SHEET_COLUMNS)[number] | undefined): string =>
  (column && cells.get(column)) ?? '';

const refused = (zh: string, en: string): Taken => ({ kind: 'refused', says: [text(zh, en)] });
const UNKNOWN = refused(
  '台账中没有这个编号；新问题由核查产生，不能在表中添加',
  'the ledger has no such number; new gaps come from audits and cannot be added in the table',
);
const UNNUMBERED = refused(
  '没有台账编号，这一行未采用；新问题由核查产生，不能在表中添加',
  'there is no number, so that this row was not taken; new gaps come from audits and cannot be added in the table',
);
const TWICE = refused(
  '编号在表中出现两次，后一行未采用',
  'the number stands twice in the table; the later row was not taken',
);
const NO_VERSION = refused(
  '隐藏的「版本」列缺失或被改动，无法判断从哪一版修改，请重新导出',
  'the hidden column “Version” is missing or was changed, so it cannot be told what was edited; export again',
);
const OVERTAKEN = refused(
  '导入时台账刚被他人修改，请重新导入',
  'the ledger was changed while it was imported; import again',
);
