import type { Language } from '../../language/text.ts';
import { STATES, type Entry } from '../../ledger/entry.ts';
import { ALL_COLUMNS, ROW_NUMBER } from '../../ledger/sheet.ts';
import type { Workbook } from '../../report/workbook.ts';

const TITLES = { zh: '信息公开问题台账', en: 'Ledger of disclosure gaps' } as const;

/** The 台账 as a table that staff edit: what the audit wrote is locked in words only, what they write has drop-downs. */
export function ledgerWorkbook(entries: readonly Entry[], unit: string, language: Language): Workbook {
  const states = Object.values(STATES).map((name) => name[language]);
  const title = `${unit} ${TITLES[language]}`;
  return {
    title,
    sheets: [
      {
        name: language === 'zh' ? '问题台账' : 'Ledger',
        lead: [title],
        frozenColumns: 1,
        columns: [
          { header: ROW_NUMBER[language], width: 6, type: 'integer' },
          ...ALL_COLUMNS.map(({ header, width, type, edits, hidden }) => ({
            ...{ header: header[language], width, type },
            ...(edits !== undefined && { editable: true }),
            ...(edits === 'state' && { choices: states }),
            ...(hidden && { hidden }),
          })),
        ],
        rows: entries.map((entry, at) => ({
          cells: [at + 1, ...ALL_COLUMNS.map(({ cell }) => cell(entry, language))],
        })),
      },
    ],
  };
}
