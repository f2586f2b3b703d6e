import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../src/language/text.ts';
import { openDatabase, type Database } from '../../src/ledger/database.ts';
import { entriesOf, eventsOf } from '../../src/ledger/entries.ts';
import type { RunRecord } from '../../src/ledger/judged.ts';
import { recordRun, type Recorded } from '../../src/ledger/record-run.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { plainly } from '../support/sample-run.ts';

/** How an address stands on the portal: in order, not there, only in part, or not to be read that time. */
type Seen = 'fine' | 'missing' | 'incomplete' | 'timeout';

const NOTHING = text('', '');
const SEEN = {
  fine: { outcome: 'passed' },
  missing: { outcome: 'failed', gap: 'missing' },
  incomplete: { outcome: 'failed', gap: 'incomplete' },
  timeout: { outcome: 'cantTell', reason: 'timeout' },
} as const satisfies Record<Seen, Partial<Verdict>>;

let folder: string;
let database: Database;
let runs = 0;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-repeated-'));
  database = await openDatabase(path.join(folder, 'history.db'));
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

/** A run of a day: every run fetches the pages anew, so that no two reports are the same to the byte. */
function audit(day: string, seen: Readonly<Record<string, Seen>>, more: Partial<RunRecord> = {}): Recorded {
  runs += 1;
  const verdicts = Object.entries(seen).map(([element, how]): Verdict => {
    const facts = how === 'fine' ? [{ key: 'value', value: element, shown: element }] : [];
    return {
      id: `${element}/portal/content`,
      ...{ item: '1', element, channel: 'portal', aspect: 'content', severity: 'major', facts, ...SEEN[how] },
      ...{ says: [], remarks: [], quotes: [], basis: [], readings: [], remedy: NOTHING },
      owners: { content: ['营销部'], publisher: '营销部' },
    };
  });
  const record: RunRecord = {
    ...{ company: 'shancheng', unit: '国网山城供电公司', asOf: day, digest: `run ${runs}`, engine: '1' },
    ...{ catalogue: '1', calendar: '1', declared: '1', rules: new Map(), verdicts, describe: plainly, ...more },
    captures: [{ id: 'portal:http://a.example/', channel: 'portal', site: '', sha256: `page ${runs}` }],
  };
  return recordRun(database, record, { recorded: `${day}T0${runs % 10}:00:00Z`, patience: 3 });
}

const told = ({ changes }: Recorded) => changes.map(({ kind, after }) => `${kind} ${after.element}`);
const toldOfTheDay = ({ withinDay }: Recorded) => withinDay.map(({ kind, after }) => `${kind} ${after.element}`);
const lines = () => entriesOf(database, 'shancheng').map(({ number, found, gone }) => [number.slice(-4), found, gone]);

