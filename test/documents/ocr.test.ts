import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isDoubtful, weigh } from '../../src/documents/ocr/doubt.ts';
import type { OcrLine } from '../../src/documents/ocr/lines.ts';
import { wordsOf } from '../../src/documents/ocr/words.ts';
import { linesOf, readAsFile, rowsOf } from './read-as-file.ts';

const picture = (name: string) => readAsFile(readFileSync(`fixtures/pictures/${name}`), name);

/** A line of which the model is sure but for the characters behind a question mark. */
function line(marked: string): OcrLine {
  const signs = [...marked.matchAll(/(\??)([^?])/gu)].map(([, doubt, text = ''], at) => ({
    text,
    sure: doubt === '?' ? 0.6 : 0.99,
    at,
  }));
  const corner = { x: 0, y: 0 };
  const quad = { points: [corner, corner, corner, corner] as const };
  return { signs, quad, sure: signs.reduce((sum, one) => sum + one.sure, 0) / signs.length, isColumn: false };
}

describe('what of a line counts as evidence', () => {
  it.each([
    ['all of it where nothing is in doubt', '停电线路：10千伏鹤山线', 'clear', '停电线路：10千伏鹤山线'],
    ['a doubtful letter is taken out', '停电线路：鹤?山线', 'partly', '停电线路：鹤□线'],
    ['a number may go on in a doubtful letter', '停电线路：10?干伏鹤山线', 'partly', '停电线路：□□□伏鹤山线'],
    ['a number with a doubtful figure is no number', '电价0.5?286元', 'partly', '电价□□□□□□元'],
    ['a date with a doubtful figure is no date', '定于2026年1?1月8日停电', 'partly', '定于2026年□□月8日停电'],
    ['a mark between words matters to nobody', '时间?：上午', 'clear', '时间：上午'],
    ['a line mostly in doubt says nothing', '?青?石?沟村', 'unclear', ''],
    ['one doubtful letter is a speck', '?口', 'speck', ''],
    ['marks without a letter are a speck', '——', 'speck', ''],
  ])('%s: %s', (_, marked, kind, words) => {
    const weighed = weigh(line(marked));
    expect(weighed.kind).toBe(kind);
    expect(wordsOf(weighed.signs)).toBe(words);
  });

  it('keeps the whole reading for a person', () => {
    const { words, line: whole } = weigh(line('电价0.5?286元'));
    expect(words).toBe('电价0.5286元');
    expect(whole.signs.filter(isDoubtful)).toHaveLength(1);
  });
});

describe('a picture read', () => {
  it('shows its table in rows and cells, its title, and where each stands', async () => {
    const document = await picture('prices.png');
    expect(document).toMatchObject({
      format: 'picture',
      title: '国网山城供电公司现行电价表',
      remarks: ['read by OCR'],
    });
    expect(document.recognised).toEqual({ unclear: [] });
    const norm = document.tables[0]?.rows.map((row) => row.map((cell) => cell.norm));
    expect(norm).toEqual([
      ['用电分类', '电压等级', '电价(元/千瓦时)'],
      ['居民生活用电', '不满1千伏', '0.5200'],
      ['农业生产用电', '不满1千伏', '0.4350'],
      ['工商业用电', '1至10千伏', '0.7480'],
    ]);
    const price = document.blocks.find(({ text }) => text.norm === '0.4350');
    expect(price?.place).toMatch(/^page 1 at \d+,\d+ \d+×\d+$/);
    expect(price?.sure).toBeGreaterThan(0.9);
  });

  it('reads a WebP, as public accounts send them, like any other', async () => {
    const [webp, png] = [await picture('prices.webp'), await picture('prices.png')];
    const cells = (document: typeof png): string[][][] =>
      document.tables.map(({ rows }) => rows.map((row) => row.map(({ norm }) => norm)));
    expect(webp).toMatchObject({ format: 'picture', title: png.title, remarks: ['read by OCR'] });
    expect(cells(webp)).toEqual(cells(png));
  });

  it('takes the head of an App screen for its title', async () => {
    const document = await picture('app-outage.png');
    expect(document.title).toBe('停电信息');
    expect(linesOf(document)).toContain('停电线路：10千伏鹤山线');
  });

  it('leads where its QR code leads', async () => {
    const document = await picture('hall-board-qr.png');
    expect(document.links.map(({ href }) => href)).toEqual(['https://www.shancheng-sgcc.example/12398']);
    expect(linesOf(document)).toContain('12398能源监管热线');
  });

  it('holds back what it is not sure of, and shows it to a person', async () => {
    const document = await picture('prices-blurred.png');
    const { unclear = [] } = document.recognised ?? {};
    expect(unclear.length).toBeGreaterThan(0);
    const counted = rowsOf(document).flat();
    for (const { text } of unclear) expect(counted).not.toContain(text);
  });

  it.each([
    ['of which only the first bytes are there', Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')],
    ['in a format that is not decoded', Buffer.from('000000186674797068656963', 'hex')],
    ['smaller than any letter', Buffer.from('47494638396101000100000000', 'hex')],
  ])('%s says why it was not', async (_, bytes) => {
    expect((await readAsFile(bytes, 'a.jpg')).unread?.reason).toBe('no-text-layer');
  });

  it('of more pixels than a picture has is refused before it is decoded', async () => {
    const head = Buffer.from(readFileSync('fixtures/pictures/prices.png').subarray(0, 64));
    head.writeUInt32BE(60_000, 16);
    head.writeUInt32BE(60_000, 20);
    expect((await readAsFile(head, 'a.png')).unread).toMatchObject({
      reason: 'too-large',
      detail: '60000 × 60000 pixels',
    });
  });
});
