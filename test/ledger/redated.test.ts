import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import { caseSchema } from '../../src/cases/case-file.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { recordOf } from '../../src/commands/history.ts';
import { compareRuns } from '../../src/ledger/change.ts';
import { openDatabase, type Database } from '../../src/ledger/database.ts';
import { entriesOf } from '../../src/ledger/entries.ts';
import { judgedOf, type Judged } from '../../src/ledger/judged.ts';
import { historyBefore } from '../../src/ledger/observed.ts';
import { recordRun } from '../../src/ledger/record-run.ts';
import type { Report } from '../../src/report/report.ts';
import { loadLaw } from '../support/law.ts';

/** One night: what the page shows as the address, the date printed on it, and the register of changes. */
interface Night {
  readonly day: string;
  readonly shows: string;
  readonly printed?: string;
  readonly changes: readonly { readonly on: string; readonly before: string; readonly after: string }[];
}

const OLD = '江北区松林路18号';
const NEW = '渝中区滨江路66号';
const moved = (on: string, before = OLD, after = NEW) => ({ on, before, after });

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-redated-'));
  database = await openDatabase(path.join(folder, 'history.db'));
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

/** Audits one night and takes it into the history, as a nightly job does. */
async function audit({ day, shows, printed, changes }: Night) {
  const body = `<p>企业性质：国有企业</p><p>办公地址：示范省山城市${shows}</p>`;
  const page = { column: '供电企业基本情况', title: '供电企业基本情况', body, ...(printed && { published: printed }) };
  const file = caseSchema.parse({
    title: '变更日期更正',
    as_of: day,
    channels: { portal: { captured: day, pages: { '/xxgk/jbqk/': page } } },
    records: { changes: changes.map((one) => ({ subject: '1.2', ...one })) },
    expect: [{ verdict: '**', outcome: 'passed' }],
  });
  const { bundle, sitting } = openCase(file, await loadLaw('chongqing'));
  const history = historyBefore(database, 'shancheng', day);
  const report = await check(bundle, { ...sitting, ...(history && { history }) });
  const night = { recorded: `${day}T18:00:00Z`, patience: 3 };
  const { changes: news, dropped } = recordRun(database, recordOf(report), night);
  const told = news.map(({ kind, after, causes }) => [kind, after.id, causes.join()]);
  return { report, told, dropped: dropped.map(({ id }) => id) };
}

const lines = () =>
  entriesOf(database, 'shancheng')
    .filter(({ thing }) => thing.element === '1.2')
    .map(({ number, gap, gone, described }) => [number, gap, gone, described.due]);

const between = (before: Report, after: Report) => {
  const { changes, dropped } = compareRuns(judgedOf(recordOf(before)), judgedOf(recordOf(after)));
  return { told: changes.map(({ kind, after: { id } }) => [kind, id]), dropped: dropped.map(({ id }) => id) };
};

