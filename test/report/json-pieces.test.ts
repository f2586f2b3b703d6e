import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonPieces } from '../../src/report/json-pieces.ts';

const written = (value: object): string => Buffer.concat(jsonPieces(value)).toString();
const asOneString = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

it.each([
  ['nothing', {}],
  ['empty lists and objects', { evidence: [], counts: {} }],
  ['what is left out', { asOf: '2026-11-20', history: undefined, verdicts: [] }],
  ['line breaks within a quotation', { verdicts: [{ words: '第一行\n  第二行\r\n' }, '\u2028'] }],
  ['lists within lists', { assigned: [[1, [2]], [], {}] }],
  ['a gap in a list', { verdicts: [undefined, 1] }],
])('writes %s as JSON.stringify does', (_what, value) => {
  expect(written(value)).toBe(asOneString(value));
});

it('writes any plain data as JSON.stringify does', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => written(value) === asOneString(value)));
});

it('comes in pieces of a megabyte at most', () => {
  const line = { url: '供电'.repeat(500) };
  const pieces = jsonPieces({ evidence: Array.from({ length: 1000 }, () => line) });
  expect(pieces.length).toBeGreaterThan(2);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1024 * 1024);
});
