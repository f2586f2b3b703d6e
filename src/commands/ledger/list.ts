import type { CivilDate } from '../../calendar/civil-date.ts';
import { eventsOf, entriesOf, type Event } from '../../ledger/entries.ts';
import { auditSays, isLate, STATES, type Entry, type State } from '../../ledger/entry.ts';
import { SHEET_COLUMNS } from '../../ledger/sheet.ts';
import { TRANSITIONS, type Action } from '../../ledger/transitions.ts';
import { text, type Text } from '../../language/text.ts';
import { safe } from '../../report/safe-text.ts';
import { beijingTime } from '../../report/when.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import type { Desk } from '../desk.ts';
import type { ExitName } from '../exit-code.ts';
import { entryNamed, withLedger } from './open.ts';

export interface ListOptions {
  readonly state?: State;
  readonly all?: boolean;
  /** Only those whose 整改时限 has passed. */
  readonly late?: boolean;
  readonly json?: boolean;
}

const DONE: ReadonlySet<State> = new Set(['closed', 'dismissed']);

/** `gongkai ledger list`: what is open, a line each, and how far the mending has come. */
export const listLedger = (folder: string, options: ListOptions, desk: Desk): Promise<ExitName> =>
  withLedger(folder, (database, { company }) => {
    const entries = entriesOf(database, company.id);
    const shown = entries.filter((entry) => isWanted(entry, options, desk.today));
    desk.print(options.json ? JSON.stringify(shown, null, 2) : listText(shown, entries, desk));
    return 'ok';
  });

/** What is audited no more is no work that is open, and stays to be looked up. */
function isWanted(entry: Entry, wanted: ListOptions, today: CivilDate): boolean {
  if (wanted.late === true && !isLate(entry, today)) return false;
  if (wanted.state !== undefined) return entry.state === wanted.state;
  return wanted.all === true || !(DONE.has(entry.state) || entry.dropped);
}

function listText(shown: readonly Entry[], entries: readonly Entry[], { language, today }: Desk): string {
  const lines = shown.map((entry) => {
    const { number, state, gap, described, relapses } = entry;
    const back = relapses > 0 ? text(`（反弹 ${relapses} 次）`, ` (come back ${relapses} times)`)[language] : '';
    const seen = auditSays(entry);
    const said = seen ? text(`，${seen.zh}`, `; ${seen.en}`)[language] : '';
    const { until } = entry.handling;
    const late = isLate(entry, today) ? text(`，整改时限 ${until} 已过`, `; to be mended by ${until}`)[language] : '';
    return `${number}  ${STATES[state][language]}${back}  ${described.element[language]} · ${described.place[language]} · ${GAP_NAMES[gap][language]}${said}${late}`;
  });
  const dropped = entries.filter((entry) => entry.dropped && !DONE.has(entry.state)).length;
  const closed = entries.filter(({ state }) => state === 'closed').length;
  const counted = entries.filter(({ state }) => state !== 'dismissed').length - dropped;
  const aside = text(`；另有 ${dropped} 个不再核查（--all 列出）`, `; ${dropped} more are no longer audited (--all)`);
  const rate = text(`已销号 ${closed} / ${counted}`, `closed ${closed} of ${counted}`)[language];
  const past = entries.filter((entry) => isLate(entry, today)).length;
  const late = text(`；逾期未整改 ${past} 个（--late 列出）`, `; ${past} past their time limit (--late)`);
  return [...lines, `${rate}${past > 0 ? late[language] : ''}${dropped > 0 ? aside[language] : ''}`]
    .map(safe)
    .join('\n');
}

const AUDIT_WORDS: Readonly<Record<string, Text>> = {
  found: text('核查发现', 'found by an audit'),
  relapsed: text('反弹：销号后再次发现', 'came back after it was closed'),
  gone: text('核查未再发现', 'no longer found'),
  again: text('再次发现', 'found again'),
  doubted: text('不予认定后一度消失，再次发现', 'not upheld, was gone, and found again'),
  dropped: text('不再核查', 'no longer audited'),
  resumed: text('恢复核查', 'audited again'),
  renamed: text('名称已变更', 'renamed'),
  edit: text('修改', 'edited'),
};

/** A step by its name; what the edited table brought is kept by the state that it led to. */
function wordFor(what: string): Text {
  const said = AUDIT_WORDS[what];
  if (said) return said;
  if (what in TRANSITIONS) return TRANSITIONS[what as Action].name;
  return what in STATES ? text('收回表格', 'table taken back') : text(what, what);
}

/** `gongkai ledger show`: one line in full, and everything that has happened to it. */
export const showLedger = (number: string, folder: string, desk: Desk): Promise<ExitName> =>
  withLedger(folder, (database, { company }) => {
    const entry = entryNamed(database, company.id, number);
    const { language } = desk;
    const cells = SHEET_COLUMNS.flatMap((column) => {
      const value = column.cell(entry, language);
      return value === undefined || value === ''
        ? []
        : [`${column.header[language]}${text('：', ': ')[language]}${value}`];
    });
    const events = eventsOf(database, entry.number).map((event) => eventLine(event, desk));
    desk.print([...cells, '', ...events].map(safe).join('\n'));
    return 'ok';
  });

const eventLine = ({ recorded, by, what, entry }: Event, { language }: Desk): string =>
  `${beijingTime(recorded)[language]}  ${wordFor(what)[language]}  ${by}  → ${STATES[entry.state][language]}`;