describe('a date put right in the register of changes', () => {
  const late = { shows: NEW, printed: '2026-11-18' };

  it('a gap goes on under its number, with the new due date, and nobody is woken', async () => {
    const first = await audit({ day: '2026-11-20', ...late, changes: [moved('2026-09-24')] });
    const [[number]] = lines() as [[string]];
    const second = await audit({ day: '2026-11-21', ...late, changes: [moved('2026-09-23')] });
    expect(second.told).toEqual([]);
    expect(lines()).toEqual([[number, 'overdue', '', '2026-10-14']]);
    expect(between(first.report, second.report)).toEqual({ told: [], dropped: [] });
  });

  it('what becomes late by it is new, and what becomes timely recovers, both because of the register', async () => {
    await audit({ day: '2026-11-20', ...late, changes: [moved('2026-11-16')] });
    const wrong = await audit({ day: '2026-11-21', ...late, changes: [moved('2026-09-16')] });
    expect(wrong.told).toEqual([['new', '1.2/portal/change-2026-09-16/timeliness', 'declared']]);
    const right = await audit({ day: '2026-11-22', ...late, changes: [moved('2026-11-16')] });
    expect(right.told).toEqual([['recovered', '1.2/portal/change-2026-11-16/timeliness', 'declared']]);
    expect(between(wrong.report, right.report).dropped).toEqual([]);
  });

  it('what earlier nights saw still tells when the page, which bears no date, was changed', async () => {
    await audit({ day: '2026-11-13', shows: OLD, changes: [moved('2026-09-24')] });
    await audit({ day: '2026-11-14', shows: NEW, changes: [moved('2026-09-24')] });
    const { report, told } = await audit({ day: '2026-11-15', shows: NEW, changes: [moved('2026-09-23')] });
    expect(told).toEqual([]);
    const verdict = report.verdicts.find(({ id }) => id === '1.2/portal/change-2026-09-23/timeliness');
    expect(verdict).toMatchObject({ outcome: 'failed', gap: 'overdue', published: { date: '2026-11-14' } });
  });

  it('what nights saw of another wording says nothing of the wording put right', async () => {
    const misspelt = moved('2026-09-24', OLD, '渝中区滨江路68号');
    await audit({ day: '2026-11-13', shows: NEW, changes: [misspelt] });
    const { report } = await audit({ day: '2026-11-14', shows: NEW, changes: [moved('2026-09-23')] });
    const verdict = report.verdicts.find(({ id }) => id === '1.2/portal/change-2026-09-23/timeliness');
    expect(verdict).toMatchObject({ outcome: 'cantTell', reason: 'date' });
  });
});

describe('an entry in the register of changes', () => {
  const late = { shows: NEW, printed: '2026-11-18' };

  it('made late brings a gap to light, and taken out leaves it unproved, both because of the register', async () => {
    await audit({ day: '2026-11-20', ...late, changes: [] });
    const entered = await audit({ day: '2026-11-21', ...late, changes: [moved('2026-09-24')] });
    expect(entered.told).toEqual([['new', '1.2/portal/change-2026-09-24/timeliness', 'declared']]);
    const removed = await audit({ day: '2026-11-22', ...late, changes: [] });
    expect(removed.told).toEqual([['unproved', '1.2/portal/timeliness', 'declared']]);
    expect(lines()).toMatchObject([[expect.any(String), 'overdue', '', '2026-10-15']]);
  });

  it('is no news where the page was changed in time, neither entered nor taken out', async () => {
    const inTime = { shows: NEW, printed: '2026-09-28' };
    await audit({ day: '2026-11-20', ...inTime, changes: [] });
    expect((await audit({ day: '2026-11-21', ...inTime, changes: [moved('2026-09-24')] })).told).toEqual([]);
    expect((await audit({ day: '2026-11-22', ...inTime, changes: [] })).told).toEqual([]);
  });
});

it('a second change, with the first still registered, is a matter of its own', async () => {
  const first = moved('2026-09-24');
  const one = await audit({ day: '2026-11-20', shows: NEW, printed: '2026-11-18', changes: [first] });
  const second = moved('2026-11-20', NEW, '南岸区新路1号');
  const two = await audit({ day: '2026-11-21', shows: NEW, printed: '2026-11-18', changes: [first, second] });
  expect(two.told).toEqual([]);
  expect(two.dropped).toEqual(['1.2/portal/change-2026-09-24/timeliness']);
  expect(between(one.report, two.report).dropped).toContain('1.2/portal/change-2026-09-24/timeliness');
});

it('where two dates of one thing changed at once nobody can tell which became which', () => {
  const judged = (instance: string, declared: string): Judged => ({
    ...{ id: `1.2/portal/${instance}/timeliness`, item: '1', element: '1.2', channel: 'portal', aspect: 'timeliness' },
    ...{ instance, outcome: 'failed', gap: 'overdue', severity: 'major', caused: false, waived: false, words: '' },
    rests: { day: '2026-11-20', engine: '1', rules: '1', calendar: '1', declared, evidence: '1' },
  });
  const before = [judged('change-2026-09-24', '1'), judged('change-2026-09-28', '1')];
  const after = [judged('change-2026-09-23', '2'), judged('change-2026-09-27', '2')];
  expect(compareRuns(before, after).changes.map(({ kind }) => kind)).toEqual(['new', 'new']);
});