describe('a run repeated on its day', () => {
  it('is told against the last run of an earlier day, and says again what is new today', () => {
    audit('2026-11-19', { 1.2: 'fine', 1.3: 'missing' });
    expect(told(audit('2026-11-20', { 1.2: 'missing', 1.3: 'missing' }))).toEqual(['new 1.2']);
    const again = audit('2026-11-20', { 1.2: 'missing', 1.3: 'missing' });
    expect(told(again)).toEqual(['new 1.2']);
    expect(toldOfTheDay(again)).toEqual([]);
    expect(again.previous?.asOf).toBe('2026-11-19');
    expect(told(audit('2026-11-20', { 1.2: 'missing', 1.3: 'missing' })), 'and a third time').toEqual(['new 1.2']);
    expect(told(audit('2026-11-21', { 1.2: 'missing', 1.3: 'missing' })), 'but not the day after').toEqual([]);
  });

  it('has the last run of the earlier day to compare with, not its first', () => {
    audit('2026-11-19', { 1.2: 'fine' });
    audit('2026-11-19', { 1.2: 'missing' });
    expect(told(audit('2026-11-20', { 1.2: 'missing' }))).toEqual([]);
    expect(told(audit('2026-11-20', { 1.2: 'missing' }))).toEqual([]);
  });

  it('opens no second line of the ledger, nor another day of finding, and says again which line is new', () => {
    audit('2026-11-19', { 1.2: 'fine' });
    const first = audit('2026-11-20', { 1.2: 'missing' });
    const again = audit('2026-11-20', { 1.2: 'missing' });
    expect(lines()).toEqual([['0001', '2026-11-20', '']]);
    expect(again.entries).toEqual(first.entries);
    expect(again.entries.found).toEqual(['shancheng-2026-0001']);
    expect(eventsOf(database, 'shancheng-2026-0001').map(({ what }) => what)).toEqual(['found']);
  });

  it('tells of a gap opened and mended within the day that it is mended, and is none the day after', () => {
    audit('2026-11-19', { 1.2: 'fine' });
    audit('2026-11-20', { 1.2: 'missing' });
    const mended = audit('2026-11-20', { 1.2: 'fine' });
    expect(told(mended)).toEqual([]);
    expect(toldOfTheDay(mended)).toEqual(['recovered 1.2']);
    expect(lines()).toEqual([['0001', '2026-11-20', '2026-11-20']]);
    expect(mended.entries).toMatchObject({ found: ['shancheng-2026-0001'], gone: ['shancheng-2026-0001'] });
    const after = audit('2026-11-21', { 1.2: 'fine' });
    expect([told(after), toldOfTheDay(after)]).toEqual([[], []]);
  });

  it('takes back that a gap was mended, each time it is asked, where it stands again the same day', () => {
    audit('2026-11-19', { 1.2: 'missing' });
    expect(told(audit('2026-11-20', { 1.2: 'fine' }))).toEqual(['recovered 1.2']);
    const back = audit('2026-11-20', { 1.2: 'missing' });
    expect([told(back), toldOfTheDay(back)]).toEqual([[], ['new 1.2']]);
    expect(toldOfTheDay(audit('2026-11-20', { 1.2: 'missing' }))).toEqual(['new 1.2']);
    expect(lines()).toEqual([['0001', '2026-11-19', '']]);
  });

  it('tells how it stands now where a new gap became another within the day', () => {
    audit('2026-11-19', { 1.2: 'fine' });
    audit('2026-11-20', { 1.2: 'incomplete' });
    const worse = audit('2026-11-20', { 1.2: 'missing' });
    expect(worse.changes).toMatchObject([
      { kind: 'new', before: { outcome: 'passed' }, after: { outcome: 'failed', gap: 'missing' } },
    ]);
    expect(toldOfTheDay(worse)).toEqual([]);
  });

  it('that cannot read the portal still says what the day has shown, and that it was not read this time', () => {
    audit('2026-11-19', { 1.2: 'fine', 1.3: 'fine' });
    audit('2026-11-20', { 1.2: 'missing', 1.3: 'fine' });
    const unread = audit('2026-11-20', { 1.2: 'timeout', 1.3: 'timeout' });
    expect(unread.changes).toMatchObject([
      { kind: 'new', after: { element: '1.2', outcome: 'failed' }, seenEarlier: true },
    ]);
    expect(unread.unread, 'verdicts that nobody could check').toBe(2);
    expect(told(audit('2026-11-21', { 1.2: 'missing', 1.3: 'fine' })), 'no news the day after').toEqual([]);
  });

  it('makes no unread night of a day that was read', () => {
    audit('2026-11-17', { 1.2: 'fine' });
    audit('2026-11-18', { 1.2: 'timeout' });
    audit('2026-11-19', { 1.2: 'fine' });
    audit('2026-11-19', { 1.2: 'timeout' });
    expect(told(audit('2026-11-20', { 1.2: 'timeout' }))).toEqual([]);
    expect(told(audit('2026-11-21', { 1.2: 'timeout' }))).toEqual([]);
    expect(told(audit('2026-11-22', { 1.2: 'timeout' }))).toEqual(['worse 1.2']);
    expect(told(audit('2026-11-22', { 1.2: 'timeout' })), 'and again').toEqual(['worse 1.2']);
    const back = audit('2026-11-22', { 1.2: 'fine' });
    expect([told(back), toldOfTheDay(back)]).toEqual([[], ['better 1.2']]);
  });

  it('on the first day of all is the first audit again, and tells what was mended since', () => {
    expect(audit('2026-11-20', { 1.2: 'missing', 1.3: 'missing' }).kind).toBe('first');
    const again = audit('2026-11-20', { 1.2: 'missing', 1.3: 'fine' });
    expect(again).toMatchObject({ kind: 'first', changes: [] });
    expect(again.previous).toBeUndefined();
    expect(toldOfTheDay(again)).toEqual(['recovered 1.3']);
    expect(told(audit('2026-11-21', { 1.2: 'missing', 1.3: 'fine' }))).toEqual([]);
  });

  it('tells again what is judged no more since a rule was switched off', () => {
    audit('2026-11-19', { 1.2: 'missing', 1.3: 'fine' });
    const off = { catalogue: '2' };
    expect(audit('2026-11-20', { 1.3: 'fine' }, off).dropped.map(({ element }) => element)).toEqual(['1.2']);
    expect(audit('2026-11-20', { 1.3: 'fine' }, off).dropped.map(({ element }) => element)).toEqual(['1.2']);
    expect(audit('2026-11-21', { 1.3: 'fine' }, off).dropped).toEqual([]);
  });

  it('tells that a gap found today is judged no more', () => {
    audit('2026-11-19', { 1.2: 'fine', 1.3: 'fine' });
    audit('2026-11-20', { 1.2: 'missing', 1.3: 'fine' });
    const off = audit('2026-11-20', { 1.3: 'fine' }, { catalogue: '2' });
    expect(told(off)).toEqual([]);
    expect(off.dropped.map(({ element }) => element)).toEqual(['1.2']);
  });
});
