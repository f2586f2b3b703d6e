import { receivedAt, type Capture } from '../capture.ts';
import { DAMAGE, type Damage } from './damage.ts';
import { fieldsOf, parseFields, type FieldBlock } from '../warc/parse.ts';
import { asciiUri } from '../warc/uri.ts';
import type { PlacedRecord } from '../wacz/files.ts';

/** The record that opens the WARC; it belongs to no capture. */
const INFO = 'warcinfo';

/**
 * Whether the heads of an inflated record tell of a capture what the list of captures tells: its address, when it came,
 * and how the server answered. Digests can be made anew by whoever edits the list; these words are within the record.
 */
export function tellsOf(record: Uint8Array, capture: Capture): boolean {
  const head = parseFields(record, 'utf8');
  if (!head || valueOf(head, 'warc-date') !== receivedAt(capture)) return false;
  // Of two files of one name, listed by its path since it was written.
  const isMoved = capture.url === `snapshot:${capture.from ?? capture.sha256}`;
  if (!isMoved && valueOf(head, 'warc-target-uri') !== asciiUri(capture.url)) return false;
  return saysTheSame(head, record.subarray(head.length), capture);
}

function saysTheSame(head: FieldBlock, block: Uint8Array, { status, fault }: Capture): boolean {
  const type = valueOf(head, 'warc-type');
  if (type === 'response') return parseFields(block, 'latin1')?.firstLine.split(' ')[1] === String(status);
  if (type !== 'metadata') return true;
  const said = fieldsOf(Buffer.from(block).toString().split(/\r?\n/));
  return said.get('status')?.[0] === String(status) && said.get('fault')?.[0] === fault?.reason;
}

const valueOf = ({ fields }: FieldBlock, name: string): string | undefined => fields.get(name)?.[0];

/** Records of which the list of captures knows nothing, and captures of the list that have no record or stand there twice. */
export function unmatched(records: readonly PlacedRecord[], captures: readonly Capture[]): Damage[] {
  const recorded = new Set(records.map(({ id }) => id));
  const listed = new Set(captures.map(({ id }) => id));
  const seen = new Set<string>();
  const unrecorded = captures.filter(({ id }) => {
    const isAgain = seen.has(id);
    seen.add(id);
    return isAgain || !recorded.has(id);
  });
  const unlisted = records.filter(({ id }) => id !== INFO && !listed.has(id));
  return [...unlisted, ...unrecorded].map(({ id }) => ({
    file: 'run/captures.jsonl',
    capture: id,
    what: DAMAGE.unmatched,
  }));
}

/** The part of an index line that replay tools go by: which bytes of the WARC answer which address, as of when. */
const place = (url: string, time: string, digest: string, { offset, length }: { offset: unknown; length: unknown }) =>
  [url, time.replace(/\D/g, '').slice(0, 14), digest, String(offset), String(length)].join(' ');

/** Whether the index leads to the records of all captures with an http(s) address, and to nothing else. */
export function isIndexOf(index: string, records: readonly PlacedRecord[], captures: readonly Capture[]): boolean {
  const byId = new Map(captures.map((capture) => [capture.id, capture]));
  const expected = records.flatMap((record) => {
    const capture = byId.get(record.id);
    if (!capture || capture.sha256 === '' || !/^https?:/.test(capture.url)) return [];
    return [place(capture.url, receivedAt(capture), `sha256:${capture.sha256}`, record)];
  });
  const found = linesOf(index).map((line) => {
    const [, time = '', fields = ''] = /^\S+ (\d+) (\{.*\})$/.exec(line) ?? [];
    const { url, digest, offset, length } = objectIn(fields);
    return place(String(url), time, String(digest), { offset, length });
  });
  return sameLines(expected, found);
}

/** Whether each page that the list for replay names is a capture, at its time. */
export function isPagesOf(pages: string, captures: readonly Capture[]): boolean {
  const known = new Set(captures.map((capture) => `${capture.url} ${receivedAt(capture)}`));
  return linesOf(pages)
    .map(objectIn)
    .every(({ format, url, ts }) => format !== undefined || known.has(`${String(url)} ${String(ts)}`));
}

/** Whether a bundle says of itself what its package description says: of which company, and of when. */
export function isHeadOf(head: string, description: string): boolean {
  const [own, packaged] = [objectIn(head), objectIn(description)];
  return own.company === packaged.title && own.created === packaged.created;
}

const linesOf = (content: string): string[] => content.split('\n').filter((line) => line !== '');

function objectIn(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const sameLines = (left: readonly string[], right: readonly string[]): boolean =>
  [...left].sort().join('\n') === [...right].sort().join('\n');
