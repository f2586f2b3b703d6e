import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareWorkspace } from '../../support/bare-workspace.ts';
import { gongkai } from '../../support/gongkai.ts';

let home = '';
beforeAll(async () => {
  home = await bareWorkspace();
  const file = path.join(home, 'gongkai.yaml');
  await writeFile(
    file,
    `company: { id: shancheng, name: 国网山城供电公司, kind: branch, parent: 国网示范省电力公司 }
catalogue: chongqing
channels:
  portal: { sources: [{ snapshot: evidence/portal, captured: 2026-11-20, complete: true, base: 'http://www.shancheng.example/' }] }
records: { changes: records/changes.csv }
`,
  );
  await mkdir(path.join(home, 'records'), { recursive: true });
  await writeFile(
    path.join(home, 'records/changes.csv'),
    '\uFEFF事项,要素,变更日期,变更前,变更后\r\n1,1.2,2026-09-24,江北区松林路18号,渝中区滨江路66号\r\n',
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function night(day: string, address: string, published: string, ...more: string[]) {
  const page = `<title>供电企业基本情况</title><h1>供电企业基本情况</h1><p>发布时间：${published}</p><p>国网山城供电公司</p><p>办公地址：示范省山城市${address}</p>`;
  await writeFile(path.join(home, 'evidence/portal/index.html'), `<meta charset="utf-8">${page}`);
  return gongkai(['audit', home, '--as-of', day, '--format', 'json', '--since-last', ...more], {
    env: { GONGKAI_TEST_NOW: `${day}T02:00:00Z` },
  });
}

it('a page that is mended late is one story: it recovers, its lateness is told with it, and the night is not red', async () => {
  const late = '1.2/portal/change-2026-09-24/timeliness';
  expect((await night('2026-11-20', '江北区松林路18号', '2026-01-05')).code).toBe(1);
  const mended = await night('2026-11-21', '渝中区滨江路66号', '2026-10-19');
  expect(mended.stdout).toContain('新增 0，恶化 0，改善 0，恢复 1');
  expect(mended.stdout).toContain('[恢复] 1.2 办公地址 · 企业门户网站：内容错误/主体不符 → 合规');
  expect(mended.stdout).toContain(`内容已补上，但晚于期限：仍记更新不及时（逾期2个工作日），不另作新增（${late}）`);
  expect(mended.code).toBe(0);
  const news = JSON.parse((await night('2026-11-21', '渝中区滨江路66号', '2026-10-19', '--json')).stdout) as object;
  expect(news).toMatchObject({ changes: [{ kind: 'recovered', verdict: '1.2/portal/content', late: [late] }] });
});
