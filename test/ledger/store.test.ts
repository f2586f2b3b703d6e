import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, transaction, type Database } from '../../src/ledger/database.ts';
import { entriesOf, saveEntry } from '../../src/ledger/entries.ts';
import { historyBefore } from '../../src/ledger/observed.ts';
import { otherUnits, recordRun, runsOf, type Recorded } from '../../src/ledger/record-run.ts';
import { endSpan, standingsOf } from '../../src/ledger/standings.ts';
import { proveKills, proveTogether } from '../support/ledger-proof.ts';
import { sampleRun } from '../support/sample-run.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const file = () => path.join(folder, '.gongkai/history.db');
/** Puts a store back into the tables of version 1: a row for each standing, every stretch among the spans, whole lines as news. */
function turnBack(database: Database): void {
  const runs = runsOf(database, 'unit');
  const last = runs.at(-1);
  if (!last) throw new Error('no run');
  const standings = [...standingsOf(database, 'unit').values()];
  database.run('DROP TABLE standings');
  database.run('DROP TABLE standings_before');
  database.run(`CREATE TABLE standings (
    company TEXT NOT NULL, verdict TEXT NOT NULL, run INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (company, verdict)) STRICT, WITHOUT ROWID`);
  database.run('CREATE INDEX spans_by_run ON spans (company, last_run)');
  for (const { verdict, remembered, span } of standings) {
    database.run('INSERT INTO standings VALUES (?, ?, ?, ?)', ['unit', verdict, last.id, JSON.stringify(remembered)]);
    if (span) endSpan(database, 'unit', verdict, span, last);
  }
  const lines = new Map(entriesOf(database, 'unit').map((entry) => [entry.number, entry]));
  for (const { id, news } of database.all<{ id: number; news: string }>('SELECT id, news FROM runs')) {
    const { changes, entries } = JSON.parse(news) as Pick<Recorded, 'changes' | 'entries'>;
    const whole = Object.entries(entries).map(([what, numbers]) => [what, numbers.map((one) => lines.get(one))]);
    const told = JSON.stringify({ changes, entries: Object.fromEntries(whole) as unknown });
    database.run('UPDATE runs SET news = ? WHERE id = ?', [told, id]);
  }
  database.run('PRAGMA user_version = 1');
}

const NIGHT = { recorded: '2026-11-20T18:00:00Z', patience: 3 };

