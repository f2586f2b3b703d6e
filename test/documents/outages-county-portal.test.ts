import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leadDays, noticesOf } from '../../src/documents/outages/merge.ts';
import type { Document } from '../../src/documents/document.ts';
import type { Company } from '../../src/workspace/workspace.ts';
import { readShared, shared } from './page.ts';

const FOLDER = 'realdata/html/zhecheng_gov_mirror';
const BASE = 'http://county.example/';
const present = existsSync(shared(FOLDER));
if (!present) process.stdout.write('skipped: the stored county portal is not here\n');

/** The county's own supply company, by the signature of its one stored notice: no real company is named in the project. */
const signed = present ? readFileSync(shared(`${FOLDER}/xxgk/xxgkml/gsgg/2018-07-11/5857.html`), 'utf8') : '';
const name = /国网\p{Script=Han}{2,4}县供电公司/u.exec(signed)?.[0] ?? '';
const COMPANY: Company = { id: 'county', name, aliases: [], kind: 'county' };

/** Read off the list pages by eye: from, to, the day beside the entry, and the days between posting and start. */
const EXPECTED: readonly (readonly [start: string, end: string, posted: string, lead: number])[] = [
  ['2017-08-18', '2017-08-31', '2017-08-16', 2],
  ['2017-08-26', '2017-08-27', '2017-08-21', 5],
  ['2017-09-01', '2017-09-07', '2017-08-29', 3],
  ['2017-09-08', '2017-09-14', '2017-09-01', 7],
  ['2017-09-15', '2017-09-21', '2017-09-08', 7],
  ['2017-11-23', '', '2017-11-22', 1],
  ['2017-12-03', '2017-12-05', '2017-11-30', 3],
  ['2017-12-03', '2017-12-09', '2017-11-28', 5],
  ['2017-12-09', '2017-12-23', '2017-12-07', 2],
  ['2017-12-10', '2017-12-16', '2017-11-30', 10],
  // Listed under four ids, on 14 and again on 21 December.
  ['2017-12-24', '2017-12-31', '2017-12-14', 10],
  ['2018-01-03', '2018-01-07', '2018-01-03', 0],
  // Printed 2018年01月08号-2017年01月14号.
  ['2018-01-08', '2018-01-14', '2018-01-05', 3],
  ['2018-01-15', '2018-01-21', '2018-01-09', 6],
  ['2018-01-22', '2018-01-31', '2018-01-18', 4],
  ['2018-02-01', '2018-02-07', '2018-01-29', 3],
  ['2018-03-03', '2018-03-09', '2018-03-02', 1],
  ['2018-03-10', '2018-03-18', '2018-03-06', 4],
  ['2018-03-26', '2018-03-28', '2018-03-21', 5],
  ['2018-03-29', '2018-03-30', '2018-03-29', 0],
  ['2018-04-01', '2018-04-08', '2018-03-29', 3],
  ['2018-04-09', '2018-04-15', '2018-04-08', 1],
  ['2018-04-16', '2018-04-22', '2018-04-12', 4],
  ['2018-04-23', '2018-04-27', '2018-04-20', 3],
  ['2018-04-25', '', '2018-04-24', 1],
  ['2018-05-01', '2018-05-06', '2018-04-24', 7],
  ['2018-05-07', '2018-05-13', '2018-05-03', 4],
  ['2018-05-14', '2018-05-19', '2018-05-10', 4],
  ['2018-05-19', '', '2018-05-18', 1],
  ['2018-05-21', '2018-05-29', '2018-05-18', 3],
  ['2018-06-02', '', '2018-06-01', 1],
  // Its article was stored too, with the hours.
  ['2018-06-28', '2018-06-28', '2018-06-26', 2],
];

describe.skipIf(!present)('the stored county portal', () => {
  const pages = present
    ? readdirSync(shared(FOLDER), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.html'))
        .sort()
        .map((path) => readPageAt(path))
    : [];
  const at = (path: string): Document | undefined => pages.find(({ capture }) => capture.url === BASE + path);
  const ours = pages.filter(({ identity }) => identity === 'ours');
  const notices = noticesOf(ours);

  it('shows each outage notice once, with its lead time', () => {
    const table = notices.map((one) => [one.start ?? '', one.end ?? '', one.posted?.date ?? '', leadDays(one)]);
    const order = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => row.join(' ')).sort();
    expect(order(table)).toEqual(order(EXPECTED));
  });

  it('gives every notice a key of its own', () => {
    expect(new Set(notices.map(({ key }) => key)).size).toBe(EXPECTED.length);
  });

  it('reads the one article that was stored', () => {
    const [article, ...others] = notices.filter(({ from }) => from === 'article');
    expect(others).toEqual([]);
    expect(article).toMatchObject({
      startTime: '07:00',
      endTime: '20:30',
      kind: 'planned',
    });
    expect(article?.area?.value).toMatch(/^\p{Script=Han}{2}全停$/u);
    expect(article?.line).toBeUndefined();
  });

  it("takes as the company's only what the company published", () => {
    const published = ours
      .filter(({ attribution }) => attribution !== 'kind')
      .map(({ capture }) => capture.url.slice(BASE.length));
    expect(published.sort()).toEqual([
      'xxgk/xxgkml/gsgg/2018-07-11/5857.html',
      'xxgk/xxgkml/gsgg/2018-07-11/6163.html',
      'xxgk/xxgknb/bmnb/2018-07-12/7482.html',
    ]);
  });

  it('takes nothing from the county, whatever its pages say about power', () => {
    const paths = [
      'xxgk/xxgkz/2018-06-30/254.html',
      'ywdt/zcyw/2018-07-27/10364.html',
      'xxgk/zdly/jgsf/index.html',
      'xxgk/xxgknb/bmnb/2018-07-12/7490.html',
    ];
    expect(paths.map((path) => at(path)?.identity)).toEqual(paths.map(() => 'unrelated'));
  });

  it('calls none of its pages hijacked', () => {
    expect(pages.filter(({ identity }) => identity === 'suspicious').map(({ capture }) => capture.url)).toEqual([]);
  });
});

function readPageAt(path: string): Document {
  return readShared(`${FOLDER}/${path}`, {
    url: BASE + path,
    company: COMPANY,
    source: { operator: '县人民政府' },
    capturedAt: '2018-07-27T16:00:00Z',
  });
}
