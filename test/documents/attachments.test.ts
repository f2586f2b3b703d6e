import { describe, expect, it } from 'vitest';
import { attach } from '../../src/documents/attachments.ts';
import type { Document } from '../../src/documents/document.ts';
import { publicationOf } from '../../src/documents/dates.ts';
import { pdfOfLines } from '../support/pdf-file.ts';
import { article, readPage } from './page.ts';
import { readAsFile } from './read-as-file.ts';

const PRICES = ['用电分类 | 电价', '居民生活用电 | 0.52元/千瓦时', '农业生产用电 | 0.43元/千瓦时'];
const file = (...lines: string[]): Promise<Document> => readAsFile(pdfOfLines(lines), 'dianjia.pdf');
const parent = (link: string, head = '<p>发布日期：2026-01-05</p>'): Document =>
  readPage(article('关于公布电价的通知', link, head));
const linked = '<p>详见附件。</p><p><a href="/files/dianjia.pdf">附件1：现行销售电价表.pdf</a></p>';

const belonging = async (page: Document, ...lines: string[]): Promise<Document> => {
  const [, attachment] = attach([page, await file(...lines)]);
  if (!attachment) throw new Error('lost');
  return attachment;
};

describe('a file belongs to the page that links to it', () => {
  it('is reached through its column and title', async () => {
    const { breadcrumb } = await belonging(parent(linked), '现行销售电价表', ...PRICES);
    expect(breadcrumb).toEqual(['首页', '信息公开', '关于公布电价的通知']);
  });

  it('is called by its own heading, or by the link where that says nothing', async () => {
    expect((await belonging(parent(linked), '国网山城供电公司电价表', ...PRICES)).title).toBe('国网山城供电公司电价表');
    expect((await belonging(parent(linked), '附件1', ...PRICES)).title).toBe('现行销售电价表');
  });

  it('is dated as the page is, unless it states a date of its own', async () => {
    expect(publicationOf(await belonging(parent(linked), '电价表', ...PRICES))?.date).toBe('2026-01-05');
    expect(publicationOf(await belonging(parent(linked), '电价表', '发布日期：2026年3月1日', ...PRICES))?.date).toBe(
      '2026-03-01',
    );
  });

  it('is dated as the page is, though its name holds the day that it is about', async () => {
    const page = parent('<p>详见附件。</p><p><a href="/files/20261121.pdf">计划检修停电公告.pdf</a></p>');
    const notice = await readAsFile(
      pdfOfLines(['计划检修停电公告', '停电时间：2026年11月21日8:00-17:00']),
      '20261121.pdf',
    );
    const [, attachment] = attach([page, notice]);
    expect(attachment && publicationOf(attachment)?.date).toBe('2026-01-05');
  });

  it('is dated by the entry of a list', async () => {
    const list =
      '<ul><li><a href="/files/dianjia.pdf">现行销售电价表</a><span>2026-02-02</span></li><li><a href="/b.html">停电公告及其他事项</a><span>2026-03-03</span></li></ul>';
    expect(publicationOf(await belonging(parent(list, ''), '电价表', ...PRICES))?.date).toBe('2026-02-02');
  });

  it('is by itself where no page of its channel leads to it', async () => {
    const alone = await file('附件1', ...PRICES);
    expect(attach([parent('<p>无附件</p>'), alone])[1]).toEqual(alone);
    const app = { ...parent(linked), capture: { ...parent(linked).capture, channel: 'app' as const } };
    expect(attach([app, alone])[1]).toEqual(alone);
  });
});
