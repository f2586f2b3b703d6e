import { describe, expect, it } from 'vitest';
import { readCapture, type PageJudge } from '../../src/documents/read.ts';
import type { Capture } from '../../src/evidence/capture.ts';

const capture = (more: Partial<Capture> = {}): Capture => ({
  id: 'portal:http://example.com/xxgk/a.html',
  channel: 'portal',
  site: '',
  url: 'http://example.com/xxgk/a.html',
  capturedAt: '2026-11-20T00:00:00Z',
  obtained: 'http',
  status: 200,
  headers: { 'content-type': ['text/html'] },
  sha256: 'x',
  bytes: 1,
  marks: [],
  depth: 0,
  ...more,
});
const judge: PageJudge = {
  dates: () => [],
  identify: () => ({ identity: 'ours', why: '', attribution: 'host' }),
  publisher: () => '国网山城供电公司',
};
const read = (body: Uint8Array | string | undefined, more: Partial<Capture> = {}) =>
  readCapture(capture(more), typeof body === 'string' ? Buffer.from(body) : body, judge);

describe('a page', () => {
  it('becomes a document with what others say about it', () => {
    const document = read('<title>公告</title><h1>停电公告</h1><p>城东停电</p>');
    expect(document).toMatchObject({
      title: '公告',
      identity: 'ours',
      attribution: 'host',
      publisher: '国网山城供电公司',
      remarks: [],
    });
    expect(document.blocks.map(({ text }) => text.raw)).toEqual(['停电公告', '城东停电']);
    expect(document.unread).toBeUndefined();
  });

  it('is read in the encoding that its bytes have, and says when that was not the stated one', () => {
    const document = read('<p>供电企业信息公开</p>', { headers: { 'content-type': ['text/html; charset=gbk'] } });
    expect(document.blocks[0]?.text.raw).toBe('供电企业信息公开');
    expect(document.remarks).toEqual(['charset: gb18030 declared, utf-8 used']);
  });

  it('says that panes of tabs were not seen', () => {
    const pane = `<div class="tab-pane" style="display:none">${'供电质量情况'.repeat(20)}</div>`;
    expect(read(`<p>停电信息</p>${pane}`).remarks).toEqual(['hidden-tabs']);
  });

  it('shares its digest with a copy under another menu, path and counter', () => {
    const body = '<div class="content"><h1>停电公告</h1><p>城东停电。</p>';
    const one = read(`<div class="nav"><a href="/1">首页</a></div>${body}<p>浏览次数：17</p></div>`);
    const other = read(`<p>当前位置：首页 &gt; 公告</p>${body}<p>浏览次数：18次</p><p>打印</p></div>`);
    expect(one.textDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(other.textDigest).toBe(one.textDigest);
    expect(read(body.replace('城东', '城南')).textDigest).not.toBe(one.textDigest);
  });
});

describe('plain text', () => {
  it('is read by the same rules, and its tags are words', () => {
    const document = read('一、办公地址\n地址：山城路1号\n<b>电话</b> 95598 & 12398', {
      url: 'snapshot:说明.txt',
      headers: {},
    });
    expect(document.blocks.map(({ kind, text }) => [kind, text.raw])).toEqual([
      ['heading', '一、办公地址'],
      ['paragraph', '地址：山城路1号'],
      ['paragraph', '<b>电话</b> 95598 & 12398'],
    ]);
    expect(document.fields.map(({ label, value }) => [label.raw, value.raw])).toEqual([['地址', '山城路1号']]);
  });
});

describe('what could not be read says why, and holds nothing (unread is not absent)', () => {
  const pdf = Buffer.from('%PDF-1.7\n');
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);

  it.each([
    ['a capture that failed', undefined, { fault: { reason: 'timeout', detail: '20 s' } }, 'timeout'],
    ['a body that is gone', undefined, {}, 'store-damaged'],
    ['an empty body', '', {}, 'truncated'],
    ['a PDF, whatever it is called', pdf, {}, 'unsupported-format'],
    ['a workbook', Buffer.from('504b030414000000', 'hex'), {}, 'unsupported-format'],
    ['an old Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), {}, 'unsupported-format'],
    ['a picture', png, {}, 'no-text-layer'],
    [
      'a page in an encoding that nobody decodes',
      '<p>~{9)5g~}</p>',
      { headers: { 'content-type': ['text/html; charset=hz-gb-2312'] } },
      'charset',
    ],
    ['a page beyond the limits', '<div>'.repeat(2000), {}, 'too-complex'],
    [
      'a page that scripts draw (C07)',
      '<title>电价表</title><div id="app"></div><script src="a.js"></script>',
      {},
      'needs-js',
    ],
  ] satisfies [string, Buffer | string | undefined, Partial<Capture>, string][])('%s', (_, body, more, reason) => {
    const document = read(body, more);
    expect(document.unread?.reason).toBe(reason);
    expect([document.blocks, document.links, document.identity]).toEqual([[], [], 'unknown']);
  });
});
