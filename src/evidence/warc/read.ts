import type { Input } from '../archive/input.ts';
import { arcRecords } from './arc.ts';
import { WarcCursor } from './cursor.ts';
import { digestHolds } from './digest.ts';
import { gzipMembers, isGzip, plainBytes } from './gzip.ts';
import { LONGEST_HEAD, dechunk, parseFields, type FieldBlock } from './parse.ts';
import { brokenAt, type WarcCaps, type WarcProblem, type WarcRecords } from './record.ts';

/**
 * Reads WARC 1.x and ARC 1.0, gzipped or not, from an open input. Lengths and digests are checked here, because a
 * record that does not match its digest is no evidence; the records before damage are kept.
 */
export async function* readWarc(input: Input, caps: WarcCaps): WarcRecords {
  const gzipped = isGzip(await input.read(0, 2));
  const cursor = new WarcCursor(gzipped ? gzipMembers(input, caps) : plainBytes(input));
  try {
    const isArc = (await cursor.peek(11)).toString('latin1') === 'filedesc://';
    return yield* isArc ? arcRecords(cursor, caps) : warcRecords(cursor, caps, gzipped);
  } finally {
    await cursor.close();
  }
}

async function* warcRecords(cursor: WarcCursor, caps: WarcCaps, gzipped: boolean): WarcRecords {
  for (;;) {
    await skipLineEnds(cursor);
    if ((await cursor.peek(1)).length === 0) return cursor.fault;
    const offset = cursor.position;
    const head = parseFields(await cursor.peek(LONGEST_HEAD), 'utf8');
    if (!head || !/^WARC\/\d/.test(head.firstLine)) return cursor.fault ?? brokenAt(offset, 'no WARC record');
    const length = head.fields.get('content-length')?.[0] ?? '';
    if (!/^\d{1,15}$/.test(length)) return brokenAt(offset, 'no length');
    const misplaced: WarcProblem[] = gzipped && !cursor.atStart ? ['gzip-members'] : [];
    await cursor.take(head.length);
    const type = head.fields.get('warc-type')?.[0]?.toLowerCase() ?? '';
    const { block, problems } = await readBlock(cursor, Number(length), caps);
    const digests = problems.length > 0 ? [] : digestProblems(head.fields, type, block);
    yield { type, fields: head.fields, offset, block, problems: [...misplaced, ...problems, ...digests] };
    if (problems.includes('truncated')) return cursor.fault ?? brokenAt(offset, 'cut short');
  }
}

interface Block {
  readonly block: Uint8Array;
  readonly problems: WarcProblem[];
}

/** Takes a block of the stated length; a block that does not end where a record may end has the wrong length. */
async function readBlock(cursor: WarcCursor, length: number, caps: WarcCaps): Promise<Block> {
  if (length > caps.record) {
    const whole = await cursor.skip(length);
    return { block: new Uint8Array(), problems: whole ? ['too-large'] : ['too-large', 'truncated'] };
  }
  const block = await cursor.take(length);
  if (block.length < length) return { block, problems: ['truncated'] };
  if (await endsHere(cursor)) return { block, problems: [] };
  await seekRecord(cursor);
  return { block, problems: ['length'] };
}

/** Behind a block stand two line ends, or fewer with careless writers, and then a record or the end of the file. */
async function endsHere(cursor: WarcCursor): Promise<boolean> {
  const behind = (await cursor.peek(12)).toString('latin1').replace(/^[\r\n]+/, '');
  return behind === '' || behind.startsWith('WARC/');
}

const NEXT_RECORD = /(?:^|\n)WARC\/\d/;

/** Moves to the next line that begins a record, or to the end. */
async function seekRecord(cursor: WarcCursor): Promise<void> {
  for (;;) {
    const window = await cursor.peek(LONGEST_HEAD);
    const found = NEXT_RECORD.exec(window.toString('latin1'));
    if (found) {
      await cursor.skip(found.index);
      return;
    }
    if (window.length < LONGEST_HEAD) return void (await cursor.skip(window.length));
    // The line may begin at the end of the window.
    await cursor.skip(window.length - 8);
  }
}

async function skipLineEnds(cursor: WarcCursor): Promise<void> {
  for (let next = await cursor.peek(1); next[0] === 0x0d || next[0] === 0x0a; next = await cursor.peek(1))
    await cursor.skip(1);
}

function digestProblems(fields: FieldBlock['fields'], type: string, block: Uint8Array): WarcProblem[] {
  const blockDigest = fields.get('warc-block-digest')?.[0];
  const payloadDigest = type === 'revisit' ? undefined : fields.get('warc-payload-digest')?.[0];
  const problems: WarcProblem[] = [];
  if (blockDigest !== undefined && digestHolds(blockDigest, block) === false) problems.push('block-digest');
  if (
    payloadDigest !== undefined &&
    !payloadForms(fields, block).some((form) => digestHolds(payloadDigest, form) !== false)
  )
    problems.push('payload-digest');
  return problems;
}

/** The payload without HTTP head, with its transfer coding as most tools count it, and without as the standard does. */
function payloadForms(fields: FieldBlock['fields'], block: Uint8Array): Uint8Array[] {
  if (!/^application\/http\b/i.test(fields.get('content-type')?.[0] ?? '')) return [block];
  const head = parseFields(block, 'latin1');
  const body = head ? block.subarray(head.length) : block;
  const dechunked = dechunk(body);
  return dechunked ? [body, dechunked] : [body];
}
