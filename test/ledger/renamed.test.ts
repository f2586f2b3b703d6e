import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import { caseSchema } from '../../src/cases/case-file.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { recordOf } from '../../src/commands/history.ts';
import { openDatabase, type Database } from '../../src/ledger/database.ts';
import { entriesOf, eventsOf } from '../../src/ledger/entries.ts';
import { historyBefore } from '../../src/ledger/observed.ts';
import { recordRun } from '../../src/ledger/record-run.ts';
import { renamings } from '../../src/ledger/renamed.ts';
import { placesOf } from '../../src/workspace/places.ts';
import { loadLaw } from '../support/law.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-renamed-'));
  database = await openDatabase(path.join(folder, 'history.db'));
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

/** What hangs in a hall: its own notice, which lacks the address, and the hotline that hangs in all of them. */
const SOUTH = { '/south/1.html': '<h1>供电企业基本情况</h1><p>企业性质：国有企业</p><p>南岸</p>' };
const CENTRE = { '/centre/1.html': '<h1>供电企业基本情况</h1><p>企业性质：国有企业</p><p>中心</p>' };
const POSTER = { '/posters/95598.html': '<h1>供电服务热线</h1><p>供电服务热线：95598</p>' };

type Halls = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Audits the halls on one night and takes it into the history, as a nightly job does. */
async function audit(day: string, halls: Halls) {
  const file = caseSchema.parse({
    title: '营业厅更名',
    as_of: day,
    channels: {
      hall: Object.entries(halls).map(([site, pages]) => ({
        ...{ site, layout: 'bare', captured: day },
        pages: { ...pages, ...POSTER },
      })),
    },
    expect: [{ verdict: '**', outcome: 'passed' }],
  });
  const { bundle, sitting } = openCase(file, await loadLaw('chongqing'));
  const places = placesOf(sitting.workspace, 'hall').map(({ site }) => ({ channel: 'hall' as const, site }));
  const history = historyBefore(database, 'shancheng', day, {
    places,
    captures: bundle.captures.map(({ id, sha256 }) => ({ id, sha256 })),
  });
  const report = await check(bundle, { ...sitting, ...(history && { history }) });
  return { history, ...recordRun(database, recordOf(report), { recorded: `${day}T18:00:00Z`, patience: 3 }) };
}

const address = () => entriesOf(database, 'shancheng').filter(({ thing }) => thing.element === '1.2');
const where = () => address().map(({ thing, number, gone, dropped }) => [thing.site, number, gone, dropped?.why]);

describe('a hall that bears another name in the workspace and shows what it showed', () => {
  it('is the same hall: nothing is new, and its gaps go on under their numbers', async () => {
    await audit('2026-11-18', { 中心营业厅: CENTRE, 南岸营业厅: SOUTH });
    const before = where();
    const { changes, dropped, renamed } = await audit('2026-11-19', { 中心营业厅: CENTRE, 南岸供电营业厅: SOUTH });
    expect(changes).toEqual([]);
    expect(dropped).toEqual([]);
    expect(renamed).toEqual([{ channel: 'hall', before: '南岸营业厅', after: '南岸供电营业厅' }]);
    expect(where()).toEqual([before[0], ['南岸供电营业厅', ...(before[1] ?? []).slice(1)]]);
    const [, south] = address();
    expect(south?.described.place.zh).toContain('南岸供电营业厅');
    expect(eventsOf(database, south?.number ?? '').map(({ what }) => what)).toEqual(['found', 'renamed']);
  });

  it('what earlier nights saw there, they saw there still, on the night of the new name and on later ones', async () => {
    await audit('2026-11-17', { 南岸营业厅: SOUTH });
    await audit('2026-11-18', {
      南岸营业厅: { '/south/1.html': `${SOUTH['/south/1.html']}<p>办公地址：松林路18号</p>` },
    });
    for (const day of ['2026-11-19', '2026-11-20']) {
      const { history } = await audit(day, { 南岸供电营业厅: SOUTH });
      expect(history?.of('1.2/hall@南岸供电营业厅/content').length).toBeGreaterThan(1);
      expect(history?.of('1.2/hall@南岸营业厅/content')).toEqual([]);
    }
  });

  it('takes its old name back as the same hall', async () => {
    await audit('2026-11-18', { 南岸营业厅: SOUTH });
    const before = where();
    await audit('2026-11-19', { 南岸供电营业厅: SOUTH });
    const { changes } = await audit('2026-11-20', { 南岸营业厅: SOUTH });
    expect(changes).toEqual([]);
    expect(where()).toEqual(before);
  });
});

