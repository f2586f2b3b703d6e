import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uriReference } from '../../src/report/uri-reference.ts';
import { oscalReference } from './schemas/oscal-shape.ts';

it.each([
  ['http://www.shili.example/a/b.html?x=1&y=2#top', 'http://www.shili.example/a/b.html?x=1&y=2#top'],
  ['http://www.shili.example/信息公开/1.html', 'http://www.shili.example/%E4%BF%A1%E6%81%AF%E5%85%AC%E5%BC%80/1.html'],
  ['http://www.shili.example/a%20b c', 'http://www.shili.example/a%20b%20c'],
  ['http://www.shili.example/100%', 'http://www.shili.example/100%25'],
  ['http://www.shili.example/a[1]|2', 'http://www.shili.example/a%5B1%5D%7C2'],
  ['http://[::1]:8080/a[1]', 'http://[::1]:8080/a%5B1%5D'],
  ['http://www.shili.example/#/list#2', 'http://www.shili.example/#/list%232'],
  ['evidence/hall/照片 1.jpg', 'evidence/hall/%E7%85%A7%E7%89%87%201.jpg'],
  ['图1:正门.jpg', './%E5%9B%BE1:%E6%AD%A3%E9%97%A8.jpg'],
  ['\uD800', '%EF%BF%BD'],
])('%s is written %s', (address, written) => {
  expect(uriReference(address)).toBe(written);
  expect(uriReference(written)).toBe(written);
});

it('is a URI reference whatever a page calls itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (words) => {
      for (const address of [`http://www.shili.example/${words}`, `evidence/${words}`, `urn:look:${words}`])
        expect(oscalReference.safeParse(uriReference(address)).success, address).toBe(true);
    }),
    { verbose: true },
  );
});
