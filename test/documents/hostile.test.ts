import fc from 'fast-check';
import { expect, it } from 'vitest';
import { datesIn } from '../../src/documents/dates/in-text.ts';
import { spansIn } from '../../src/documents/dates/spans.ts';
import { documentNumbersIn } from '../../src/documents/document-numbers.ts';
import { companiesIn } from '../../src/documents/facts.ts';
import { pageHints } from '../../src/documents/identity/hints.ts';
import { normalise } from '../../src/documents/normal-text.ts';
import { outagesOf } from '../../src/documents/outages.ts';
import { periodsIn } from '../../src/documents/periods.ts';
import { phonesIn, suggestedPhones } from '../../src/documents/phones.ts';
import { amountsIn } from '../../src/documents/prices.ts';
import { article, readPage } from './page.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}
const FINDERS: Readonly<Record<string, (text: string) => readonly Place[]>> = {
  dates: (text) => datesIn(text, { year: 2026 }),
  spans: (text) => spansIn(text, { year: 2026 }).map(({ from, to }) => ({ start: from, end: to })),
  periods: (text) => periodsIn(text, { year: 2026 }),
  phones: phonesIn,
  suggestedPhones,
  amounts: amountsIn,
  numbers: documentNumbersIn,
  companies: companiesIn,
};

/** Text made of the very signs that the finders look for, in senseless order. */
const pieces = fc.constantFrom(
  ...[
    '2026',
    '26',
    '年',
    '11',
    '月',
    '20',
    '日',
    '号',
    '-',
    '.',
    '/',
    '至',
    '到',
    ':',
    '30',
    '时',
    '分',
    '次日',
    '下午',
    '第三',
    '季度',
    '截至',
  ],
  ...[
    '二〇二六',
    '十一',
    '廿',
    '百分之',
    '点',
    '95598',
    '12398',
    '0999',
    '400',
    '(',
    ')',
    '[',
    ']',
    '《',
    '》',
    '元',
    '千瓦时',
    '万',
    '%',
    '省',
    '市',
    '路',
  ],
  ...[
    '国网',
    '供电公司',
    '电力有限公司',
    '许可证编号',
    '地址',
    '电话',
    ' ',
    ',',
    '。',
    '+',
    'X',
    '停电',
    '计划',
    '公告',
    '线路',
    '区域',
    '时间',
    '民国',
    '每年',
  ],
);
const nonsense = fc.array(pieces, { maxLength: 60 }).map((parts) => normalise(parts.join('')).norm);

it.each(Object.entries(FINDERS))('%s are found in order, inside the text, whatever it is', (_name, find) => {
  fc.assert(
    fc.property(fc.oneof(nonsense, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
      for (const { start, end } of find(text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 300 },
  );
});

it('no notice is read that breaks a page', () => {
  fc.assert(
    fc.property(nonsense, nonsense, (title, body) => {
      for (const { start, end } of outagesOf(readPage(article(title, `<p>${body}</p>`)))) {
        expect(start).toMatch(/^\d{4}-\d\d-\d\d$/);
        if (start !== undefined && end !== undefined) expect(end >= start).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

/** Repetitions on which a careless pattern takes minutes; each must be done before the test's own limit many times over. */
const LONG = 30_000;
it.each(
  [
    '计划',
    '停电',
    '2026年',
    '11月',
    '1',
    '0999-',
    '国网',
    '市',
    '《',
    '[2021]',
    '1,1',
    '百分之',
    '年年',
    '计划停电',
    '9 5 5 ',
    ' 9',
  ].map((piece): [string] => [piece]),
)('a page of nothing but %j is read in linear time', (piece) => {
  const text = normalise(piece.repeat(LONG)).norm;
  for (const find of Object.values(FINDERS)) find(text);
  outagesOf(readPage(article('停电公告', `<p>${piece.repeat(LONG)}</p>`)));
});

it.each(
  [
    '<head>',
    '<title>',
    '<div style="display:none">',
    '<script src=',
    'document.referrer baidu ',
    'style =',
    '&#24425;',
    '<a href="http://a.b">',
  ].map((piece): [string] => [piece]),
)('a source of nothing but %j is scanned in linear time', (piece) => {
  pageHints(piece.repeat(LONG), 'http://www.shancheng.example/');
});
