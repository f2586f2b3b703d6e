import { CHANNELS, type ChannelId } from '../catalogue/closed-lists.ts';
import { memoryBundle, type Sealed } from '../evidence/bundle/memory.ts';
import { sha256 } from '../evidence/sha256.ts';
import { captureId, type Bundle } from '../evidence/bundle.ts';
import type { Capture, Fault, Scope } from '../evidence/capture.ts';
import { statusFault } from '../evidence/status-fault.ts';
import type { CaseFile, CasePage, CaseShelf, FILES } from './case-file.ts';
import { markupOf, type Written } from './case-template.ts';

export type FileKind = (typeof FILES)[number];

/** What makes the bytes that are no HTML page in UTF-8; only those that tests bring make files that can be read. */
export interface Makers {
  readonly files: Partial<Record<FileKind, (lines: readonly string[]) => Uint8Array>>;
  readonly gbk?: (markup: string) => Uint8Array;
}

/** Of files that cannot be read, the first bytes tell the kind. */
export const PLAIN_MAKERS = {
  files: {
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
  },
} as const satisfies Makers;

/** The channels of a case as the bundle that an audit would have sealed. */
export function sealCase(file: CaseFile, makers: Makers = PLAIN_MAKERS): Bundle {
  const shelves = CHANNELS.flatMap((channel) => shelvesOf(file, channel).map((shelf) => ({ channel, shelf }))).filter(
    ({ shelf }) => shelf.unseen !== 'true',
  );
  const sealed = shelves.flatMap(({ channel, shelf }) =>
    Object.entries(shelf.pages).map(([path, page]) => seal({ channel, shelf, path, file, makers }, page)),
  );
  const scopes = shelves.map(({ channel, shelf }): Scope => ({
    channel,
    site: shelf.site ?? '',
    closed: shelf.complete === 'true',
    pages: Object.keys(shelf.pages).length,
  }));
  return memoryBundle(sealed, scopes);
}

export function shelvesOf(file: CaseFile, channel: ChannelId): CaseShelf[] {
  const entry = file.channels[channel];
  if (entry === undefined || entry === 'none') return [];
  return Array.isArray(entry) ? entry : [entry];
}

interface Spot {
  readonly channel: ChannelId;
  readonly shelf: CaseShelf;
  readonly path: string;
  readonly file: CaseFile;
  readonly makers: Makers;
}

const writtenOut = (page: CasePage): Written => (typeof page === 'string' ? { body: page } : page);

function seal({ channel, shelf, path, file, makers }: Spot, page: CasePage): Sealed {
  const url = new URL(path, shelf.base).href;
  const site = shelf.site ?? '';
  const written = writtenOut(page);
  const status = Number(written.status ?? 0);
  const fault = faultOf(written, path);
  const body = fault !== undefined || status >= 400 ? undefined : bytesOf(written, shelf, file, makers);
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

function bytesOf(page: Written, shelf: CaseShelf, file: CaseFile, { files, gbk }: Makers): Uint8Array {
  if (page.file !== undefined) return files[page.file]?.(page.body.trim().split('\n')) ?? new Uint8Array();
  const markup = markupOf(page, shelf, file);
  return page.gbk === 'true' && gbk ? gbk(markup) : new TextEncoder().encode(markup);
}
