import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CivilDate } from '../../src/calendar/civil-date.ts';
import { openDatabase, type Database } from '../../src/ledger/database.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import type { Change } from '../../src/ledger/change.ts';
import { identityOf } from '../../src/ledger/entry.ts';
import { roundTrip } from './ledger-round-trip.ts';
import { DATES, expectations } from './year-portal.ts';
import { nights, type Night } from './year-run.ts';

/** What the year came to: everything that was not as it had to be. */
export interface YearResult {
  readonly passed: number;
  readonly failures: readonly string[];
}

/** Runs the year, or part of it, and holds every night to what its dated changes say. */
export async function proveYear(from: CivilDate, until: CivilDate): Promise<YearResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-year-'));
  const database = await openDatabase(path.join(folder, 'history.db'));
  const failures: string[] = [];
  let passed = 0;
  const hold = (says: string, wrong: readonly string[]): void => {
    if (wrong.length === 0) passed += 1;
    else failures.push(...wrong.map((one) => `${says}: ${one}`));
  };
  const numbers = new Map<string, string>();
  let last: Night | undefined;
  for await (const night of nights(database, from, until)) {
    hold(night.day, night.day === from ? [] : wrongChanges(night));
    hold(`${night.day} numbers`, wrongNumbers(numbers, night.entries));
    hold(`${night.day} calendar`, wrongNotice(night));
    last = night;
  }
  if (last) hold('deadlines', wrongDeadlines(last));
  if (last) hold('ledger', wrongLedger(last));
  hold('integrity', integrity(database));
  if (last) hold('round trip', await roundTrip(database, last.report.company.id, until));
  database.close();
  await rm(folder, { recursive: true, force: true });
  return { passed, failures };
}

const spell = ({ kind, after, causes }: Change): string => `${after.id} ${kind} ${causes.join('+')}`;

function wrongChanges({ day, recorded }: Night): string[] {
  const { outage } = DATES;
  if (day === outage.told || day === outage.back) return wrongOutage(day === outage.told, recorded.changes);
  const wanted = expectations()
    .filter(({ on }) => on === day)
    .map(({ verdict, kind, cause }) => `${verdict} ${kind} ${cause}`);
  const seen = recorded.changes.map(spell);
  return [
    ...wanted.filter((one) => !seen.includes(one)).map((one) => `not told: ${one}`),
    ...seen.filter((one) => !wanted.includes(one)).map((one) => `told for nothing: ${one}`),
  ];
}

/** On the third night the portal is said to be unreadable, once; when it is back, that it can be read again. */
function wrongOutage(down: boolean, changes: readonly Change[]): string[] {
  const kind = down ? 'worse' : 'better';
  const odd = changes.filter(
    (one) => one.kind !== kind || one.causes.join() !== 'evidence' || one.after.outcome === 'failed',
  );
  return [
    ...odd.map(spell),
    ...(changes.some(({ after }) => after.id === '1.1/portal/content') ? [] : ['1.1 is not among them']),
  ];
}

/** A gap keeps its number whatever happens, and no number is given twice. */
function wrongNumbers(numbers: Map<string, string>, entries: readonly Entry[]): string[] {
  const wrong: string[] = [];
  for (const { number, thing, gap } of entries) {
    const identity = identityOf(thing, gap);
    const known = numbers.get(identity);
    if (known !== undefined && known !== number) wrong.push(`${identity} was ${known} and is ${number}`);
    numbers.set(identity, number);
  }
  if (new Set(entries.map(({ number }) => number)).size !== entries.length) wrong.push('a number stands twice');
  return wrong;
}

/** The year that nobody has loaded is announced from November on, and not before. */
function wrongNotice({ day, report }: Night): string[] {
  const told = report.notices.some(({ zh }) => zh.includes('缺 2027 年节假日安排'));
  return told === day >= '2026-11-01' ? [] : [told ? 'announced too early' : 'not announced'];
}

/** What was seen in time stays in time, and what was late stays late by as many working days, long after the night itself. */
function wrongDeadlines({ day, report }: Night): string[] {
  const wanted = [
    ['1.4/portal/change-2026-03-03/timeliness', '2026-03-20', 'failed 2026-03-17 2026-03-20 3'],
    ['1.2/portal/change-2026-09-24/timeliness', '2026-10-12', 'passed 2026-10-15 2026-10-12 '],
    ['4.1/portal/2026Q2/timeliness', '2026-10-09', 'failed 2026-09-30 2026-10-09 2'],
    ['4.1/portal/2026Q3/timeliness', '2026-11-17', 'passed 2026-12-31 2026-11-17 '],
  ] as const;
  return wanted
    .filter(([, from]) => day >= from)
    .flatMap(([id, , says]) => {
      const found = report.verdicts.find((one) => one.id === id);
      const told = `${found?.outcome ?? ''} ${found?.deadline?.due ?? ''} ${found?.published?.date ?? ''} ${found?.daysLate ?? ''}`;
      return told === says ? [] : [`${id}: ${told} instead of ${says}`];
    });
}

/** Whatever came back after it had been closed has its old number, and says how often. */
function wrongLedger({ day, entries }: Night): string[] {
  if (day < '2026-07-20') return [];
  const passages = expectations().filter(({ kind, verdict }) => kind === 'new' && verdict.endsWith('/content'));
  const twice = new Set(passages.map(({ verdict }) => verdict).filter((one, at, all) => all.indexOf(one) !== at));
  return [...twice].flatMap((verdict) => {
    const found = entries.filter((entry) => entry.verdict === verdict);
    const fine = found.length === 1 && found[0]?.relapses === 1 && found[0].state === 'closed';
    return fine
      ? []
      : [`${verdict}: ${found.map(({ state, relapses }) => `${state} ${relapses}`).join(', ') || 'no line'}`];
  });
}

function integrity(database: Database): string[] {
  return database
    .all<{ integrity_check: string }>('PRAGMA integrity_check')
    .map(({ integrity_check }) => integrity_check)
    .filter((says) => says !== 'ok');
}
