import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settledBy, type LedgerLine } from '../../src/commands/score-ledger.ts';
import { recordOf } from '../../src/commands/history.ts';
import { openDatabase } from '../../src/ledger/database.ts';
import { entriesOf, saveEntry, type Event } from '../../src/ledger/entries.ts';
import { openEntry } from '../../src/ledger/entry-life.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import { recordRun } from '../../src/ledger/record-run.ts';
import { advance, type Action } from '../../src/ledger/transitions.ts';
import { writeFile } from 'node:fs/promises';
import { reportOn, SAMPLE, VERDICTS } from '../report/sample.ts';
import { gongkai } from '../support/gongkai.ts';
import { plainly } from '../support/sample-run.ts';

/** The audit of the fourth quarter: 20 November 2026. */
const REPORT = reportOn(VERDICTS, { company: { ...SAMPLE.company, id: 'shancheng' } });
const GAP = VERDICTS.filter(({ id }) => id === '1.2/portal/change-2026-09-24/timeliness');
const [VERDICT] = GAP;

interface Step {
  readonly state: Entry['state'];
  /** A time in Shanghai: `2026-12-31T23:00`. */
  readonly at: string;
  /** What an audit did, or a person; otherwise the step to the state. */
  readonly what?: string;
}

/** A line of the ledger as it went through states, each at a time. */
function line(...steps: readonly Step[]): LedgerLine {
  const run = { company: 'shancheng', unit: '山城', asOf: '2026-11-20', verdicts: GAP, describe: plainly };
  const opened = openEntry('shancheng-2026-0001', GAP, run);
  if (!opened) throw new Error('the sample has lost its gap');
  const events = steps.map(({ state, at, what = state }, version) => {
    const entry: Entry = {
      ...opened,
      state,
      lastFound: at.slice(0, 10),
      closed: state === 'closed' ? at.slice(0, 10) : '',
    };
    return {
      ...{ number: entry.number, version, recorded: new Date(`${at}:00+08:00`).toISOString() },
      ...{ by: '甲', what, entry },
    };
  });
  return { entry: events.at(-1)?.entry ?? opened, events };
}

const found = { state: 'todo', at: '2026-11-20T01:00' } as const;
const told = (...steps: readonly Step[]) => VERDICT && settledBy([line(found, ...steps)])(REPORT, VERDICT)?.kind;

