import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import { caseSchema } from '../../src/cases/case-file.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { recordOf } from '../../src/commands/history.ts';
import { openDatabase, type Database } from '../../src/ledger/database.ts';
import { entriesOf, eventsOf, saveEntry } from '../../src/ledger/entries.ts';
import { historyBefore } from '../../src/ledger/observed.ts';
import { recordRun } from '../../src/ledger/record-run.ts';
import { renamings } from '../../src/ledger/renamed.ts';
import { formerNames } from '../../src/workspace/former-names.ts';
import { placesOf } from '../../src/workspace/places.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
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
/** New photographs of everything; a hall that was rebuilt shows nothing that it showed. */
const REBUILT = { '/new/1.html': '<h1>供电企业基本情况</h1><p>企业性质：国有企业</p><p>南岸新厅</p>' };
const POSTER = { '/posters/95598.html': '<h1>供电服务热线</h1><p>供电服务热线：95598</p>' };

const WRITTEN = { by: '经办', what: 'edit', recorded: '2026-11-18T20:00:00Z' };

type Halls = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Audits the halls on one night and takes it into the history, as a nightly job does. */
async function audit(day: string, halls: Halls, formerly: Readonly<Record<string, readonly string[]>> = {}) {
  const file = caseSchema.parse({
    title: '营业厅更名',
    as_of: day,
    channels: {
      hall: Object.entries(halls).map(([site, pages]) => ({
        ...{ ...(site !== '' && { site }), layout: 'bare', captured: day },
        pages: { ...pages, ...POSTER },
      })),
    },
    expect: [{ verdict: '**', outcome: 'passed' }],
  });
  const { bundle, sitting } = openCase(file, await loadLaw('chongqing'));
  const workspace = saying(formerly, sitting.workspace);
  const places = placesOf(workspace, 'hall').map(({ site }) => ({ channel: 'hall' as const, site }));
  const history = historyBefore(database, 'shancheng', day, {
    places,
    captures: bundle.captures.map(({ id, sha256 }) => ({ id, sha256 })),
    formerly: formerNames(workspace),
  });
  const report = await check(bundle, { ...sitting, workspace, ...(history && { history }) });
  return { report, history, ...recordRun(database, recordOf(report), { recorded: `${day}T18:00:00Z`, patience: 3 }) };
}

