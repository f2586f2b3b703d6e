import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const footer = (words: string): string =>
  `<h1>首页</h1><div class="content"><p>欢迎访问</p></div><div class="footer">${words}</div>`;

const menu = (...entries: string[]): string =>
  `<div class="nav"><ul>${['<a href="/">首页</a>', '<a href="/xxgk/">信息公开</a>', ...entries].map((one) => `<li>${one}</li>`).join('')}</ul></div>`;

describe('12398 with its name (9.1)', () => {
  it('holds in a footer', async () => {
    const [found] = await look('9.1', { '/': footer('供电服务热线：95598　12398能源监管热线：12398') });
    expect(found).toMatchObject({ holds: 'yes' });
    expect(found?.remarks).toBeUndefined();
  });

  it('holds in full-width digits (C16)', async () => {
    const [found] = await look('9.1', { '/': footer('能源监管热线 １２３９８') });
    expect(found).toMatchObject({ holds: 'yes' });
  });

  it.each(['能源监管热线：1 2 3 9 8', '能源监管热线：123 98', '能源监管热线 1-2-3-9-8'])(
    'holds with its digits set apart: %s',
    async (words) => {
      const [found] = await look('9.1', { '/': footer(words) });
      expect(found).toMatchObject({ holds: 'yes' });
    },
  );

  it('holds under its former name, with a remark', async () => {
    const [found] = await look('9.1', { '/': footer('电力监管投诉举报电话：12398') });
    expect(found).toMatchObject({ holds: 'yes' });
    expect(found?.remarks?.[0]?.zh).toContain('旧称');
  });

  it('C18: digits inside longer numbers are not the line', async () => {
    const page = footer('联系电话 0999-61239812　<a href="/a/20240712398001.html">编号20240712398001</a>');
    const [found] = await look('9.1', { '/': page });
    expect(found).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('C05: hidden text is not shown', async () => {
    const [found] = await look('9.1', { '/': footer('<p style="display:none">12398能源监管热线</p>热线 95598') });
    expect(found).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('C19: a picture with an alternative text holds, with low assurance', async () => {
    const [found] = await look('9.1', { '/': footer('<img src="/i/12398.png" alt="12398能源监管热线">') });
    expect(found).toMatchObject({ holds: 'yes', lowAssurance: true });
  });

  it('C21: damaged digits suggest and neither convict nor acquit', async () => {
    const [found] = await look('9.1', { '/': footer('供电服务热线 +55+8、123+8 能源监管热线') });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'low-confidence' });
  });

  it('C80: is wrong where it is called the company’s own line', async () => {
    const [found] = await look('9.1', { '/board.html': '<p>12398 公司内部监督电话</p>' }, { channel: 'hall' });
    expect(found).toMatchObject({ holds: 'no', gap: 'wrong', proof: 'conclusive' });
  });

  it('C80: is wrong where it is called the company’s own line by the company’s name', async () => {
    const [found] = await look('9.1', { '/board.html': '<p>12398：国网山城供电公司服务监督电话</p>' });
    expect(found).toMatchObject({ holds: 'no', gap: 'wrong', proof: 'conclusive' });
  });

  it('is incomplete where the number stands without a name', async () => {
    const [found] = await look('9.1', { '/': footer('95598　12398') });
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  it.each([
    ['above it', '<p>能源监管热线</p><p>12398</p>'],
    ['below it', '<p>12398</p><p>能源监管热线</p>'],
  ])('holds where the name stands on the line %s', async (_name, words) => {
    const [found] = await look('9.1', { '/': footer(words) });
    expect(found).toMatchObject({ holds: 'yes' });
  });

  it.each([
    [
      'a long sentence',
      footer('<p>欢迎广大用电客户对我公司的供电服务工作进行监督，并向能源监管热线反映问题和诉求</p><p>12398</p>'),
    ],
    ['another part of the page', '<div class="content"><p>能源监管热线</p></div><div class="footer">12398</div>'],
    ['the line before the last', footer('<p>能源监管热线</p><p>服务时间</p><p>12398</p>')],
  ])('is incomplete where the name stands in %s', async (_name, page) => {
    const [found] = await look('9.1', { '/': page });
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  const column = (words: string): string =>
    `<div class="crumb">当前位置：<a href="/">首页</a> &gt; 12398能源监管热线</div><div class="content"><p>${words}</p></div>`;

  it.each([
    ['an entry of a menu whose column says nothing of it', column('服务热线见各营业厅。')],
    ['an entry of a menu whose column is gone', { status: 404 }],
  ] as const)('is incomplete where it is only %s', async (_, page) => {
    const pages = {
      '/': `${menu('<a href="/12398/">12398能源监管热线</a>')}<h1>国网山城供电公司</h1>`,
      '/12398/': page,
    };
    const [found] = await look('9.1', pages);
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'absence' });
    expect(found?.says[0]?.zh).toContain('栏目名称');
  });

  it('holds where the column of that name states it', async () => {
    const pages = {
      '/': menu('<a href="/12398/">12398能源监管热线</a>'),
      '/12398/': column('拨打12398能源监管热线，可就供电服务投诉举报。'),
    };
    expect((await look('9.1', pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it('holds where a menu bar prints it and links nowhere', async () => {
    const bar = '<div class="nav"><a href="/">首页</a> <span>12398能源监管热线：12398</span></div><h1>首页</h1>';
    expect((await look('9.1', { '/': bar }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('holds, with low assurance, where the menu leads to the regulator’s own site', async () => {
    const pages = { '/': `${menu('<a href="https://12398.nea.gov.cn/">12398能源监管热线</a>')}<h1>首页</h1>` };
    expect((await look('9.1', pages))[0]).toMatchObject({ holds: 'yes', lowAssurance: true });
  });

  it('is not to be told while the column was not read', async () => {
    const pages = { '/': menu('<a href="/12398/">12398能源监管热线</a>'), '/12398/': { fault: 'timeout' } } as const;
    expect((await look('9.1', pages))[0]).toMatchObject({ holds: 'unknown', reason: 'timeout' });
    const [open] = await look('9.1', { '/': pages['/'] }, { closed: false });
    expect(open).toMatchObject({ holds: 'unknown', reason: 'not-attempted' });
  });

  it('A19: every text message must carry it', async () => {
    const messages = `<ul><li>【山城供电】您的电费已出账，详询95598，监督请拨12398能源监管热线。</li>
      <li>【山城供电】尊敬的客户，明日检修停电，详询95598。</li></ul>`;
    const [found] = await look('9.1', { '/sms.html': messages }, { channel: 'sms' });
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'conclusive' });
    expect(found?.says[0]?.zh).toMatch(/2 份样本中有 1 份.*第2条$/);
    expect(found?.quotes.map(({ words }) => words)).toEqual(['【山城供电】尊敬的客户，明日检修停电，详询95598。']);
  });

  it('A19: a message in a file of its own is called by the name of the file', async () => {
    const pages = {
      'snapshot:fault.html': '<p>明日检修停电，监督请拨12398能源监管热线。</p>',
      'snapshot:bill.html': '<p>您的电费已出账，详询95598。</p>',
    };
    const [found] = await look('9.1', pages, { channel: 'sms' });
    expect(found?.says[0]?.zh).toMatch(/2 份样本中有 1 份.*：快照文件 bill\.html$/);
    expect(found?.quotes.map(({ words }) => words)).toEqual(['您的电费已出账，详询95598。']);
  });
});

describe('the 12398 App and account (9.2, 9.3)', () => {
  it('hold where both are named', async () => {
    const page = { '/': '<p>请下载12398能源监管App，关注12398能源监管热线微信公众号。</p>' };
    for (const id of ['9.2', '9.3']) expect((await look(id, page))[0], id).toMatchObject({ holds: 'yes' });
  });

  it('are missing where the page says that they are not to be had', async () => {
    const page = (line: string): string => `<h1>投诉渠道</h1><p>12398能源监管热线：12398</p><p>${line}</p>`;
    const [account] = await look('9.3', { 'a.html': page('12398微信公众号已停止运营，不再提供服务。') });
    expect(account).toMatchObject({ holds: 'no', gap: 'missing' });
    expect(account?.says[0]?.zh).toContain('已停用或尚未开通');
    const [app] = await look('9.2', { 'a.html': page('12398能源监管App正在建设，敬请期待。') });
    expect(app).toMatchObject({ holds: 'no', gap: 'missing' });
    const [other] = await look('9.2', { 'a.html': page('12398能源监管App，原电力监管客户端已停用。') });
    expect(other).toMatchObject({ holds: 'yes' });
  });

  const entry = { '9.2': '12398能源监管App', '9.3': '12398微信公众号' } as const;
  const both = Object.entries(entry);
  const leading = (words: string, href = '/12398/'): string =>
    `${menu(`<a href="${href}">${words}</a>`)}<h1>国网山城供电公司</h1>`;

  it.each(both)('%s is incomplete where it is only the name of a column that says nothing of it', async (id, words) => {
    const pages = { '/': leading(words), '/12398/': '<div class="content"><p>敬请关注。</p></div>' };
    const [found] = await look(id, pages);
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'absence' });
    expect(found?.says[0]?.zh).toContain('栏目名称');
  });

  it.each(both)('%s holds where the column of that name states it', async (id, words) => {
    const pages = { '/': leading(words), '/12398/': `<div class="content"><p>请扫码使用${words}。</p></div>` };
    expect((await look(id, pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it.each(both)('%s is not to be told while the column was not read', async (id, words) => {
    const pages = { '/': leading(words), '/12398/': { fault: 'timeout' } } as const;
    expect((await look(id, pages))[0]).toMatchObject({ holds: 'unknown', reason: 'timeout' });
  });

  it.each(both)('%s holds, with low assurance, where the menu leads to the regulator’s own site', async (id, words) => {
    const pages = { '/': leading(words, 'https://12398.nea.gov.cn/') };
    expect((await look(id, pages))[0]).toMatchObject({ holds: 'yes', lowAssurance: true });
  });

  it.each(both)('%s holds where a menu bar prints it and links nowhere', async (id, words) => {
    const bar = `<div class="nav"><a href="/">首页</a> <span>${words}：扫码关注</span></div><h1>首页</h1>`;
    expect((await look(id, { '/': bar }))[0]).toMatchObject({ holds: 'yes' });
  });

  it.each([
    ['9.2', 'App下载'],
    ['9.3', '微信公众号'],
  ])('%s: two entries of a menu side by side are not one name', async (id, other) => {
    const bar = `<div class="nav"><a href="/">首页</a> <a href="/a/">能源监管</a> <a href="/b/">${other}</a></div><h1>首页</h1>`;
    expect((await look(id, { '/': bar }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  const board = (html: string, ...codes: string[]) => ({ '/board.png': { html, codes } });

  it('the App holds, with low assurance, by a code that leads to it on the regulator’s site', async () => {
    const page = board('<p>扫码下载</p>', 'https://12398.nea.gov.cn/app/download.html');
    const [found] = await look('9.2', page, { channel: 'hall' });
    expect(found).toMatchObject({ holds: 'yes', lowAssurance: true });
    expect(found?.says[0]?.zh).toContain('https://12398.nea.gov.cn/app/download.html');
    expect((await look('9.3', page, { channel: 'hall' }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it.each([
    ['9.2', '<p>扫码投诉</p>', 'https://12398.nea.gov.cn/'],
    ['9.3', '<p>12398能源监管热线</p>', 'http://weixin.qq.com/r/abcdef'],
  ])('%s: a code that does not show whose it is must be scanned by a person', async (id, html, code) => {
    const [found] = await look(id, board(html, code), { channel: 'hall' });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
    expect(found?.says[0]?.zh).toContain(code);
  });

  it.each([
    ['9.2', '<p>12398能源监管热线</p>', 'https://www.shancheng.example/app/download'],
    ['9.2', '<p>12398能源监管热线</p>', 'https://12398.nea.gov.cn.example/app'],
    ['9.3', '<p>关注山城供电</p>', 'http://weixin.qq.com/r/abcdef'],
  ])('%s: another code is none', async (id, html, code) => {
    const [found] = await look(id, board(html, code), { channel: 'hall' });
    expect(found).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('a link on a page is no code', async () => {
    const page = { '/': '<p><a href="https://12398.nea.gov.cn/app/download.html">下载</a></p>' };
    expect((await look('9.2', page))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('are not met by the company’s own App and account', async () => {
    const page = { '/': '<p>12398能源监管热线，网上国网App下载，关注公司微信公众号“山城供电”。</p>' };
    for (const id of ['9.2', '9.3'])
      expect((await look(id, page))[0], id).toMatchObject({ holds: 'no', gap: 'missing' });
  });
});

describe('12398 wherever 95598 is shown (9.4)', () => {
  it('holds where every page that shows the one shows the other', async () => {
    const both = footer('95598供电服务热线　12398能源监管热线');
    const [found] = await look('9.4', { '/': both, '/a.html': both, '/b.html': '<p>没有电话的页面</p>' });
    expect(found).toMatchObject({ holds: 'yes' });
  });

  it('C82: is incomplete where the header shows 95598 alone, and names the pages', async () => {
    const header = '<div class="header">供电服务热线 95598</div>';
    const pages = {
      '/': `${header}<h1>首页</h1>`,
      '/a.html': `${header}<h1>新闻</h1>`,
      '/12398.html': `${header}<p>12398能源监管热线</p>`,
    };
    const [found] = await look('9.4', pages);
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'conclusive' });
    expect(found?.says[0]?.zh).toContain('3 处展示 95598，其中 2 处');
    const [deep] = await look('9.1', pages);
    expect(deep).toMatchObject({ holds: 'yes' });
  });

  const line = `<div class="header">供电服务热线 95598</div>${menu('<a href="/12398/">12398能源监管热线</a>')}`;

  it('is incomplete where beside it 12398 is only the name of a column that says nothing of it', async () => {
    const pages = { '/': `${line}<h1>首页</h1>`, '/12398/': '<div class="content"><p>敬请关注。</p></div>' };
    const [found] = await look('9.4', pages);
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'conclusive' });
    expect(found?.says[0]?.zh).toContain('1 处展示 95598，其中 1 处');
  });

  it('holds, with low assurance, where the column of that name states it', async () => {
    const pages = { '/': `${line}<h1>首页</h1>`, '/12398/': '<div class="content"><p>12398能源监管热线</p></div>' };
    const [found] = await look('9.4', pages);
    expect(found).toMatchObject({ holds: 'yes', lowAssurance: true });
    expect(found?.remarks?.[0]?.zh).toContain('其中 1 处的 12398 只是导航中的栏目名称');
  });

  it('is not to be told while that column was not read', async () => {
    const pages = { '/': `${line}<h1>首页</h1>`, '/12398/': { fault: 'timeout' } } as const;
    expect((await look('9.4', pages))[0]).toMatchObject({ holds: 'unknown', reason: 'timeout' });
  });

  it('is incomplete where another page shows 95598 with nothing beside it, whatever a menu leads to', async () => {
    const pages = {
      '/': `${line}<h1>首页</h1>`,
      '/12398/': '<div class="content"><p>12398能源监管热线</p></div>',
      '/a.html': '<h1>服务指南</h1><p>供电服务热线：95598</p>',
    };
    const [found] = await look('9.4', pages);
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'conclusive' });
    expect(found?.says[0]?.zh).toContain('2 处展示 95598，其中 1 处');
  });

  it('has nothing to pair where 95598 is only the name of a column', async () => {
    const pages = { '/': `${menu('<a href="/fw/">95598服务热线</a>')}<h1>首页</h1>` };
    expect((await look('9.4', pages))[0]).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
  });

  it('does not take the name of the 95598 website for the line', async () => {
    const [found] = await look('9.4', { '/': '<p>请登录95598网站（www.95598.cn）办理。</p>' });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
  });

  it('cannot hold while a page is unread', async () => {
    const both = footer('95598供电服务热线　12398能源监管热线');
    const [found] = await look('9.4', { '/': both, '/x.html': { fault: 'timeout' } });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'timeout' });
  });

  it('A16: an incremental company pairs its own service line', async () => {
    const company = { id: 'yunpu', name: '示范园区配售电有限公司', aliases: [], kind: 'incremental' as const };
    const [found] = await look('9.4', { '/': footer('供电服务热线：0999-6200001') }, { company });
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });
});

describe('the sign on the home page (Z03)', () => {
  it('holds at the head of the page', async () => {
    const [found] = await look('Z03', { '/': '<div class="header">95598　12398能源监管热线</div><h1>首页</h1>' });
    expect(found).toMatchObject({ holds: 'yes' });
  });

  it('C82: is incomplete where only a deeper page shows it', async () => {
    const [found] = await look('Z03', { '/': '<h1>首页</h1>', '/12398.html': '<p>12398能源监管热线</p>' });
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  const entry = menu('<a href="/12398/">12398能源监管热线</a>');
  const column = '<div class="content"><p>12398能源监管热线</p></div>';

  it('is incomplete where the home page has only a column of that name', async () => {
    const [found] = await look('Z03', { '/': `${entry}<h1>国网山城供电公司</h1>`, '/12398/': column });
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(found?.says[0]?.zh).toContain('栏目名称');
  });

  it('holds at the head of the page also beside a column of that name', async () => {
    const pages = { '/': `<div class="header"><p>12398能源监管热线：12398</p></div>${entry}<h1>首页</h1>` };
    expect((await look('Z03', pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is missing where only a deeper page names a column so', async () => {
    const [found] = await look('Z03', { '/': '<h1>首页</h1>', '/a.html': `${entry}<p>新闻</p>` });
    expect(found).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('C19: is for a person where it is a picture or in the footer', async () => {
    const [picture] = await look('Z03', { '/': footer('<img src="/12398.png" alt="12398能源监管热线">') });
    expect(picture).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
  });

  it.each([
    ['a refresh', '<meta http-equiv="refresh" content="0;url=/main/index.html">'],
    ['a script', '<script>location.href = "/main/index.html"</script>'],
    ['a frame', '<html><frameset><frame src="/main/index.html"></frameset>'],
  ])('is looked for where the start page leads by %s, since nobody sees that itself', async (_, start) => {
    const home = '<div class="header">95598　12398能源监管热线</div><h1>首页</h1>';
    const [found] = await look('Z03', { '/': start, '/main/index.html': home });
    expect(found).toMatchObject({ holds: 'yes' });
  });

  it('is looked for at /index.html where / only leads there, though both are one address elsewhere', async () => {
    const start = '<meta http-equiv="refresh" content="0;url=index.html">';
    const home = '<div class="header">95598　12398能源监管热线</div><h1>首页</h1>';
    const [found] = await look('Z03', { '/': start, '/index.html': home });
    expect(found).toMatchObject({ holds: 'yes' });
    const frames = '<html><frameset><frame src="/top.html"><frame src="/index.html"></frameset>';
    const [framed] = await look('Z03', { '/': frames, '/top.html': home, '/index.html': '<h1>首页</h1>' });
    expect(framed).toMatchObject({ holds: 'unknown' });
  });

  it('cannot be told where the start page is put together from frames', async () => {
    const frames = '<html><frameset><frame src="/top.html"><frame src="/main.html"></frameset>';
    const sign = '<div>12398能源监管热线</div>';
    const [found] = await look('Z03', { '/': frames, '/top.html': sign, '/main.html': '<h1>首页</h1>' });
    expect(found).toMatchObject({ holds: 'unknown' });
  });

  it('cannot be told without the home page', async () => {
    const [found] = await look('Z03', { '/a/b.html': '<p>12398能源监管热线</p>' });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'not-attempted' });
  });
});
