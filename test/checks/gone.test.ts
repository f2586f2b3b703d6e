import { describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { faultServer, page } from '../support/fault-server.ts';
import { framed } from '../support/framed-page.ts';
import { loadLaw } from '../support/law.ts';
import { liveRun } from '../support/live-run.ts';
import { workspaceOf } from '../support/road-fault.ts';

const HOME = framed(
  '国网山城供电公司',
  `<h1>信息公开</h1>${'<p>欢迎访问本网站，各栏目内容请从上方菜单进入查看。</p>'.repeat(20)}`,
);
const EMPTY = framed('栏目', '<p>暂无内容</p>');
const FACTS = framed(
  '公司概况',
  `<h1>公司概况</h1><p>企业性质：国有企业，国网示范省电力公司分公司。</p>${'<p>公司承担全市城乡居民和企业的供电服务任务，下设多个部门和供电所。</p>'.repeat(10)}`,
);

/** The verdict on the company's legal nature (1.1), where the column on basic facts is answered so. */
async function natureBy(column: string, status: number): Promise<Verdict | undefined> {
  const server = await faultServer((path) => {
    if (path === '/') return page(HOME);
    if (path === '/col0/') return page(column, { status });
    return /^\/col\d/.test(path) ? page(EMPTY.replace('暂无', `${path} 暂无`)) : undefined;
  });
  try {
    const url = `${server.origin}/`;
    const { bundle } = await liveRun(url);
    const law = await loadLaw('chongqing');
    const sitting = {
      law,
      workspace: workspaceOf({ url, hosts: [], landmarks: [] }),
      asOf: '2026-11-20',
      version: 'test',
    };
    const { verdicts } = await check(bundle, sitting);
    return verdicts.find(({ id }) => id === '1.1/portal/content');
  } finally {
    await server.close();
  }
}

describe('a column that the server calls not there', () => {
  it('and sends whole is left to a person: people see it in their browsers', async () => {
    expect(await natureBy(FACTS, 200)).toMatchObject({ outcome: 'passed' });
    expect(await natureBy(FACTS, 404)).toMatchObject({ outcome: 'cantTell', reason: 'needs-person' });
    expect(await natureBy(FACTS, 410)).toMatchObject({ outcome: 'cantTell', reason: 'needs-person' });
  });

  it.each([
    [
      'with the word that it is not there, within the frame of the site',
      framed('404', '<p>抱歉，您访问的页面不存在</p>'),
    ],
    ['with the home page', HOME],
    ['with hardly a word', EMPTY],
    ['with no frame at all', '<html><title>404 Not Found</title><center><h1>404 Not Found</h1></center></html>'],
    ['under another name', FACTS.replaceAll('国网山城供电公司', '某某网站').replaceAll('国网示范省', '某省')],
  ])('is not there where it comes %s', async (_, column) => {
    expect(await natureBy(column, 404)).toMatchObject({ outcome: 'failed', gap: 'missing' });
  });
});
