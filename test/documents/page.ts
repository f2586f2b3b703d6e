import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Vocabulary } from '../../src/catalogue/rule.ts';
import { statedDates } from '../../src/documents/dates.ts';
import type { Document } from '../../src/documents/document.ts';
import { identify, publisherOf, type PageSource } from '../../src/documents/identity.ts';
import { readCapture } from '../../src/documents/read.ts';
import type { Obtained } from '../../src/evidence/capture.ts';
import type { Company } from '../../src/workspace/workspace.ts';

/** Real input that is not part of the project; tests on it are skipped where it is absent. */
export const shared = (path: string): string => resolve(import.meta.dirname, '../../../shared', path);

export const SHANCHENG: Company = {
  id: 'shancheng',
  name: '国网山城供电公司',
  aliases: ['山城供电'],
  kind: 'branch',
  parent: '国网示范省电力公司',
};

export const vocabulary = (words: Partial<Vocabulary> = {}): Vocabulary => ({
  official_hosts: [],
  placeholders: ['暂无数据'],
  withdrawn: [],
  unavailable: [],
  news: ['召开', '践行', '不打烊', '走进', '调研', '荣获', '赠送锦旗'],
  spam: ['博彩', '无码', '开云', '时时彩'],
  disclosure_columns: ['信息公开'],
  not_found: [],
  challenge: [],
  login: [],
  ...words,
});

export interface PageSetting {
  readonly url?: string;
  readonly company?: Company;
  readonly source?: Partial<PageSource>;
  readonly words?: Partial<Vocabulary>;
  readonly capturedAt?: string;
  readonly obtained?: Obtained;
}

/** Reads a page as the road does, for a fictional company unless told otherwise. */
export function readPage(html: string, setting: PageSetting = {}): Document {
  const {
    url = 'http://www.shancheng.example/xxgk/1.html',
    company = SHANCHENG,
    capturedAt = '2026-11-18T16:00:00Z',
    obtained = 'snapshot',
  } = setting;
  const source: PageSource = { hosts: [], landmarks: [], ...setting.source };
  const body = new TextEncoder().encode(html);
  const capture = {
    ...{ id: `portal:${url}`, channel: 'portal' as const, site: '', url, capturedAt, obtained },
    ...{ status: 200, headers: {}, sha256: 'x', bytes: body.length, marks: [], depth: 0 },
  };
  return readCapture(capture, body, {
    dates: statedDates,
    publisher: publisherOf,
    identify: (page) => {
      const { identity, identityWhy, attribution } = identify(page, company, source, vocabulary(setting.words));
      return { identity, why: identityWhy, ...(attribution && { attribution }) };
    },
  });
}

/** An article in a plain portal template. */
export const article = (title: string, body: string, head = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body>
<div class="header"><h2>国网山城供电公司</h2>今天是2026年11月20日 星期五</div>
<div class="nav"><a href="/">首页</a><a href="/xxgk/">信息公开</a></div>
<div class="main"><div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">信息公开</a></div>
<h1>${title}</h1>${head}<div class="content">${body}</div></div>
<div class="footer">版权所有 ©2026 国网山城供电公司 更新时间：2026-11-20</div></body></html>`;

export const readShared = (path: string, setting: PageSetting = {}): Document =>
  readPage(readFileSync(shared(path), 'utf8'), setting);
