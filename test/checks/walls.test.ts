import { describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { faultServer, page } from '../support/fault-server.ts';
import { framed, html, menu } from '../support/framed-page.ts';
import { loadLaw } from '../support/law.ts';
import { liveRun } from '../support/live-run.ts';
import { workspaceOf } from '../support/road-fault.ts';

/** What a portal that answers so comes to: the content verdicts of its channel. */
async function verdictsOf(answer: (path: string) => string | undefined): Promise<Verdict[]> {
  const server = await faultServer((path) => {
    const body = answer(path);
    return body === undefined ? undefined : page(body);
  });
  try {
    const url = `${server.origin}/`;
    const { bundle } = await liveRun(url);
    const source = { url, hosts: [], landmarks: [] };
    const law = await loadLaw('chongqing');
    const sitting = { law, workspace: workspaceOf(source), asOf: '2026-11-20', version: 'test' };
    const { verdicts } = await check(bundle, sitting);
    return verdicts.filter(({ channel, aspect }) => channel === 'portal' && aspect === 'content');
  } finally {
    await server.close();
  }
}

const claims = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap(({ id, outcome, gap }) =>
    outcome === 'passed' || outcome === 'failed' ? [[id, outcome, gap].filter(Boolean).join(' ')] : [],
  );
const reasons = (verdicts: readonly Verdict[]): unknown[] => [
  ...new Set(verdicts.flatMap(({ reason }) => (reason === undefined || reason === 'needs-person' ? [] : [reason]))),
];

const SIGN_IN = html(
  '上网认证',
  '<h1>欢迎使用办公网络</h1><form><input name="id"><input type="password"></form><p>请输入工号和密码后上网</p>',
);
const GUESTS = html(
  '无线网络接入',
  '<p>国网山城供电公司访客网络</p><form><input name="phone"></form><p>服务热线 95598　能源监管热线 12398</p>',
);
const FIREWALL = html('提示信息', '<p>非法操作！您的行为已被记录。</p>');

describe('a portal of which every address shows one page that is not its own', () => {
  it.each([
    ['the sign-in page of an office network', SIGN_IN],
    ['the sign-in page of guests, with the company and its hotlines', GUESTS],
    ['a firewall that no list knows', FIREWALL],
    ['the default page of a server', html('Welcome to nginx!', '<h1>Welcome to nginx!</h1><p>It works.</p>')],
    ['the word that the site is not registered', html('网站暂时无法访问', '<h1>该网站未备案，暂时无法访问</h1>')],
    ['a frame from elsewhere', '<html><frameset><frame src="http://192.0.2.1/x.html"></frameset></html>'],
    ['the way to elsewhere', '<html><meta http-equiv="refresh" content="0;url=http://192.0.2.1/a.htm"></html>'],
    ['an empty shell under our name', html('国网山城供电公司', '<div id="app"></div>')],
  ])('proves nothing: %s', async (_, body) => {
    const verdicts = await verdictsOf((path) => (path === '/robots.txt' ? undefined : body));
    expect(claims(verdicts)).toEqual([]);
    expect(reasons(verdicts)).toEqual(['identity-mismatch']);
  });
});

describe('a portal that lets us in at first', () => {
  it('and then shows a firewall at every column has nothing missing there', async () => {
    const verdicts = await verdictsOf((path) =>
      path === '/' ? framed('国网山城供电公司', '<h1>信息公开</h1>') : /^\/col\d/.test(path) ? FIREWALL : undefined,
    );
    expect(claims(verdicts).filter((claim) => claim.endsWith('missing'))).toEqual([]);
    expect(reasons(verdicts)).toContain('identity-mismatch');
  });

  it.each([
    ['name us and have the menu', framed('栏目', '<p>暂无内容</p>')],
    ['name us, without a menu', html('栏目', '<p>暂无内容</p><footer>国网山城供电公司</footer>')],
    ['have the menu, without a name', html('栏目', `${menu}<p>暂无内容</p>`)],
  ])('and whose columns are empty but %s is judged by what it shows', async (_, column) => {
    const verdicts = await verdictsOf((path) =>
      path === '/' ? framed('国网山城供电公司', '<h1>信息公开</h1>') : /^\/col\d/.test(path) ? column : undefined,
    );
    expect(claims(verdicts)).toContain('1.1/portal/content failed missing');
  });
});

describe('a portal of a single page', () => {
  it('that names us and says much is judged by what it shows', async () => {
    const much = '<p>国网山城供电公司是国网示范省电力公司的分公司，为全市城乡居民和企业提供供电服务。</p>'.repeat(20);
    const verdicts = await verdictsOf((path) => (path === '/' ? html('国网山城供电公司', much) : undefined));
    expect(claims(verdicts)).toContain('1.6/portal/content failed missing');
  });
});
