import { check, type Law, type Sitting } from '../../src/audit.ts';
import { todayInShanghai } from '../../src/calendar/civil-date.ts';
import { CHANNELS, type ChannelId } from '../../src/catalogue/rule.ts';
import { compileRules } from '../../src/checks/compile.ts';
import { memoryBundle, sha256, type Sealed } from '../../src/evidence/bundle-memory.ts';
import { captureId, type Bundle } from '../../src/evidence/bundle.ts';
import type { Capture, Fault, Scope } from '../../src/evidence/capture.ts';
import { statusFault } from '../../src/evidence/status-fault.ts';
import type { Report } from '../../src/report/report.ts';
import { bindRecords } from '../../src/workspace/bind-records.ts';
import type { ChannelEntry, Source, Workspace } from '../../src/workspace/workspace.ts';
import type { CaseFile, CasePage, CaseShelf } from './case-file.ts';
import { markupOf, type Written } from './case-template.ts';
import { encodeGb18030 } from './gb18030.ts';
import { docxFile, xlsxFile, type WordPart } from './office-file.ts';
import { pdfOfLines } from './pdf-file.ts';
import { loadLaw } from './law.ts';

/** Runs the whole road on a case, from sealed bytes to the report, without disk or network. */
export async function runCase(file: CaseFile): Promise<Report> {
  const { bundle, sitting } = await openCase(file);
  return check(bundle, sitting);
}

/** A case's sealed bytes, and who sits over them. */
export async function openCase(file: CaseFile): Promise<{ readonly bundle: Bundle; readonly sitting: Sitting }> {
  const law = amended(await loadLaw(file.catalogue, file.calendar_until), file);
  const shelves = CHANNELS.flatMap((channel) => shelvesOf(file, channel).map((shelf) => ({ channel, shelf })));
  const sealed = shelves.flatMap(({ channel, shelf }) => sealShelf(channel, shelf, file));
  const scopes = shelves.map(({ channel, shelf }): Scope => ({
    channel,
    site: shelf.site ?? '',
    closed: shelf.complete === 'true',
    pages: Object.keys(shelf.pages).length,
  }));
  const asOf = file.now === undefined ? file.as_of : todayInShanghai(new Date(file.now));
  const workspace = bound(workspaceOf(file), law);
  return { bundle: memoryBundle(sealed, scopes), sitting: { law, workspace, asOf, version: 'test' } };
}

/** Records name their subject as staff write it, and the program looks it up. */
function bound(workspace: Workspace, { catalogue }: Law): Workspace {
  const result = bindRecords(workspace, catalogue);
  if ('workspace' in result) return result.workspace;
  throw new Error(result.problems.map(({ message }) => message.zh).join('\n'));
}

/** The catalogue with a province's own deadlines, bound to the checks anew. */
function amended(law: Law, { update }: CaseFile): Law {
  if (Object.keys(update).length === 0) return law;
  const items = law.catalogue.items.map((item) => ({
    ...item,
    elements: item.elements.map((element) => ({
      ...element,
      ...(update[element.id] && { update: update[element.id] }),
    })),
  }));
  const catalogue = { ...law.catalogue, items };
  return { ...law, catalogue, rules: compileRules(catalogue).rules };
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
  captured: captured.slice(0, 10),
  complete: complete === 'true',
  landmarks,
  ...(operator !== undefined && { operator }),
});

function sealShelf(channel: ChannelId, shelf: CaseShelf, file: CaseFile): Sealed[] {
  return Object.entries(shelf.pages).map(([path, page]) => seal(channel, shelf, path, page, file));
}

const writtenOut = (page: CasePage): Written => (typeof page === 'string' ? { body: page } : page);

function seal(channel: ChannelId, shelf: CaseShelf, path: string, page: CasePage, file: CaseFile): Sealed {
  const url = new URL(path, shelf.base).href;
  const site = shelf.site ?? '';
  const written = writtenOut(page);
  const status = Number(written.status ?? 0);
  const fault = faultOf(written, path);
  const body = fault !== undefined || status >= 400 ? undefined : bytesOf(written, shelf, file);
  const capture: Capture = {
    id: captureId({ channel, site, url }),
    channel,
    site,
    url,
    capturedAt: shelf.captured.includes('T') ? shelf.captured : `${shelf.captured}T01:00:00Z`,
    obtained: 'snapshot',
    status,
    headers: written.content_type === undefined ? {} : { 'content-type': [written.content_type] },
    sha256: body ? sha256(body) : '',
    bytes: body?.length ?? 0,
    marks: [],
    depth: 0,
    ...(fault && { fault }),
  };
  return { capture, body };
}

/** A fault as stated, or as a live capture would make it of the status. */
function faultOf({ fault, status }: Written, path: string): Fault | undefined {
  if (fault !== undefined) return { reason: fault, detail: `${path}: ${fault}` };
  return status === undefined ? undefined : statusFault(Number(status), {});
}

function bytesOf(page: Written, shelf: CaseShelf, file: CaseFile): Uint8Array {
  if (page.file !== undefined) return FILES[page.file](page.body.trim().split('\n'));
  const markup = markupOf(page, shelf, file);
  return page.gbk === 'true' ? encodeGb18030(markup) : new TextEncoder().encode(markup);
}

const cellsOf = (line: string): string[] => line.split('|').map((cell) => cell.trim());

/** Of files that cannot be read, the first bytes tell the kind; the others show what the case writes in them. */
const FILES = {
  jpg: () => Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  pdf: () =>
    Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n', 'latin1'),
  garbled: () =>
    Buffer.concat([
      Buffer.from('<html><head><title>', 'latin1'),
      Buffer.from('ff80'.repeat(40), 'hex'),
      Buffer.from('</title></head><body><p>', 'latin1'),
      Buffer.from('80ff81fe30ff'.repeat(80), 'hex'),
      Buffer.from('</p></body></html>', 'latin1'),
    ]),
  'text-pdf': pdfOfLines,
  docx: ([title = '', ...lines]) => docxFile([{ heading: title }, ...lines.map(wordPart)]),
  xlsx: (lines) => xlsxFile([{ name: 'Sheet1', rows: lines.map(cellsOf) }]),
} as const satisfies Record<NonNullable<Written['file']>, (lines: readonly string[]) => Uint8Array>;

const wordPart = (line: string): WordPart => (line.includes('|') ? { rows: [cellsOf(line)] } : line);
