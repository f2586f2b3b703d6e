import path from 'node:path';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import type { Catalogue, ChannelId } from '../../src/catalogue/rule.ts';
import { buildCorpus } from '../../src/checks/search/build-corpus.ts';
import type { Records } from '../../src/checks/check.ts';
import { compileRules, type CompiledRules } from '../../src/checks/compile.ts';
import type { Corpus } from '../../src/checks/search/corpus.ts';
import type { Finding } from '../../src/checks/search/finding.ts';
import { statedDates } from '../../src/documents/dates.ts';
import type { Document, Identity } from '../../src/documents/document.ts';
import { normalise } from '../../src/documents/normal-text.ts';
import { readCapture } from '../../src/documents/read.ts';
import type { Capture } from '../../src/evidence/capture.ts';
import type { Reason } from '../../src/evidence/reason.ts';
import { obligationsOf } from '../../src/workspace/plan.ts';
import type { Company } from '../../src/workspace/workspace.ts';

export const BASE = 'http://www.shancheng.example/';

export const COMPANY: Company = {
  id: 'shancheng',
  name: '国网山城供电公司',
  aliases: ['山城供电公司'],
  kind: 'branch',
  parent: '国网示范省电力公司',
};

/** A page of a channel: its HTML, or what stands in its place. */
export type Page =
  | string
  | { readonly status: number }
  | { readonly fault: Reason }
  | { readonly html: string; readonly identity: Identity; readonly why?: string }
  /** A picture with these words and QR codes in it. */
  | { readonly html: string; readonly codes: readonly string[] };

export interface Shelf {
  readonly channel?: ChannelId;
  /** The scope was read whole and a dead link is dead; true unless said otherwise. */
  readonly closed?: boolean;
  readonly cut?: Reason;
  readonly capturedAt?: string;
}

/** The corpus of one channel from pages by path; a page is the company's own unless it says otherwise. */
export function corpusOf(pages: Readonly<Record<string, Page>>, catalogue: Catalogue, shelf: Shelf = {}): Corpus {
  const { channel = 'portal', closed = true, cut, capturedAt = '2026-11-19T02:00:00Z' } = shelf;
  const documents = Object.entries(pages).map(([at, page]) => read(new URL(at, BASE).href, page, channel, capturedAt));
  return buildCorpus({
    scope: { channel, site: '', closed, pages: documents.length, ...(cut && { cut: { reason: cut, detail: cut } }) },
    documents,
    hosts: new Set([new URL(BASE).host]),
    catalogue,
    starts: [BASE],
  });
}

function read(url: string, page: Page, channel: ChannelId, capturedAt: string): Document {
  const html = typeof page === 'string' ? page : 'html' in page ? page.html : undefined;
  const body = html === undefined ? undefined : new TextEncoder().encode(markup(html));
  const capture: Capture = {
    id: `${channel}:${url}`,
    channel,
    site: '',
    url,
    capturedAt,
    obtained: 'snapshot',
    status: typeof page === 'object' && 'status' in page ? page.status : 200,
    headers: {},
    sha256: '0'.repeat(64),
    bytes: body?.length ?? 0,
    marks: [],
    depth: 0,
    ...(typeof page === 'object' && 'fault' in page && { fault: { reason: page.fault, detail: page.fault } }),
  };
  const document = readCapture(capture, body, {
    dates: (parts) => statedDates(parts),
    identify: () =>
      typeof page === 'object' && 'identity' in page
        ? { identity: page.identity, why: page.why ?? '' }
        : { identity: 'ours', why: '' },
    publisher: () => '',
  });
  if (typeof page === 'string' || !('codes' in page)) return document;
  const links = page.codes.map((href) => ({ text: normalise(''), href, region: 'main' as const, block: 0 }));
  return { ...document, format: 'picture', recognised: { unclear: [] }, links };
}

/** Only the body need be given; the first heading becomes the title. */
function markup(page: string): string {
  if (/^\s*<(?:!doctype|html)/i.test(page)) return page;
  const title = /<h1[^>]*>(.*?)<\/h1>/s.exec(page)?.[1] ?? '';
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${page}</body></html>`;
}

const laws = new Map<string, Promise<{ catalogue: Catalogue; rules: CompiledRules }>>();

/** The project's own catalogue with its rules bound; a problem in it fails the test with its place. */
export function ruleBook(id = 'chongqing'): Promise<{ catalogue: Catalogue; rules: CompiledRules }> {
  const known = laws.get(id) ?? open(id);
  laws.set(id, known);
  return known;
}

async function open(id: string): Promise<{ catalogue: Catalogue; rules: CompiledRules }> {
  const loaded = await loadCatalogue(path.resolve(import.meta.dirname, '../../rules'), id);
  if ('problems' in loaded) {
    throw new Error(loaded.problems.map(({ file, line, message }) => `${file}:${line} ${message.zh}`).join('\n'));
  }
  const { rules, faults } = compileRules(loaded.catalogue);
  if (faults.length > 0)
    throw new Error(faults.map(({ path: at, message }) => `${at.join('.')} ${message.zh}`).join('\n'));
  return { catalogue: loaded.catalogue, rules };
}

export interface Asked extends Shelf {
  readonly catalogue?: string;
  readonly company?: Company;
  readonly asOf?: string;
  readonly records?: Partial<Records>;
}

/** What the rule of an element (`4.2`, `5.1-planned`) finds on these pages. */
export async function look(
  id: string,
  pages: Readonly<Record<string, Page>>,
  asked: Asked = {},
): Promise<readonly Finding[]> {
  const { catalogue } = await ruleBook(asked.catalogue);
  return lookIn(id, corpusOf(pages, catalogue, asked), asked);
}

/** The same in a corpus that is there. */
export async function lookIn(id: string, corpus: Corpus, asked: Asked = {}): Promise<readonly Finding[]> {
  const { catalogue, rules } = await ruleBook(asked.catalogue);
  const obligation = catalogue.items.flatMap(obligationsOf).find((one) => one.id === id);
  if (!obligation) throw new Error(`no element ${id} in the catalogue`);
  const { item, element, variant } = obligation;
  const { company = COMPANY, asOf = '2026-11-20' } = asked;
  const records: Records = { changes: [], approvals: [], reviews: [], ...asked.records };
  return rules.get(element)?.(corpus, { item, element, variant, company, catalogue, asOf, records }) ?? [];
}
