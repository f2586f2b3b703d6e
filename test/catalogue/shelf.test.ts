import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCalendar } from '../../src/catalogue/load-calendar.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';
import type { Catalogue } from '../../src/catalogue/rule.ts';
import { putOnShelf, type Shelf } from '../../src/catalogue/shelf.ts';
import { stockShelf } from '../../src/catalogue/stock-shelf.ts';

const RULES = path.resolve(import.meta.dirname, '../../rules');
let home = '';
let rules = '';
let shelf: Shelf & { readonly writable: string };

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-shelf-'));
  rules = path.join(home, 'rules');
  await cp(RULES, rules, { recursive: true });
  const writable = path.join(home, 'shelf');
  shelf = { build: 'b1', folders: [writable], writable };
});
afterEach(() => rm(home, { recursive: true, force: true }));

const file = (): string => path.join(shelf.writable, 'rules-chongqing.json');

async function load(on?: Shelf): Promise<Catalogue> {
  const result = await loadCatalogue(rules, 'chongqing', on);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.catalogue;
}

const plain = (catalogue: Catalogue): unknown => ({ ...catalogue, places: undefined });

/** Puts rules with another name on the shelf, sealed as our own, so that a test sees whether they are taken from there. */
async function shelveOther(on: Shelf): Promise<void> {
  const read = await readCatalogue([rules], 'chongqing');
  if ('problems' in read) throw new Error('unreadable');
  const value = { ...read.whole, name: { zh: '架上的', en: 'from the shelf' } };
  await putOnShelf(on, 'rules-chongqing', { layers: read.layers, value }, read.files);
}

describe('rules on the shelf', () => {
  it('are the rules as read from their files, every value and every place of them', async () => {
    const read = await load();
    expect(await stockShelf(rules, shelf)).toEqual([]);
    const taken = await load({ ...shelf, writable: path.join(home, 'never') });
    expect(plain(taken)).toStrictEqual(plain(read));
    // Digests of rules are made from their JSON, so even the order of keys is the same.
    expect(JSON.stringify(plain(taken))).toBe(JSON.stringify(plain(read)));
    const [before, after] = [await read.places(), await taken.places()];
    const paths = pathsIn([], { ...read, instruments: [], readings: [], places: undefined, digest: undefined });
    expect(paths.length).toBeGreaterThan(3_000);
    expect(paths.map(after)).toEqual(paths.map(before));
    expect(await readdir(home)).not.toContain('never');
  });

  it('are taken from there when nothing has changed', async () => {
    await shelveOther(shelf);
    expect((await load(shelf)).name.en).toBe('from the shelf');
  });

  it('are left there when another build made them', async () => {
    await shelveOther({ ...shelf, build: 'b0' });
    expect((await load(shelf)).name.en).not.toBe('from the shelf');
  });

  it('are read anew when one byte of one file differs, of the base too', async () => {
    await shelveOther(shelf);
    const base = path.join(rules, 'base/vocabulary.yaml');
    await writeFile(base, `${await readFile(base, 'utf8')}\n`);
    expect((await load(shelf)).name.en).not.toBe('from the shelf');
    expect(plain(await load(shelf))).toStrictEqual(plain(await load()));
  });

  it('are read anew when a file is added, taken away or renamed', async () => {
    await shelveOther(shelf);
    const items = path.join(rules, 'base/items');
    const [first = ''] = await readdir(items);
    await cp(path.join(items, first), path.join(items, `x-${first}`));
    await rm(path.join(items, first));
    expect((await load(shelf)).name.en).not.toBe('from the shelf');
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 7)],
    ['cut in its head', (bytes: Buffer) => bytes.subarray(0, 20)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in a word', (bytes: Buffer) => Buffer.from(bytes.toString().replace('from the shelf', 'from the thief'))],
    ['something else', () => Buffer.from('[]\n{}')],
    ['not text', () => Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xff])],
  ])('are never taken from a file that is %s, which is then put right', async (_, damage) => {
    await shelveOther(shelf);
    await writeFile(file(), damage(await readFile(file())));
    const truth = plain(await load());
    expect(plain(await load(shelf))).toStrictEqual(truth);
    expect(plain(await load({ build: shelf.build, folders: shelf.folders }))).toStrictEqual(truth);
  });

  it('are whole when many runs put them there at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => load(shelf)));
    expect(await readdir(shelf.writable)).toEqual(['rules-chongqing.json']);
    expect(plain(await load({ build: shelf.build, folders: shelf.folders }))).toStrictEqual(plain(await load()));
  });

  it('are read from their files where nothing can be written', async () => {
    await writeFile(path.join(home, 'taken'), '');
    const blocked = path.join(home, 'taken/shelf');
    expect(plain(await load({ ...shelf, folders: [blocked], writable: blocked }))).toStrictEqual(plain(await load()));
  });

  it("are a company's own where it has rules of the same name", async () => {
    await shelveOther(shelf);
    const own = path.join(home, 'own');
    await mkdir(path.join(own, 'chongqing'), { recursive: true });
    await writeFile(
      path.join(own, 'chongqing/catalogue.yaml'),
      'id: chongqing\nname: { zh: 自己的, en: its own }\nextends: base\n',
    );
    const result = await loadCatalogue([own, rules], 'chongqing', shelf);
    expect('catalogue' in result && result.catalogue.name.en).toBe('its own');
  });
});

describe('holidays on the shelf', () => {
  it('are those of the files, and those of a changed file once it is changed', async () => {
    const days = ['2025-10-01', '2026-02-28', '2026-05-09', '2024-12-31'];
    const read = await loadCalendar(rules);
    await loadCalendar(rules, shelf);
    const taken = await loadCalendar(rules, shelf);
    if ('problems' in read || 'problems' in taken) throw new Error('unreadable');
    expect(taken.digest).toBe(read.digest);
    expect(taken.calendar.digest).toBe(read.calendar.digest);
    expect(taken.calendar.years).toEqual(read.calendar.years);
    expect(days.map(taken.calendar.dayStatus)).toEqual(days.map(read.calendar.dayStatus));
    await rm(path.join(rules, 'calendar/2026.yaml'));
    const fewer = await loadCalendar(rules, shelf);
    expect('calendar' in fewer && fewer.calendar.dayStatus('2026-05-09')).toEqual({ kind: 'no-calendar', year: 2026 });
  });
});

type Path = readonly (string | number)[];

function pathsIn(at: Path, value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, one]) => pathsIn([...at, Array.isArray(value) ? Number(key) : key], one)),
  ];
}
