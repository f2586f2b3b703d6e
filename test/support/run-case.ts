import { check } from '../../src/audit.ts';
import { memoryBundle, sha256, type Sealed } from '../../src/evidence/bundle-memory.ts';
import { captureId } from '../../src/evidence/bundle.ts';
import type { Capture, Scope } from '../../src/evidence/capture.ts';
import { CHANNELS, type ChannelId } from '../../src/catalogue/rule.ts';
import type { Report } from '../../src/report/report.ts';
import type { ChannelEntry, Source, Workspace } from '../../src/workspace/workspace.ts';
import type { CaseFile, CasePage, CaseShelf } from './case-file.ts';
import { encodeGb18030 } from './gb18030.ts';
import { loadLaw } from './law.ts';

/** Runs the whole road on a case, from sealed bytes to the report, without disk or network. */
export async function runCase(file: CaseFile): Promise<Report> {
  const law = await loadLaw(file.catalogue, file.calendar_until);
  const shelves = CHANNELS.flatMap((channel) => shelvesOf(file, channel).map((shelf) => ({ channel, shelf })));
  const sealed = shelves.flatMap(({ channel, shelf }) => sealShelf(channel, shelf, file));
  const scopes = shelves.map(({ channel, shelf }): Scope => ({
    channel,
    site: shelf.site ?? '',
    closed: shelf.complete === 'true',
    pages: Object.keys(shelf.pages).length,
  }));
  const workspace = workspaceOf(file);
  return check(memoryBundle(sealed, scopes), { law, workspace, asOf: file.as_of, version: 'test' });
}

function shelvesOf(file: CaseFile, channel: ChannelId): CaseShelf[] {
  const entry = file.channels[channel];
  if (entry === undefined || entry === 'none') return [];
  return Array.isArray(entry) ? entry : [entry];
}

function workspaceOf(file: CaseFile): Workspace {
  const channels: Partial<Record<ChannelId, ChannelEntry>> = {};
  for (const channel of CHANNELS) {
    const entry = file.channels[channel];
    if (entry === undefined) continue;
    const shelves = shelvesOf(file, channel);
    if (entry === 'none') channels[channel] = 'none';
    else if (shelves.some(({ site }) => site !== undefined))
      channels[channel] = { sites: shelves.map((shelf) => ({ name: shelf.site ?? '', sources: [sourceOf(shelf)] })) };
    else channels[channel] = { sources: shelves.map(sourceOf) };
  }
  const { changes, approvals, reviews } = file.records;
  return {
    folder: '/',
    company: file.company,
    catalogue: file.catalogue,
    channels,
    capabilities: file.capabilities,
    records: {},
    changes: changes.map((one) => ({ ...one, note: '', at: '变更登记' })),
    approvals: approvals.map((one) => ({ ...one, at: '批复登记' })),
    reviews: reviews.map((one) => ({ ...one, at: '三审记录' })),
  };
}

const sourceOf = ({ base, hosts, captured, complete, operator, landmarks }: CaseShelf): Source => ({
  snapshot: 'pages',
  base,
  hosts,
  captured,
  complete: complete === 'true',
  landmarks,
  ...(operator !== undefined && { operator }),
});

function sealShelf(channel: ChannelId, shelf: CaseShelf, file: CaseFile): Sealed[] {
  return Object.entries(shelf.pages).map(([path, page]) => seal(channel, shelf, path, page, file));
}

function seal(channel: ChannelId, shelf: CaseShelf, path: string, page: CasePage, file: CaseFile): Sealed {
  const url = new URL(path, shelf.base).href;
  const plain = typeof page === 'string' ? { body: page } : page;
  const status = 'status' in plain && plain.status !== undefined ? Number(plain.status) : 0;
  const fault = 'fault' in plain ? plain.fault : undefined;
  const gone = fault !== undefined || status >= 400;
  const body = gone ? undefined : encode(plain, file);
  const capture: Capture = {
    id: captureId({ channel, site: shelf.site ?? '', url }),
    channel,
    site: shelf.site ?? '',
    url,
    capturedAt: `${shelf.captured}T01:00:00Z`,
    obtained: 'snapshot',
    status,
    headers: 'content_type' in plain && plain.content_type !== undefined ? { 'content-type': [plain.content_type] } : {},
    sha256: body ? sha256(body) : '',
    bytes: body?.length ?? 0,
    marks: [],
    depth: 0,
    ...(fault !== undefined && { fault: { reason: fault, detail: `${path}: ${fault}` } }),
  };
  return { capture, body };
}

type PlainPage = Exclude<CasePage, string>;

function encode(page: PlainPage | { body: string }, file: CaseFile): Uint8Array {
  const markup = /^\s*<(?:!doctype|html)/i.test(page.body) ? page.body : wrap(page as PlainPage, file);
  return 'gbk' in page && page.gbk ? encodeGb18030(markup) : new TextEncoder().encode(markup);
}

/** The plain site template around a page's body: header with the company's name, breadcrumb, footer. */
function wrap({ title, column, published, body, bare }: PlainPage, { company }: CaseFile): string {
  if (bare) return `<html><head><title>${title ?? company.name}</title></head><body>${body}</body></html>`;
  const trail = column === undefined ? '' : `<div class="breadcrumb">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">信息公开</a> &gt; ${column}</div>`;
  return `<html><head><title>${title ?? column ?? ''} - ${company.name}</title></head><body>
<div class="header"><h1>${company.name}</h1></div>
<div class="nav"><a href="/">首页</a><a href="/xxgk/">信息公开</a></div>${trail}
<div class="content">${title === undefined ? '' : `<h2>${title}</h2>`}${published === undefined ? '' : `<p class="info">发布日期：${published}</p>`}
${body}</div>
<div class="footer">版权所有 ${company.name}</div></body></html>`;
}