describe('what a ledger says of a gap of the quarter', () => {
  it.each<[string, Step[], string | undefined]>([
    ['open', [], undefined],
    ['handed in for review', [{ state: 'review', at: '2026-12-20T10:00' }], undefined],
    ['closed in the quarter', [{ state: 'closed', at: '2026-12-20T10:00' }], 'mended'],
    ['closed on the last evening of the quarter, in Beijing', [{ state: 'closed', at: '2026-12-31T23:30' }], 'mended'],
    ['closed in the first hour of the next', [{ state: 'closed', at: '2027-01-01T00:30' }], undefined],
    [
      'closed, and come back within the quarter (反弹)',
      [
        { state: 'closed', at: '2026-12-01T10:00' },
        { state: 'relapsed', at: '2026-12-20T01:00' },
      ],
      undefined,
    ],
    [
      'closed, and come back in the next quarter',
      [
        { state: 'closed', at: '2026-12-01T10:00' },
        { state: 'relapsed', at: '2027-02-01T01:00' },
      ],
      'mended',
    ],
    ['not upheld on appeal, decided after the quarter', [{ state: 'dismissed', at: '2027-01-08T10:00' }], 'dismissed'],
    [
      'not upheld, and upheld again',
      [
        { state: 'dismissed', at: '2026-12-01T10:00' },
        { state: 'todo', at: '2026-12-05T10:00' },
      ],
      undefined,
    ],
  ])('%s', (_, steps, kind) => {
    expect(told(...steps)).toBe(kind);
  });

  const dismissed = { state: 'dismissed', at: '2026-10-08T10:00' } as const;
  const doubted = (at: string) => ({ state: 'dismissed', what: 'doubted', at }) as const;

  it.each<[string, Step[], string | undefined]>([
    ['and still there, as it was decided', [dismissed], 'dismissed'],
    ['gone, and found again before the audit', [dismissed, doubted('2026-11-02T01:00')], 'doubted'],
    [
      'gone, found again, and not upheld once more',
      [dismissed, doubted('2026-11-02T01:00'), { state: 'dismissed', what: 'dismiss', at: '2027-01-05T10:00' }],
      'dismissed',
    ],
    [
      'gone and found again after the audit: it speaks of what stood then',
      [dismissed, doubted('2027-02-01T01:00')],
      'dismissed',
    ],
  ])('not upheld, %s', (_, steps, kind) => {
    expect(told(...steps)).toBe(kind);
  });

  it('closed before the audit that found it again is not mended', () => {
    const before: Step[] = [{ state: 'closed', at: '2026-11-19T10:00' }];
    expect(VERDICT && settledBy([line(...before)])(REPORT, VERDICT)).toBeUndefined();
  });

  it('closed, and its place renamed afterwards: the report knows the old name', () => {
    const closed = line(found, { state: 'closed', at: '2026-12-20T10:00' });
    const called = { ...closed.entry, thing: { ...closed.entry.thing, site: '新名称' } };
    const renamed = { entry: called, events: [...closed.events, { ...closed.events[1], entry: called } as Event] };
    expect(VERDICT && settledBy([renamed])(REPORT, VERDICT)?.kind).toBe('mended');
  });

  it('closed, and its place renamed, of which the ledger heard late: the double that was found meanwhile says nothing', () => {
    const closed = line(found, { state: 'closed', at: '2026-12-20T10:00' });
    const called = { ...closed.entry, thing: { ...closed.entry.thing, site: '新名称' } };
    const double = line(found).entry;
    const younger = { ...double, number: 'shili-2026-0099', dropped: { since: '2026-12-22', why: 'double' as const } };
    const settling = settledBy([
      { ...closed, entry: called },
      { entry: younger, events: [] },
    ]);
    expect(VERDICT && settling(REPORT, VERDICT)?.kind).toBe('mended');
  });

  it('says nothing of another unit or another gap', () => {
    const settling = settledBy([line(found, { state: 'closed', at: '2026-12-20T10:00' })]);
    const other = reportOn(VERDICTS, { company: { ...SAMPLE.company, id: 'linshui' } });
    expect(VERDICT && settling(other, VERDICT)).toBeUndefined();
    expect(VERDICT && settling(REPORT, { ...VERDICT, gap: 'missing' })).toBeUndefined();
  });
});