describe('a hall that is closed, and one that is opened', () => {
  it('are two, though posters are the same in all halls', async () => {
    await audit('2026-11-18', { 中心营业厅: CENTRE, 南岸营业厅: SOUTH });
    const west = { '/west/1.html': '<h1>供电企业基本情况</h1><p>企业性质：国有企业</p><p>西城</p>' };
    const { changes, dropped, renamed } = await audit('2026-11-19', { 中心营业厅: CENTRE, 西城营业厅: west });
    expect(renamed).toEqual([]);
    expect(dropped.map(({ id }) => id)).toContain('1.2/hall@南岸营业厅/content');
    const [opened] = changes.filter(({ after: { id } }) => id === '1.2/hall@西城营业厅/content');
    expect(opened).toMatchObject({ kind: 'new', causes: ['added', 'declared'] });
    expect(where().map(([site, , , why]) => [site, why])).toEqual([
      ['中心营业厅', undefined],
      ['南岸营业厅', 'place'],
      ['西城营业厅', undefined],
    ]);
  });

  it('the lines of a closed hall are told to be audited no more, and go on when it opens again', async () => {
    const both = { 中心营业厅: CENTRE, 南岸营业厅: SOUTH };
    await audit('2026-11-18', both);
    const before = where();
    const closed = await audit('2026-11-19', { 中心营业厅: CENTRE });
    expect(closed.entries.dropped).toContain(before[1]?.[1]);
    expect((await audit('2026-11-20', { 中心营业厅: CENTRE })).entries.dropped).toEqual([]);
    const opened = await audit('2026-11-21', both);
    expect(opened.entries.resumed).toContain(before[1]?.[1]);
    const [news] = opened.changes.filter(({ after: { id } }) => id === '1.2/hall@南岸营业厅/content');
    expect(news).toMatchObject({ kind: 'new', causes: ['added', 'declared'] });
    expect(where()).toEqual(before);
  });
});

describe('a place is known again', () => {
  const seen = (site: string, ...files: readonly string[]) => ({
    places: [{ channel: 'hall' as const, site }],
    captures: files.map((sha256, at) => ({ id: `hall@${site}:snapshot:${at}.jpg`, sha256 })),
  });
  const called = [{ channel: 'hall', before: '南岸营业厅', after: '南岸供电营业厅' }];

  it.each([
    ['by its photographs, with the new sign beside them', ['a', 'b', 'c'], ['a', 'b', 'c', 'sign'], called],
    ['not by one photograph of many', ['a', 'b', 'c'], ['a', 'x', 'y'], []],
    ['not where nothing was handed in', [], [], []],
  ])('%s', (_, before, after, expected) => {
    expect(renamings(seen('南岸营业厅', ...before), seen('南岸供电营业厅', ...after))).toEqual(expected);
  });

  it('on the web by the address of its page, whatever the page says today', () => {
    const page = (site: string, sha256: string) => ({
      places: [{ channel: 'hall' as const, site }],
      captures: [{ id: `hall@${site}:https://nanan.example/yyt/`, sha256 }],
    });
    expect(renamings(page('南岸营业厅', 'a'), page('南岸供电营业厅', 'b'))).toEqual(called);
  });
});
