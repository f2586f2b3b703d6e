import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import { caseSchema } from '../../src/cases/case-file.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { recordOf } from '../../src/commands/history.ts';
import { openDatabase, type Database } from '../../src/ledger/database.ts';
import { historyBefore } from '../../src/ledger/observed.ts';
import { recordRun } from '../../src/ledger/record-run.ts';
import { loadLaw } from '../support/law.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-in-part-'));
  database = await openDatabase(path.join(folder, 'history.db'));
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

const HEAD = '<tr><th>营业厅名称</th><th>地址</th><th>营业时间</th></tr>';
const hall = (name: string, address: string) =>
  `<table>${HEAD}<tr><td>${name}</td><td>${address}</td><td>9:00-17:00</td></tr></table>`;
const column = { column: '供电企业基本情况', title: '营业场所' };
const FIRST = {
  ...column,
  body: `${hall('中心营业厅', '松林路18号')}<p><a href="/xxgk/jbqk/2.html">营业场所 下一页</a></p>`,
};

/** One night: the list of halls goes on on a second page, which shows another address or was not answered. */
async function audit(day: string, second: string | undefined, changedOn?: string) {
  const next = second === undefined ? { fault: 'timeout' } : { ...column, body: hall('南岸营业厅', second) };
  const changes = changedOn === undefined ? [] : [{ subject: '1.3', on: changedOn, before: '', after: '' }];
  const file = caseSchema.parse({
    title: '营业厅清单缺页',
    as_of: day,
    channels: { portal: { captured: day, pages: { '/xxgk/jbqk/': FIRST, '/xxgk/jbqk/2.html': next } } },
    records: { changes },
    expect: [{ verdict: '**', outcome: 'passed' }],
  });
  const { bundle, sitting } = openCase(file, await loadLaw('chongqing'));
  const history = historyBefore(database, 'shancheng', day);
  const report = await check(bundle, { ...sitting, ...(history && { history }) });
  const { changes: news } = recordRun(database, recordOf(report), { recorded: `${day}T18:00:00Z`, patience: 3 });
  const clock = report.verdicts.find(
    ({ element, channel, aspect }) => element === '1.3' && channel === 'portal' && aspect === 'timeliness',
  );
  return { outcome: clock?.outcome, says: clock?.says.map(({ zh }) => zh).join() ?? '', news };
}

describe('a list of halls of which one night could not read the next page', () => {
  it('did not change for that: a change that is registered is not late by it', async () => {
    await audit('2026-11-17', undefined, '2026-09-24');
    const { outcome, news } = await audit('2026-11-18', '滨江路66号', '2026-09-24');
    expect(outcome).toBe('cantTell');
    expect(news.filter(({ kind }) => kind === 'new')).toEqual([]);
  });

  it.each([
    ['on the night itself', '滨江路66号', undefined],
    ['on the night after', undefined, '滨江路66号'],
  ])('nor is anybody asked to register a change, %s', async (_, before, after) => {
    await audit('2026-11-17', before);
    expect((await audit('2026-11-18', after)).says).toBe('未登记变更，内容的新旧不能说明更新是否及时');
  });

  it('what did change on it is told all the same, of the nights that read it', async () => {
    await audit('2026-11-16', '滨江路66号');
    await audit('2026-11-17', undefined);
    const { says } = await audit('2026-11-18', '滨江路88号');
    expect(says).toContain('历次核查看到内容在 2026-11-16 之后、2026-11-18 及以前发生变化');
  });
});
