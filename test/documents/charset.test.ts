import { describe, expect, it } from 'vitest';
import { decode, type Decoded } from '../../src/documents/charset.ts';
import { encodeGb18030 } from '../support/gb18030.ts';
import { charsetOf, encodingOf } from '../../src/documents/charset-label.ts';
import { prescan } from '../../src/documents/charset-prescan.ts';

/** 供电 in GB18030 and Big5; the bytes are from the code charts. */
const GONGDIAN_GB = Uint8Array.of(0xb9, 0xa9, 0xb5, 0xe7);
const bytes = (...parts: (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const read = (body: Uint8Array, ...contentType: string[]): Decoded => {
  const decoded = decode(body, contentType);
  if ('reason' in decoded) throw new Error(decoded.detail);
  return decoded;
};

describe('the order in which an encoding is believed', () => {
  it('believes the byte-order mark first and does not show it', () => {
    expect(read(bytes('\xef\xbb\xbf', utf8('供电')), 'text/html; charset=gbk')).toMatchObject({
      text: '供电',
      used: 'utf-8',
    });
    expect(read(Uint8Array.of(0xff, 0xfe, 0x9b, 0x4f)).text).toBe('供');
  });

  it('reads what is valid UTF-8 as UTF-8 and notes that it was declared otherwise', () => {
    expect(read(utf8('供电企业信息公开'), 'text/html; charset=gb2312')).toEqual({
      text: '供电企业信息公开',
      declared: 'gb18030',
      used: 'utf-8',
      replaced: 0,
    });
  });

  it('believes the header before the page, and the first of two headers', () => {
    const page = bytes('<meta charset="big5">', GONGDIAN_GB);
    expect(read(page, 'text/html; charset=GBK', 'text/html; charset=big5').text).toContain('供电');
    expect(read(page, 'text/html').used).toBe('big5');
  });

  it('finds the declaration of the page behind a long comment, within 8 KiB', () => {
    const page = (comment: number) =>
      bytes(`<!--${' '.repeat(comment)}--><meta charset=big5>`, Uint8Array.of(0xa8, 0xd1, 0xb9, 0x71));
    expect(read(page(6000)).text).toContain('供電');
    expect(read(page(9000)).declared).toBe('');
  });

  it('takes GB18030 for undeclared Chinese bytes and Big5 where only that makes sense', () => {
    const announcement = bytes(...[0xb5, 0xc4, 0xca, 0xc7, 0xd4, 0xda].map((byte) => Uint8Array.of(byte)));
    expect(read(announcement)).toMatchObject({ text: '的是在', used: 'gb18030', declared: '' });
    const traditional = Uint8Array.of(0xaa, 0xba, 0xac, 0x4f, 0xa6, 0x62, 0xa4, 0xa3);
    expect(read(traditional)).toMatchObject({ text: '的是在不', used: 'big5' });
  });
});

describe('labels', () => {
  it.each(['gbk', 'GB2312', 'x-gbk', 'gb_2312-80', 'cp936', 'ms936', ' gb18030 ', 'chinese'])(
    'reads %s with the GB18030 decoder',
    (label) => {
      expect(encodingOf(label)).toBe('gb18030');
    },
  );

  it('keeps a four-byte character and the euro sign that the platform loses under gbk', () => {
    const rare = Uint8Array.of(0x95, 0x32, 0x82, 0x36);
    expect(read(bytes(GONGDIAN_GB, rare, Uint8Array.of(0x80)), 'text/html;charset=gbk').text).toBe('供电\u{20000}€');
  });

  it.each(['hz-gb-2312', 'iso-2022-cn'])('has no decoder for %s and says so instead of showing nonsense', (label) => {
    expect(decode(bytes('~{9)5g~}'), [`text/html; charset=${label}`])).toMatchObject({ reason: 'charset' });
  });
});

describe('a declaration under which the bytes make no sense', () => {
  it('is not believed when another reading does (C27: GB18030 served as UTF-8)', () => {
    const decoded = read(bytes(...Array.from({ length: 40 }, () => GONGDIAN_GB)), 'text/html; charset=utf-8');
    expect(decoded).toMatchObject({ text: '供电'.repeat(40), declared: 'utf-8', used: 'gb18030' });
  });

  it('is not believed when it is a server default that fits any bytes', () => {
    const decoded = read(bytes(...Array.from({ length: 40 }, () => GONGDIAN_GB)), 'text/html; charset=ISO-8859-1');
    expect(decoded.used).toBe('gb18030');
  });

  it('is kept, with a count, when a single byte is broken', () => {
    const decoded = read(bytes(utf8('供电企业信息公开'.repeat(30)), '\xff'), 'text/html; charset=utf-8');
    expect(decoded).toMatchObject({ used: 'utf-8', replaced: 1 });
  });

  it('is kept for a page into which a part of another encoding was pasted, and no nonsense is made of all of it', () => {
    const words = '国网山城供电公司公开办电程序、收费标准和供电质量。'.repeat(12);
    const imprint = encodeGb18030('版权所有：国网山城供电公司');
    const page = (times: number): Uint8Array =>
      Buffer.concat([Buffer.from(`<meta charset="utf-8"><p>${words.repeat(times)}`), imprint]);
    // Much of a short page is then unreadable, little of a long one.
    expect(decode(page(1))).toMatchObject({ reason: 'charset', detail: expect.stringMatching(/^utf-8: /) as string });
    expect(decode(page(20))).toMatchObject({ used: 'utf-8' });
    const undeclared = Buffer.concat([Buffer.from(`<p>${words.repeat(20)}`), imprint]);
    expect(decode(undeclared)).toMatchObject({ used: 'utf-8' });
  });

  it('ends as a charset fault when no reading makes sense', () => {
    const noise = Uint8Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 0xff : 0x20));
    expect(decode(noise, ['text/html; charset=utf-8'])).toMatchObject({ reason: 'charset' });
  });
});

describe('what a page declares in its head', () => {
  const declared = (source: string): string | undefined => prescan(Buffer.from(source, 'latin1'));

  it.each([
    ['<meta charset=gb2312>', 'gb18030'],
    ["<META CHARSET = 'GBK' />", 'gb18030'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', 'gb18030'],
    ['<meta content="text/html;charset=big5" http-equiv=content-type>', 'big5'],
    ['<!-- <meta charset=big5> --><meta charset=utf-8>', 'utf-8'],
    ['<div title="<meta charset=big5>"><meta charset=utf-8>', 'utf-8'],
    ['<meta charset=utf-16>', 'utf-8'],
    ['<meta name=description content="charset=big5"><meta charset=nonsense>', undefined],
    ['<meta charset=gbk', undefined],
  ])('%s → %s', (source, encoding) => {
    expect(declared(source)).toBe(encoding);
  });
});

describe('the charset of a Content-Type', () => {
  it.each([
    ['text/html;charset="gbk"', 'gbk'],
    ['text/html ; x="a;charset=big5"; Charset=gbk', 'gbk'],
    ['text/html; charset=gbk; charset=big5', 'gbk'],
    ['text/html; charset =gbk', undefined],
    ['charset=gbk', undefined],
  ])('%s → %s', (contentType, label) => {
    expect(charsetOf(contentType)).toBe(label);
  });
});