/** The workspace with `formerly` at the halls that it names. */
function saying(formerly: Readonly<Record<string, readonly string[]>>, workspace: Workspace): Workspace {
  const { hall } = workspace.channels;
  if (hall === undefined || hall === 'none' || !('sites' in hall)) return workspace;
  const sites = hall.sites.map((site) => {
    const names = formerly[site.name];
    return names ? { ...site, formerly: [...names] } : site;
  });
  return { ...workspace, channels: { ...workspace.channels, hall: { sites } } };
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

describe('a hall of which gongkai.yaml says what it was called', () => {
  const numbers = (): Partial<Record<string, string>> =>
    Object.fromEntries(address().map(({ thing, number }): [string, string] => [thing.site ?? '', number]));

  it('goes on under its new name though nothing that it shows is the same', async () => {
    await audit('2026-11-18', { 中心营业厅: CENTRE, 南岸营业厅: SOUTH });
    const before = numbers();
    const halls = { 中心营业厅: CENTRE, 滨江营业厅: REBUILT };
    const { changes, dropped, renamed } = await audit('2026-11-19', halls, { 滨江营业厅: ['南岸营业厅'] });
    expect([changes, dropped]).toEqual([[], []]);
    expect(renamed).toEqual([{ channel: 'hall', before: '南岸营业厅', after: '滨江营业厅', declared: true }]);
    expect(numbers()).toEqual({ 中心营业厅: before['中心营业厅'], 滨江营业厅: before['南岸营业厅'] });
    const next = await audit('2026-11-20', halls, { 滨江营业厅: ['南岸营业厅'] });
    expect([next.changes, next.dropped, next.renamed]).toEqual([[], [], []]);
  });

  it('goes on also where that is written some nights later: the line of the old name, with what staff wrote, is the one', async () => {
    await audit('2026-11-18', { 南岸营业厅: SOUTH });
    const [old] = address();
    if (!old) throw new Error('no line');
    saveEntry(database, { ...old, handling: { ...old.handling, rectifier: '经办甲' } }, WRITTEN);
    await audit('2026-11-19', { 滨江营业厅: REBUILT });
    const { changes, entries, history } = await audit(
      '2026-11-20',
      { 滨江营业厅: REBUILT },
      { 滨江营业厅: ['南岸营业厅'] },
    );
    expect(changes).toEqual([]);
    expect(entries.resumed).toContain(old.number);
    expect(numbers()['滨江营业厅']).toBe(old.number);
    const line = address().find(({ number }) => number === old.number);
    expect(line).toMatchObject({ found: '2026-11-18', handling: { rectifier: '经办甲' } });
    expect(line?.dropped).toBeUndefined();
    const double = address().find(({ number }) => number !== old.number);
    expect(double?.dropped).toEqual({ since: '2026-11-20', why: 'double' });
    expect(history?.of('1.2/hall@滨江营业厅/content').map(({ first }) => first)).toEqual(['2026-11-18', '2026-11-19']);
    const next = await audit('2026-11-21', { 滨江营业厅: REBUILT }, { 滨江营业厅: ['南岸营业厅'] });
    expect([next.changes, next.renamed]).toEqual([[], []]);
    expect(numbers()['滨江营业厅']).toBe(old.number);
  });

  it('written later: a line of the new name in which staff wrote keeps its place', async () => {
    await audit('2026-11-18', { 南岸营业厅: SOUTH });
    await audit('2026-11-19', { 滨江营业厅: REBUILT });
    const young = address().find(({ thing }) => thing.site === '滨江营业厅');
    if (!young) throw new Error('no line');
    saveEntry(database, { ...young, handling: { ...young.handling, rectifier: '经办乙' } }, WRITTEN);
    await audit('2026-11-20', { 滨江营业厅: REBUILT }, { 滨江营业厅: ['南岸营业厅'] });
    expect(numbers()['滨江营业厅']).toBe(young.number);
  });

  it('exchanges its name with another once, and not again every night', async () => {
    const nature = { '/centre/1.html': '<h1>供电企业基本情况</h1><p>办公地址：松林路18号</p><p>中心</p>' };
    await audit('2026-11-18', { 东城营业厅: nature, 西城营业厅: SOUTH });
    const lines = () =>
      entriesOf(database, 'shancheng')
        .filter(({ thing }) => ['1.1', '1.2'].includes(thing.element))
        .map(({ number, thing, dropped }) => [number, thing.element, thing.site, dropped]);
    const [first, second] = lines();
    const swapped = { 东城营业厅: SOUTH, 西城营业厅: nature };
    const say = { 东城营业厅: ['西城营业厅'], 西城营业厅: ['东城营业厅'] };
    for (const day of ['2026-11-19', '2026-11-20']) {
      const { changes, dropped, entries } = await audit(day, swapped, say);
      expect([changes, dropped, entries.gone, entries.found]).toEqual([[], [], [], []]);
      expect(lines()).toEqual([
        [first?.[0], '1.1', '西城营业厅', undefined],
        [second?.[0], '1.2', '东城营业厅', undefined],
      ]);
    }
  });

  it('leaves its name to a new hall, whose gaps are its own', async () => {
    await audit('2026-11-18', { 南岸营业厅: SOUTH });
    const before = numbers();
    const halls = { 南岸老营业厅: SOUTH, 南岸营业厅: REBUILT };
    const { changes, renamed } = await audit('2026-11-19', halls, { 南岸老营业厅: ['南岸营业厅'], 南岸营业厅: [] });
    expect(renamed.map(({ after }) => after)).toEqual(['南岸老营业厅']);
    expect(numbers()['南岸老营业厅']).toBe(before['南岸营业厅']);
    const news = changes.filter(({ after }) => after.element === '1.2').map(({ kind, after }) => [kind, after.site]);
    expect(news).toEqual([['new', '南岸营业厅']]);
  });

  it('is told between two reports as well', async () => {
    const before = await audit('2026-11-18', { 南岸营业厅: SOUTH });
    const after = await audit('2026-11-19', { 滨江营业厅: REBUILT }, { 滨江营业厅: ['南岸营业厅'] });
    const seen = ({ report }: typeof before) => {
      const { verdicts: places, captures, formerly } = recordOf(report);
      return { places, captures, formerly };
    };
    expect(renamings(seen(before), seen(after))).toMatchObject([{ before: '南岸营业厅', after: '滨江营业厅' }]);
    expect(renamings(seen(after), seen(after))).toEqual([]);
  });
});

describe('a hall that was written without a name, as hall: { sources }', () => {
  it('and then under sites is the same hall, whatever it shows that day, and back again', async () => {
    await audit('2026-11-18', { '': SOUTH });
    const [[, number]] = where() as [[string, string]];
    const named = await audit('2026-11-19', { 南岸营业厅: REBUILT });
    expect(named.changes).toEqual([]);
    expect(named.dropped).toEqual([]);
    expect(named.renamed).toEqual([{ channel: 'hall', before: '', after: '南岸营业厅' }]);
    expect(where()).toEqual([['南岸营业厅', number, '', undefined]]);
    expect(address()[0]?.described.place.zh).toBe('供电营业厅（南岸营业厅）');
    const unnamed = await audit('2026-11-20', { '': SOUTH });
    expect(unnamed.changes).toEqual([]);
    expect(where()).toEqual([[undefined, number, '', undefined]]);
  });

  it('is the one of several halls that shows what it showed, and none of them where none does', async () => {
    await audit('2026-11-18', { '': SOUTH });
    const two = await audit('2026-11-19', { 中心营业厅: CENTRE, 南岸营业厅: SOUTH });
    expect(two.renamed).toEqual([{ channel: 'hall', before: '', after: '南岸营业厅' }]);
    expect(two.changes.map(({ after: { site } }) => site)).not.toContain('南岸营业厅');
    const one = await audit('2026-11-20', { '': REBUILT });
    expect(one.renamed).toEqual([]);
  });
});

describe('a hall that got its new name between two audits of a day', () => {
  it('is compared with itself on the day before', async () => {
    await audit('2026-11-18', { 中心营业厅: CENTRE, 南岸营业厅: SOUTH });
    await audit('2026-11-19', { 中心营业厅: CENTRE, 南岸营业厅: SOUTH });
    for (const time of ['once', 'and again']) {
      const { changes, withinDay, dropped, renamed } = await audit('2026-11-19', {
        中心营业厅: CENTRE,
        南岸供电营业厅: SOUTH,
      });
      expect([changes, withinDay, dropped], time).toEqual([[], [], []]);
      expect(renamed).toMatchObject([{ before: '南岸营业厅', after: '南岸供电营业厅' }]);
    }
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

  it.each([
    ['with another space', '南岸 营业厅'],
    ['with the other kind of brackets', '南岸营业厅（A区）'],
  ])('by a name that looks the same on paper, %s', (_, written) => {
    const plain = written.normalize('NFKC').replaceAll(' ', '');
    expect(renamings(seen(plain, 'a'), seen(written, 'b'))).toEqual([
      { channel: 'hall', before: plain, after: written },
    ]);
  });

  it('on the web by the address of its page, whatever the page says today', () => {
    const page = (site: string, sha256: string) => ({
      places: [{ channel: 'hall' as const, site }],
      captures: [{ id: `hall@${site}:https://nanan.example/yyt/`, sha256 }],
    });
    expect(renamings(page('南岸营业厅', 'a'), page('南岸供电营业厅', 'b'))).toEqual(called);
  });
});
