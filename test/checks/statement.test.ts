import { describe, expect, it } from 'vitest';
import { revised } from '../../src/documents/document.ts';
import { lettersOf } from '../../src/documents/grams.ts';
import { corpusOf, look, lookIn, ruleBook } from '../support/corpus.ts';

describe('statement: the kind of licence (1.5)', () => {
  it('holds in traditional characters', async () => {
    const [finding] = await look('1.5', { 'a.html': '<h1>企业基本情况</h1><p>本公司持有供電類電力業務許可證。</p>' });
    expect(finding).toMatchObject({ holds: 'yes' });
  });

  it('holds where label and kind stand in two cells', async () => {
    const table =
      '<table><tr><th>企业性质</th><td>国有企业</td></tr><tr><th>电力业务许可证</th><td>供电类</td></tr></table>';
    const [finding] = await look('1.5', { 'a.html': `<h1>企业基本情况</h1>${table}` });
    expect(finding).toMatchObject({ holds: 'yes' });
  });

  it('holds on a picture with a description, with low assurance', async () => {
    const page = '<h1>企业基本情况</h1><p>企业性质：国有企业</p><img src="x.png" alt="供电类电力业务许可证">';
    const [finding] = await look('1.5', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes', lowAssurance: true });
  });

  it('is missing where another kind of licence stands', async () => {
    const [finding] = await look('1.5', {
      'a.html': '<h1>企业基本情况</h1><p>企业性质：国有企业</p><p>电力业务许可证（输电类）</p>',
    });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
  });
});

describe('statement: service channels (item 12)', () => {
  const list =
    '<h1>供电服务渠道</h1><ul><li>95598供电服务热线：95598</li><li>企业门户网站</li><li>网上国网App</li></ul>';

  it('holds the hotline and the app', async () => {
    expect((await look('12.1', { 'a.html': list }))[0]).toMatchObject({ holds: 'yes' });
    expect((await look('12.4', { 'a.html': list }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is incomplete where the portal is named without its address', async () => {
    expect((await look('12.3', { 'a.html': list }))[0]).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  it('holds the portal with its address', async () => {
    const page = list.replace('企业门户网站', '企业门户网站：http://www.shancheng.example/');
    expect((await look('12.3', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it.each([
    ['12.5', '<p>95598网站（www.95598.cn）已停止服务，请使用网上国网App。</p>'],
    ['12.5', '<p>95598网站：www.95598.cn，现已停用。</p>'],
    ['12.4', '<p>网上国网App，敬请期待。</p>'],
  ])('%s is missing where the page says that it is not to be had: %s', async (id, line) => {
    const page = `<h1>供电服务渠道</h1><p>供电服务热线：95598</p>${line}`;
    const [finding] = await look(id, { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
    expect(finding?.quotes).toHaveLength(1);
  });

  it.each([
    ['12.4', '<p>95598网站（www.95598.cn）已停止服务，请使用网上国网App。</p>'],
    ['12.4', '<p>网上国网App，旧版掌上电力已下线。</p>'],
    ['12.5', '<p>95598网站（www.95598.cn），线下线上同步办理，新栏目敬请期待。</p>'],
  ])('%s holds where something else is not to be had: %s', async (id, line) => {
    const [finding] = await look(id, { 'a.html': `<h1>供电服务渠道</h1>${line}` });
    expect(finding).toMatchObject({ holds: 'yes' });
  });

  it('never takes a longer number for the hotline (C18)', async () => {
    const page = '<h1>供电服务渠道</h1><p>供电营业厅服务热线：023-69559812</p>';
    expect((await look('12.1', { 'a.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('opens no further page once the hotline was found', async () => {
    const foot = '<footer>供电服务热线：95598</footer>';
    const corpus = corpusOf(
      { 'a.html': `<main><h1>欢迎</h1></main>${foot}`, 'b.html': `<main><h1>便民</h1></main>${foot}` },
      (await ruleBook()).catalogue,
    );
    const [first, second] = corpus.documents;
    if (!first || !second) throw new Error('no pages');
    const opened: string[] = [];
    const watched = revised(second, {
      get blocks() {
        opened.push(second.capture.url);
        return second.blocks;
      },
    });
    lettersOf.tell(watched, lettersOf(second));
    const [finding] = await lookIn('12.1', { ...corpus, documents: [first, watched] });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(opened).toEqual([]);
  });

  it('takes the hotline from a footer, with a remark', async () => {
    const page = '<main><h1>供电服务渠道</h1><p>网上国网App</p></main><footer>供电服务热线：95598</footer>';
    const [finding] = await look('12.1', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.remarks?.[0]?.zh).toContain('页脚');
  });

  it('takes a link to the site for its address', async () => {
    const page = '<h1>供电服务渠道</h1><ul><li><a href="http://www.95598.cn/">95598网站</a></li></ul>';
    expect((await look('12.5', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('cannot tell when what would say it was not captured (A17)', async () => {
    const page = '<h1>供电服务渠道</h1><p>渠道清单：</p><ul><li><a href="list.pdf">附件：服务渠道.pdf</a></li></ul>';
    const [finding] = await look(
      '12.5',
      { 'a.html': page, 'list.pdf': { fault: 'unsupported-format' } },
      { closed: false },
    );
    expect(finding).toMatchObject({ holds: 'unknown', reason: 'unsupported-format' });
  });
});
