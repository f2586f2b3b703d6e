import { check } from '../../src/audit.ts';
import { addDays, type CivilDate } from '../../src/calendar/civil-date.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { recordOf } from '../../src/commands/history.ts';
import type { Database } from '../../src/ledger/database.ts';
import { entriesOf, saveEntry } from '../../src/ledger/entries.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import { historyBefore } from '../../src/ledger/observed.ts';
import { recordRun, type Recorded } from '../../src/ledger/record-run.ts';
import { advance } from '../../src/ledger/transitions.ts';
import type { Report } from '../../src/report/report.ts';
import { loadLaw } from './law.ts';
import { DATES, lawOn, portalOn, versionOn } from './year-portal.ts';

export interface Night {
  readonly day: CivilDate;
  readonly report: Report;
  readonly recorded: Recorded;
  readonly entries: readonly Entry[];
}

/** Audits the portal night after night, as a nightly job does; staff close what is gone on the day after. */
export async function* nights(database: Database, from: CivilDate, until: CivilDate): AsyncGenerator<Night> {
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const law = lawOn(day, await loadLaw('chongqing', day < DATES.calendar ? '2025' : '2026'));
    const { bundle, sitting } = openCase(portalOn(day), law);
    const history = historyBefore(database, sitting.workspace.company.id, day);
    const report = await check(bundle, { ...sitting, version: versionOn(day), ...(history && { history }) });
    const recorded = recordRun(database, recordOf(report), { recorded: `${day}T18:00:00Z`, patience: 3 });
    const entries = entriesOf(database, report.company.id);
    yield { day, report, recorded, entries };
    for (const entry of entries) closeWhenGone(database, entry, day);
  }
}

/** What is no longer found is handed in and struck off by two people. */
function closeWhenGone(database: Database, entry: Entry, day: CivilDate): void {
  if (entry.gone === '' || !['todo', 'relapsed'].includes(entry.state)) return;
  const handedIn = step(advance(entry, 'submit', { rectifier: '经办人甲', proof: '' }, day));
  const closed = step(advance(handedIn, 'close', { reviewer: '复核人乙' }, day));
  saveEntry(database, closed, { by: '复核人乙', what: 'close', recorded: `${day}T19:00:00Z` });
}

function step(taken: ReturnType<typeof advance>): Entry {
  if ('refused' in taken) throw new Error(taken.refused.map(({ en }) => en).join('; '));
  return taken;
}
