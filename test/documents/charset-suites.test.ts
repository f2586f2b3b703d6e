import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, markOf } from '../../src/documents/charset.ts';
import { charsetOf, encodingOf } from '../../src/documents/charset-label.ts';
import { prescan } from '../../src/documents/charset-prescan.ts';

/** Suites that others wrote; they stay outside the project, and without them these tests are skipped. */
const suites = path.resolve(import.meta.dirname, '../../../shared/suites');
const here = (name: string): boolean => existsSync(path.join(suites, name));
const bytesOf = (name: string): Buffer => readFileSync(path.join(suites, name));

/** Lines without the four that say where the file comes from. */
const linesOf = (bytes: Buffer): Buffer[] => {
  const lines: Buffer[] = [];
  for (let at = 0, end = bytes.indexOf(10); end >= 0; at = end + 1, end = bytes.indexOf(10, at))
    lines.push(bytes.subarray(at, end));
  return lines.slice(4);
};

describe.skipIf(!here('encoding_rs'))('encoding_rs: every two-byte code', () => {
  it.each(['gbk', 'gb2312', 'x-gbk', 'gb18030'])('%s', (label) => {
    const codes = linesOf(bytesOf('encoding_rs/gb18030_in.txt'));
    const expected = linesOf(bytesOf('encoding_rs/gb18030_in_ref.txt')).map((line) => line.toString('utf8'));
    const decoder = new TextDecoder(encodingOf(label), { ignoreBOM: true });
    const wrong = codes.filter((code, at) => decoder.decode(code) !== expected[at]);
    console.info(`encoding_rs ${label}: ${codes.length - wrong.length} of ${codes.length}`);
    expect([codes.length, wrong.length]).toEqual([23_940, 0]);
  });

  // The platform errs on rare codes outside the characters of the original Big5, which the encodings of Taiwan share.
  it('Big5: every ideograph of the original standard', () => {
    const codes = linesOf(bytesOf('encoding_rs/big5_in.txt'));
    const expected = linesOf(bytesOf('encoding_rs/big5_in_ref.txt')).map((line) => line.toString('utf8'));
    const decoder = new TextDecoder('big5');
    const wrong = codes.filter((code, at) => decoder.decode(code) !== expected[at]).map((code) => code.readUInt16BE());
    console.info(`encoding_rs big5: ${codes.length - wrong.length} of ${codes.length}`);
    expect(wrong.filter((code) => (code >= 0xa440 && code <= 0xc67e) || (code >= 0xc940 && code <= 0xf9d5))).toEqual(
      [],
    );
  });

  it('edge cases', () => {
    const { decode: cases } = JSON.parse(bytesOf('encoding_rs/gb18030_decode_cases.json').toString()) as {
      decode: { hex: string; expect: string }[];
    };
    const decoder = new TextDecoder(encodingOf('gbk'), { ignoreBOM: true });
    const wrong = cases.filter(({ hex, expect }) => decoder.decode(Buffer.from(hex, 'hex')) !== expect);
    console.info(`encoding_rs edge cases: ${cases.length - wrong.length} of ${cases.length}`);
    expect(wrong).toEqual([]);
  });
});

/** `#data` and `#encoding` sections of a html5lib file. */
function sniffCases(name: string): { data: Buffer; encoding: string }[] {
  const source = bytesOf(name).toString('latin1');
  return source
    .split(/^#data\n/m)
    .slice(1)
    .map((part) => {
      const [data = '', encoding = ''] = part.split(/\n#encoding\n/);
      return { data: Buffer.from(data, 'latin1'), encoding: encoding.trim().toLowerCase() };
    });
}

describe.skipIf(!here('html5lib-tests'))('html5lib: what a page declares', () => {
  it('agrees on every case that needs no script', () => {
    const cases = ['tests1.dat', 'tests2.dat', 'test-yahoo-jp.dat'].flatMap((name) =>
      sniffCases(`html5lib-tests/encoding/${name}`),
    );
    const wrong = cases.filter(
      ({ data, encoding }) => (markOf(data) ?? prescan(data) ?? 'windows-1252') !== new TextDecoder(encoding).encoding,
    );
    console.info(`html5lib sniffing: ${cases.length - wrong.length} of ${cases.length}`);
    expect(wrong.map(({ data, encoding }) => `${encoding}: ${data.toString('latin1').slice(0, 200)}`)).toEqual([]);
    expect(cases).toHaveLength(82);
  });
});

describe.skipIf(!here('wpt-mime'))('WPT: the charset of a Content-Type', () => {
  it('agrees on every case', () => {
    const { cases } = JSON.parse(bytesOf('wpt-mime/charset_cases.json').toString()) as {
      cases: { content_type: string; encoding: string | null }[];
    };
    const encodingIn = (contentType: string): string | null => encodingOf(charsetOf(contentType) ?? '') ?? null;
    // Their GBK is decoded by GB18030 here.
    const expected = (encoding: string | null): string | null =>
      encoding === null ? null : (encodingOf(encoding) ?? null);
    const wrong = cases.filter(({ content_type, encoding }) => encodingIn(content_type) !== expected(encoding));
    console.info(`wpt-mime: ${cases.length - wrong.length} of ${cases.length}`);
    expect(wrong).toEqual([]);
    expect(cases).toHaveLength(34);
  });
});

describe.skipIf(!here('cjkencodings-cpython'))('CPython: the same text in several encodings', () => {
  it.each(['gb2312', 'gbk', 'gb18030', 'big5'])('%s', (name) => {
    const decoded = decode(bytesOf(`cjkencodings-cpython/${name}.txt`));
    expect('text' in decoded && decoded.text).toBe(bytesOf(`cjkencodings-cpython/${name}-utf8.txt`).toString('utf8'));
  });

  it('hz is a named fault', () => {
    expect(decode(bytesOf('cjkencodings-cpython/hz.txt'), ['text/plain; charset=hz-gb-2312'])).toMatchObject({
      reason: 'charset',
    });
  });
});
