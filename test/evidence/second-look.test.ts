import { afterEach, describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import type { CrawlOptions } from '../../src/evidence/session.ts';
import type { Report } from '../../src/report/report.ts';
import { faultServer, page, redirect, type FaultServer, type Scenario, type Step } from '../support/fault-server.ts';
import { loadLaw } from '../support/law.ts';
import { liveRun, type LiveRun } from '../support/live-run.ts';
import { workspaceOf } from '../support/road-fault.ts';

const servers: FaultServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const html = (title: string, body: string): ReturnType<typeof page> =>
  page(`<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`);

const OURS =
  '<h1>国网山城供电公司 信息公开</h1><p>供电服务热线95598，营业网点、收费标准、停电公告、服务规范均在本专栏公布。</p>';
const SPAM =
  '<h1>澳门百家乐官方入口</h1><p>注册送彩金，真人视讯，体育投注，电子游艺，手机下载，二十四小时客服在线办理。</p>';
const home = html(
  '国网山城供电公司',
  `${OURS}<a href="/xxgk/">信息公开</a><a href="/art/20261119001.html">停电公告</a>`,
);

const agentOf = (head: string): string => /^user-agent: *(.*)$/im.exec(head)?.[1] ?? '';
const isCitizen = (head: string): boolean => agentOf(head).includes('Chrome/');
/** One answer for what calls itself a browser, another for everybody else. */
const cloaked =
  (shown: readonly Step[], hidden: readonly Step[]): Scenario =>
  ({ head }) =>
    isCitizen(head) ? hidden : shown;

async function crawled(
  answers: Readonly<Record<string, Scenario>>,
  options: Partial<CrawlOptions> = {},
): Promise<LiveRun & { readonly home: string; readonly server: FaultServer }> {
  const server = await faultServer(answers);
  servers.push(server);
  const home = `${server.origin}/`;
  return { ...(await liveRun(home, { secondLooks: 10, ...options })), home, server };
}

async function reported(run: LiveRun & { readonly home: string }): Promise<Report> {
  const workspace = workspaceOf({ url: run.home, hosts: [], landmarks: [] });
  return check(run.bundle, { law: await loadLaw('chongqing'), workspace, asOf: '2026-11-20', version: 'test' });
}

describe('a page that is looked at twice', () => {
  it('and is the same for a citizen is marked as seen twice, and read', async () => {
    const heads: string[] = [];
    const run = await crawled({
      '/': (asked) => {
        heads.push(asked.head);
        return home;
      },
      '/xxgk/': html('信息公开', OURS),
    });
    expect(run.at(run.home).marks).toEqual(['plain-http', 'seen-twice']);
    expect(run.bundle.captures.filter(({ url }) => url.startsWith('urn:'))).toEqual([]);
    // Openly us, and in the words of a browser that comes from a search engine.
    expect(heads.map(agentOf).every((agent) => agent.includes('gongkai/0.1'))).toBe(true);
    expect(heads.filter(isCitizen)).toHaveLength(1);
    expect(heads.find(isCitizen)).toMatch(/^referer: https:\/\//im);
  });

  it('and is another page for a citizen proves nothing, and is a security alert', async () => {
    const run = await crawled({ '/': cloaked(home, html('澳门百家乐官方入口', SPAM)) });
    expect(run.at(run.home)).toMatchObject({
      sha256: '',
      marks: ['cloaked', 'plain-http'],
      fault: { reason: 'conflicting', detail: 'gongkai “国网山城供电公司” ≠ browser “澳门百家乐官方入口”' },
    });
    expect(run.scope.cut?.reason).toBe('conflicting');
    const report = await reported(run);
    expect(report.alerts).toEqual([
      { channel: 'portal', url: run.home, why: 'gongkai “国网山城供电公司” ≠ browser “澳门百家乐官方入口”' },
    ]);
    const portal = report.verdicts.filter(
      ({ channel, aspect, outcome }) => channel === 'portal' && aspect === 'content' && outcome !== 'inapplicable',
    );
    expect(new Set(portal.map(({ outcome }) => outcome))).toEqual(new Set(['cantTell']));
    expect(portal.every(({ reason }) => reason === 'conflicting')).toBe(true);
  });

  it('keeps what either was answered, as proof', async () => {
    const run = await crawled({ '/': cloaked(home, html('澳门百家乐官方入口', SPAM)) });
    const kept = run.bundle.captures.filter(({ marks }) => marks.includes('look'));
    expect(kept.map(({ url }) => url)).toEqual([`urn:look:browser:${run.home}`, `urn:look:gongkai:${run.home}`]);
    const [theirs, ours] = await Promise.all(
      kept.map(async (one) => Buffer.from(await run.bundle.body(one)).toString()),
    );
    expect([theirs?.includes('真人视讯'), ours?.includes('营业网点')]).toEqual([true, true]);
  });

  it('and differs in its title alone is found out as well', async () => {
    const run = await crawled({ '/': cloaked(html('国网山城供电公司', OURS), html('澳门百家乐', OURS)) });
    expect(run.at(run.home).fault?.reason).toBe('conflicting');
  });

  it('and puts an advertisement before its title is found out as well', async () => {
    const run = await crawled({
      '/': cloaked(html('国网山城供电公司', OURS), html('开云app官网_国网山城供电公司', OURS)),
    });
    expect(run.at(run.home).fault?.reason).toBe('conflicting');
  });

  it('and leads a citizen to a foreign site is found out, and the address cannot be clicked', async () => {
    const run = await crawled({ '/': cloaked(home, redirect('http://spam.example/in?from=1')) });
    expect(run.at(run.home).fault).toEqual({
      reason: 'conflicting',
      detail: 'gongkai “国网山城供电公司” ≠ browser → hxxp://spam[.]example/in?from=1',
    });
  });

  it('and is a column leaves all that hangs from it unread', async () => {
    const run = await crawled({
      '/': home,
      '/xxgk/': cloaked(html('信息公开', OURS), html('澳门百家乐', SPAM)),
      '/art/20261119001.html': html('停电公告', '<p>停电公告</p>'),
    });
    expect(run.at(`${run.home}xxgk/`).fault?.reason).toBe('conflicting');
    expect(run.at(run.home).marks).toContain('seen-twice');
    expect(run.scope.cut?.reason).toBe('conflicting');
  });
});

describe('no page is taken for cloaked', () => {
  const words = (seed: number): string =>
    Array.from({ length: 60 }, (_, at) => String.fromCharCode(0x4e00 + ((seed * 977 + at * 131) % 20_000))).join('');

  it('that changes by itself each time', async () => {
    const run = await crawled({ '/': ({ times }) => html('国网山城供电公司', `<p>${words(times)}</p>`) });
    expect(run.at(run.home)).toMatchObject({ status: 200, marks: ['plain-http'] });
  });

  it('that two servers answer in turn, each in its own way', async () => {
    const run = await crawled({ '/': ({ times }) => html('国网山城供电公司', `<p>${words(times % 2)}</p>`) });
    expect(run.at(run.home)).toMatchObject({ status: 200, marks: ['plain-http'] });
  });

  it.each([
    ['refuses the citizen', page('', { status: 403 })],
    ['fails for the citizen', page('', { status: 500 })],
    ['sends the citizen a challenge', page('', { status: 412 })],
  ])('that %s', async (_what, answer) => {
    const run = await crawled({ '/': cloaked(home, answer) }, { limits: { retries: 0 } });
    expect(run.at(run.home)).toMatchObject({ status: 200, marks: ['plain-http'] });
  });

  it('that greets by the hour and counts its visitors', async () => {
    const run = await crawled({
      '/': ({ times }) => html('国网山城供电公司', `${OURS}<p>您是第${times}位访客</p>`),
    });
    expect(run.at(run.home).marks).toContain('seen-twice');
  });
});

describe('second looks', () => {
  const site = Object.fromEntries<Scenario>([
    [
      '/',
      html(
        '首页',
        Array.from({ length: 8 }, (_, at) => `<a href="/c${at}/">栏目${at}</a>`).join('') +
          '<a href="/a/20261119001.html">公告</a><a href="/f.pdf">附件</a>',
      ),
    ],
    ...Array.from({ length: 8 }, (_, at): [string, Scenario] => [`/c${at}/`, html(`栏目${at}`, OURS)]),
    ['/a/20261119001.html', html('公告', OURS)],
  ]);
  const times = (server: FaultServer, path: string): number => server.asked().filter((one) => one === path).length;

  it('are made of the first pages from the top, no more than asked for, never of articles', async () => {
    const { server } = await crawled(site, { secondLooks: 4 });
    expect(['/', '/c0/', '/c1/', '/c2/', '/c3/'].map((path) => times(server, path))).toEqual([2, 2, 2, 2, 1]);
    expect(times(server, '/a/20261119001.html')).toBe(1);
  });

  it('are made at the pace of all requests', async () => {
    const { clock } = await crawled({ '/': html('首页', OURS) }, { rate: 1 });
    const once = await crawled({ '/': html('首页', OURS) }, { rate: 1, secondLooks: 0 });
    expect(clock.slept() - once.clock.slept()).toBe(1_000);
  });

  it('are not made unless they are asked for', async () => {
    const { server } = await crawled(site, { secondLooks: 0 });
    expect(times(server, '/')).toBe(1);
  });
});