describe('gongkai score --ledger', () => {
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'gongkai-score-ledger-'));
    await writeFile(path.join(home, 'report.json'), JSON.stringify(REPORT));
    const database = await openDatabase(path.join(home, 'q4/.gongkai/history.db'));
    recordRun(database, recordOf(REPORT), { recorded: '2026-11-20T01:00:00.000Z', patience: 3 });
    const take = (element: string, action: Action, given: object, recorded: string): void => {
      const entry = entriesOf(database, 'shancheng').find(
        ({ thing, gap }) => thing.element === element && thing.channel === 'portal' && gap !== 'wrong',
      );
      if (!entry) throw new Error(`the ledger has no ${element}`);
      // The audit of the day found it; staff mended it afterwards.
      const taken = advance({ ...entry, foundSinceSubmitted: false }, action, given, recorded.slice(0, 10));
      if ('refused' in taken) throw new Error(taken.refused.map(({ zh }) => zh).join());
      saveEntry(database, taken, { by: '乙', what: action, recorded });
    };
    take('1.2', 'submit', { rectifier: '甲', proof: '截图' }, '2026-12-01T01:00:00.000Z');
    take('1.2', 'close', { reviewer: '乙' }, '2026-12-02T01:00:00.000Z');
    take('5.1', 'dismiss', { approver: '丙', note: '申诉成立' }, '2026-12-03T01:00:00.000Z');
    database.close();
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  const score = async (...more: string[]) => {
    const ended = await gongkai(['score', path.join(home, 'report.json'), '--json', ...more]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { units } = JSON.parse(ended.stdout) as {
      units: { deductions: { item: string; marks: number; refunded?: number }[]; dismissed: { item: string }[] }[];
    };
    return units[0];
  };

  it('gives half of a deduction back for a gap closed in the quarter, and deducts nothing for one not upheld', async () => {
    const [plain, settled] = [await score(), await score('--ledger', path.join(home, 'q4'))];
    const at = (unit: typeof plain, item: string) => unit?.deductions.filter((one) => one.item === item);
    expect(at(plain, '5')).toMatchObject([{ marks: 5 }]);
    expect(at(settled, '5')).toEqual([]);
    expect(settled?.dismissed).toMatchObject([
      { item: '5', ledger: [expect.stringMatching(/^shancheng-2026-\d{4}$/)] },
    ]);
    expect(at(plain, '1')?.[0]).toMatchObject({ marks: 2 });
    expect(at(settled, '1')?.[0]).toMatchObject({ marks: 1, refunded: 1 });
  });

  it('says so on the terminal', async () => {
    const ledger = path.join(home, 'q4/.gongkai/history.db');
    const { stdout } = await gongkai(['score', path.join(home, 'report.json'), '--ledger', ledger], {
      env: { COLUMNS: '300' },
    });
    expect(stdout).toMatch(/扣 1 分：1\.2 .*；本季度内已销号（shancheng-2026-\d{4}），原扣 2 分，退回 1 分/);
    expect(stdout).toMatch(/不扣分：5\.1 .*，申诉成立、不予认定（shancheng-2026-\d{4}）/);
    expect(stdout).not.toContain('丙');
  });

  it('deducts for what was not upheld, went, and came back, until somebody decides anew, and says so', async () => {
    const database = await openDatabase(path.join(home, 'q4/.gongkai/history.db'));
    const nights = [VERDICTS.filter(({ element }) => element !== '5.1'), VERDICTS];
    const passed = VERDICTS.filter(({ element }) => element === '5.1').map(({ gap: _, ...one }) => ({
      ...one,
      outcome: 'passed' as const,
    }));
    const [gone, back] = ['2026-12-10', '2026-12-12'].map((asOf, at) => ({
      ...recordOf({ ...REPORT, asOf }),
      verdicts: [...(nights[at] ?? []), ...(at === 0 ? passed : [])],
    }));
    for (const record of [gone, back])
      if (record) recordRun(database, record, { recorded: `${record.asOf}T01:00:00.000Z`, patience: 3 });
    database.close();
    const later = path.join(home, 'later.json');
    await writeFile(later, JSON.stringify({ ...REPORT, asOf: '2026-12-12' }));
    const { stdout } = await gongkai(['score', later, '--ledger', path.join(home, 'q4')], { env: { COLUMNS: '300' } });
    expect(stdout).toMatch(/扣 5 分：5\.1 .*；曾不予认定（shancheng-2026-\d{4}），消失后又出现，没有再次认定，照扣/);
    expect(
      (await score('--ledger', path.join(home, 'q4')))?.dismissed,
      'the report of November as before',
    ).toHaveLength(1);
  });

  it('names the units of which no ledger was given', async () => {
    const other = path.join(home, 'linshui.json');
    await writeFile(
      other,
      JSON.stringify(reportOn(VERDICTS, { company: { ...SAMPLE.company, id: 'linshui', name: '国网邻水供电公司' } })),
    );
    const both = ['score', path.join(home, 'report.json'), other, '--ledger', path.join(home, 'q4')];
    const { stderr } = await gongkai(both);
    expect(stderr).toContain('没有以下单位的问题台账，其扣分未按销号和申诉核减：国网邻水供电公司。');
  });

  it('refuses what holds no ledger', async () => {
    const ended = await gongkai(['score', path.join(home, 'report.json'), '--ledger', path.join(home, 'none')]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('没有问题台账');
  });
});