describe('the store', () => {
  it('records a run once, and tells its news again to whoever asks again', async () => {
    const database = await openDatabase(file());
    recordRun(database, sampleRun('unit', 0), NIGHT);
    const first = recordRun(database, sampleRun('unit', 3), NIGHT);
    const again = recordRun(database, sampleRun('unit', 3), NIGHT);
    expect(again.kind).toBe('same');
    expect(again.changes).toEqual(first.changes);
    expect(again.previous, 'news are against the run before, not against itself').toEqual(first.previous);
    expect(runsOf(database, 'unit')).toHaveLength(2);
    database.close();
  });

  it('tells the first run again as the first one', async () => {
    const database = await openDatabase(file());
    recordRun(database, sampleRun('unit', 0), NIGHT);
    expect(recordRun(database, sampleRun('unit', 0), NIGHT)).toMatchObject({ kind: 'same', changes: [] });
    expect(recordRun(database, sampleRun('unit', 0), NIGHT).previous).toBeUndefined();
    database.close();
  });

  it('knows the units it holds, so that an id that was changed is told', async () => {
    const database = await openDatabase(file());
    recordRun(database, sampleRun('unit', 0), NIGHT);
    expect(otherUnits(database, 'unit')).toEqual([]);
    expect(otherUnits(database, 'unit-2')).toEqual(['unit']);
    database.close();
  });

  it('is one file once it is closed, which may be copied alone', async () => {
    const database = await openDatabase(file());
    recordRun(database, sampleRun('unit', 0), NIGHT);
    database.close();
    const copy = path.join(folder, 'copy.db');
    await copyFile(file(), copy);
    const copied = await openDatabase(copy);
    expect(runsOf(copied, 'unit')).toHaveLength(1);
    copied.close();
  });

  it('tells the gaps of what is audited no more, as a hall that closed, and says nothing of a period that is over', async () => {
    const database = await openDatabase(file());
    const [before, after] = [sampleRun('unit', 0), sampleRun('unit', 3)];
    const withoutGap = after.verdicts.filter(({ id }) => id !== '0/portal/content');
    expect(before.verdicts[0]).toMatchObject({ id: '0/portal/content', outcome: 'failed' });
    recordRun(database, before, NIGHT);
    const over = recordRun(database, { ...after, verdicts: withoutGap }, NIGHT);
    expect(over.dropped).toEqual([]);
    recordRun(database, { ...sampleRun('unit', 6), declared: '1' }, NIGHT);
    const closed = { ...sampleRun('unit', 9), verdicts: withoutGap, declared: '2' };
    expect(recordRun(database, closed, NIGHT).dropped.map(({ id }) => id)).toEqual(['0/portal/content']);
    expect(recordRun(database, closed, NIGHT).dropped).toHaveLength(1);
    database.close();
  });

  it('keeps the history of an earlier day out of the sequence', async () => {
    const database = await openDatabase(file());
    recordRun(database, sampleRun('unit', 9), NIGHT);
    expect(recordRun(database, sampleRun('unit', 0), NIGHT).kind).toBe('aside');
    expect(runsOf(database, 'unit')).toHaveLength(1);
    database.close();
  });

  it('gives a judge only what was seen before the day', async () => {
    const database = await openDatabase(file());
    for (const index of [0, 3, 6]) recordRun(database, sampleRun('unit', index), NIGHT);
    expect(historyBefore(database, 'unit', '2026-01-01')).toBeUndefined();
    const history = historyBefore(database, 'unit', '2026-01-03');
    expect(history).toMatchObject({ runs: 2, from: '2026-01-01', until: '2026-01-02' });
    expect(history?.of('1/portal/content')).toEqual([
      { first: '2026-01-01', last: '2026-01-02', outcome: 'passed', words: 'value=1' },
    ]);
    database.close();
  });

  it('lets nobody write over what somebody else has changed meanwhile', async () => {
    const database = await openDatabase(file());
    recordRun(database, sampleRun('unit', 0), NIGHT);
    const [entry] = entriesOf(database, 'unit');
    if (!entry) throw new Error('no entry');
    const by = { by: '甲', what: 'edit', recorded: NIGHT.recorded };
    expect(saveEntry(database, entry, by)).toMatchObject({ version: 2 });
    expect(saveEntry(database, entry, by)).toMatchObject({ overtaken: { version: 2 } });
    database.close();
  });

  it('says that another run holds it, and lets readers read', async () => {
    const [one, other] = [await openDatabase(file()), await openDatabase(file(), 50)];
    one.run('BEGIN IMMEDIATE');
    expect(() => transaction(other, () => undefined)).toThrow(expect.objectContaining({ kind: 'busy' }));
    expect(runsOf(other, 'unit')).toEqual([]);
    one.run('ROLLBACK');
    one.close();
    other.close();
  });

  it('a full disk leaves what was there', async () => {
    const database = await openDatabase(file());
    recordRun(database, sampleRun('unit', 0), NIGHT);
    const [size] = database.all<{ page_count: number }>('PRAGMA page_count');
    database.all(`PRAGMA max_page_count = ${(size?.page_count ?? 0) + 1}`);
    expect(() => recordRun(database, { ...sampleRun('unit', 4), unit: '长'.repeat(100_000) }, NIGHT)).toThrow(
      expect.objectContaining({ kind: 'disk' }),
    );
    expect(runsOf(database, 'unit')).toHaveLength(1);
    expect(database.all('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }]);
    database.close();
  });

  it('a file that is no store is not touched', async () => {
    await mkdir(path.dirname(file()));
    await writeFile(file(), '这不是数据库'.repeat(1000));
    await expect(openDatabase(file())).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('a store of the first version is taken over as it stands', async () => {
    const then = await openDatabase(file());
    for (const index of [0, 4, 8]) recordRun(then, sampleRun('unit', index), NIGHT);
    const [before, lines] = [historyBefore(then, 'unit', '2026-01-09'), entriesOf(then, 'unit')];
    const [standings, { entries }] = [standingsOf(then, 'unit'), recordRun(then, sampleRun('unit', 8), NIGHT)];
    expect(Object.values(entries).flat()).not.toEqual([]);
    turnBack(then);
    then.close();
    const now = await openDatabase(file());
    const after = historyBefore(now, 'unit', '2026-01-09');
    for (const { id } of sampleRun('unit', 0).verdicts) expect(after?.of(id)).toEqual(before?.of(id));
    expect(standingsOf(now, 'unit')).toEqual(standings);
    // The run recorded last is known as such and tells its news again, and a night like it brings nothing new.
    expect(recordRun(now, sampleRun('unit', 8), NIGHT)).toMatchObject({ kind: 'same', entries });
    expect(recordRun(now, { ...sampleRun('unit', 8), digest: 'another' }, NIGHT).changes).toEqual([]);
    expect(recordRun(now, sampleRun('unit', 9), NIGHT).changes).not.toEqual([]);
    expect(entriesOf(now, 'unit').length).toBeGreaterThanOrEqual(lines.length);
    now.close();
  });

  it('a store that kept nothing of the day before compares a run of the same day with the last one, and later days as ever', async () => {
    const then = await openDatabase(file());
    for (const index of [0, 3]) recordRun(then, sampleRun('unit', index), NIGHT);
    then.run('DROP TABLE standings_before');
    then.run('PRAGMA user_version = 2');
    then.close();
    const now = await openDatabase(file());
    const again = recordRun(now, { ...sampleRun('unit', 3), digest: 'another' }, NIGHT);
    expect(again).toMatchObject({ previous: { asOf: '2026-01-02' }, changes: [] });
    recordRun(now, sampleRun('unit', 7), NIGHT);
    const repeated = recordRun(now, { ...sampleRun('unit', 7), digest: 'one more' }, NIGHT);
    expect(repeated.previous?.asOf).toBe('2026-01-02');
    expect(repeated.changes).not.toEqual([]);
    now.close();
  });

  it('a store of a later version is not touched', async () => {
    const database = await openDatabase(file());
    database.run('PRAGMA user_version = 99');
    database.close();
    await expect(openDatabase(file())).rejects.toMatchObject({ kind: 'newer' });
  });
});

// The whole of it is `npm run test:ledger`.
it('survives SIGKILL at one in sixty writes, and eight runs at once', async () => {
  const killed = await proveKills(60, 2);
  expect(killed.failures).toEqual([]);
  expect(killed.kills).toBe(2);
  expect((await proveTogether()).failures).toEqual([]);
});
