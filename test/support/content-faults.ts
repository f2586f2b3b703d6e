import { zipSync } from 'fflate';
import type { Reason } from '../../src/evidence/reason.ts';
import { page, type Scenario } from './fault-server.ts';

/** A page that arrives whole and still cannot be read, or can in spite of what it does. */
export interface ContentCase {
  readonly row: string;
  readonly what: string;
  readonly reply: Scenario;
  readonly reason?: Reason;
  /** Words that must be read. */
  readonly says?: string;
}

const typed = (type: string, body: string | Uint8Array): Scenario => page(body, { type });
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const shell = (text: string): string =>
  `<!doctype html><html><head><title>停电公告</title></head><body>${text}</body></html>`;
const NOTICE = '计划停电公告：因设备检修，山城区部分线路停电，请提前做好准备。';
/** 停电公告 in GBK. */
const GBK = '\xcd\xa3\xb5\xe7\xb9\xab\xb8\xe6';
const gbkPage = (meta: string): Buffer =>
  latin1(`<html><head>${meta}<title>x</title></head><body><p>${GBK.repeat(8)}</p></body></html>`);

const charsets: readonly ContentCase[] = [
  { row: 'N33', what: 'UTF-8 that says so', reply: typed('text/html; charset=utf-8', shell(NOTICE)), says: '停电公告' },
  { row: 'N33', what: 'UTF-8 that says GBK', reply: typed('text/html; charset=gbk', shell(NOTICE)), says: '停电公告' },
  { row: 'N33', what: 'GBK that says UTF-8', reply: typed('text/html; charset=utf-8', gbkPage('')), says: '停电公告' },
  {
    row: 'N33',
    what: 'GBK that says GB2312',
    reply: typed('text/html', gbkPage('<meta charset="gb2312">')),
    says: '停电公告',
  },
  { row: 'N33', what: 'GBK that says nothing', reply: typed('text/html', gbkPage('')), says: '停电公告' },
  { row: 'N33', what: 'GBK that says cp936', reply: typed('text/html; charset=cp936', gbkPage('')), says: '停电公告' },
  {
    row: 'N33',
    what: 'GBK behind a long comment',
    reply: typed('text/html', gbkPage(`<!--${'x'.repeat(3_000)}--><meta charset=gbk>`)),
    says: '停电公告',
  },
  {
    row: 'N33',
    what: 'UTF-16 with its mark',
    reply: typed('text/html', Buffer.concat([Buffer.of(0xff, 0xfe), utf16(shell(NOTICE))])),
    says: '停电公告',
  },
  {
    row: 'N33',
    what: 'an encoding that nobody reads any more',
    reply: typed('text/html; charset=hz-gb-2312', shell('~{M#5g~}')),
    reason: 'charset',
  },
  {
    row: 'N33',
    what: 'bytes that are text in no encoding',
    reply: typed(
      'text/html; charset=utf-8',
      Buffer.concat([
        latin1('<html><body>'),
        Buffer.from(Array.from({ length: 900 }, (_, index) => [0xff, 0x80, 0xfe][index % 3] ?? 0)),
        latin1('</body></html>'),
      ]),
    ),
    reason: 'charset',
  },
];

const shapes: readonly ContentCase[] = [
  {
    row: 'C4',
    what: 'a million nested elements',
    reply: typed('text/html', '<b>'.repeat(100_000)),
    reason: 'too-complex',
  },
  {
    row: 'C4',
    what: 'end tags that close nothing, by the thousand',
    reply: typed('text/html', '<b>'.repeat(30_000) + '</i>'.repeat(30_000)),
    reason: 'too-complex',
  },
  {
    row: 'C4',
    what: 'an element with 50,000 attributes',
    reply: typed(
      'text/html',
      `<html><p ${Array.from({ length: 50_000 }, (_, index) => `a${index}`).join(' ')}>x</p></html>`,
    ),
    reason: 'too-complex',
  },
  {
    row: 'C4',
    what: 'nodes beyond all measure',
    reply: typed('text/html', `<html>${'<i></i>'.repeat(600_000)}</html>`),
    reason: 'too-complex',
  },
  {
    row: 'C4',
    what: 'links beyond all measure',
    reply: typed(
      'text/html',
      `<html>${Array.from({ length: 60_000 }, (_, index) => `<a href=#${index}>x</a>`).join('')}</html>`,
    ),
    reason: 'too-complex',
  },
  {
    row: 'C5',
    what: 'zero-width characters inside words',
    reply: typed(
      'text/html',
      shell('停\u200b电\u200d公\ufeff告：因设备检修停电，请提前做好准备，给您带来不便请谅解。'),
    ),
    says: '停电公告',
  },
  {
    row: 'C5',
    what: 'NUL between words',
    reply: typed('text/html; charset=utf-8', shell(`${NOTICE}\0${NOTICE}`)),
    says: '停电公告',
  },
  {
    row: 'C6',
    what: 'a page that a script has to fill',
    reply: typed(
      'text/html',
      '<!doctype html><html><title>公开</title><body><div id="app"></div><script src="/js/app.1a2b.js"></script></body></html>',
    ),
    reason: 'needs-js',
  },
  {
    row: 'C7',
    what: 'a picture',
    reply: typed('image/png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    reason: 'no-text-layer',
  },
  { row: 'A12', what: 'nothing at all', reply: typed('text/html', ''), reason: 'truncated' },
  {
    row: 'A12',
    what: 'a kind of file that nobody knows',
    reply: typed('application/octet-stream', Buffer.from('00010203fffe7f80', 'hex')),
    reason: 'unsupported-format',
  },
  {
    row: 'A12',
    what: 'a ZIP file that calls itself HTML',
    reply: typed('text/html', zipSync({ 'a.bin': Uint8Array.of(1, 2, 3) })),
    reason: 'unsupported-format',
  },
  {
    row: 'A3',
    what: 'the beginning of a ZIP file that calls itself HTML',
    reply: typed('text/html', Buffer.from('504b0304140000000000', 'hex')),
    reason: 'corrupt-archive',
  },
];

export const CONTENT_FAULTS: readonly ContentCase[] = [...charsets, ...shapes];
