import type { WarcCursor } from './cursor.ts';
import { brokenAt, type WarcProblem, type WarcRecords } from './record.ts';

/** The address may hold spaces, so the line is read from its end: address, IP, 14-digit time, media type, length. */
const RECORD_LINE = /^(?<url>\S.*) (?<ip>\S+) (?<time>\d{14})\d* (?<mime>\S+) (?<length>\d{1,15})$/;
const LONGEST_LINE = 16 * 1024;

/** Reads ARC 1.0, the format before WARC: a line for each record and then the answer as it came. It has no digests. */
export async function* arcRecords(cursor: WarcCursor, caps: { readonly record: number }): WarcRecords {
  for (;;) {
    await skipNewlines(cursor);
    const window = (await cursor.peek(LONGEST_LINE)).toString('utf8');
    if (window === '') return cursor.fault;
    const offset = cursor.position;
    const line = window.slice(0, window.indexOf('\n')).trimEnd();
    const { url = '', time = '', mime = '', length = '' } = RECORD_LINE.exec(line)?.groups ?? {};
    if (url === '') return cursor.fault ?? brokenAt(offset, 'no ARC record');
    await cursor.skip(Buffer.byteLength(window.slice(0, window.indexOf('\n') + 1)));
    const block = await cursor.take(Math.min(Number(length), caps.record));
    const whole = Number(length) <= caps.record || (await cursor.skip(Number(length) - caps.record));
    const problems = problemsOf(block.length, Number(length), caps.record, whole);
    const isHead = url.startsWith('filedesc:');
    const fields = new Map([
      ['warc-target-uri', [url]],
      ['warc-date', [isoTime(time)]],
      ['content-type', [block.toString('latin1', 0, 5) === 'HTTP/' ? 'application/http' : mime]],
    ]);
    yield { type: isHead ? 'warcinfo' : 'response', fields, offset, block, problems };
    if (problems.includes('truncated')) return cursor.fault ?? brokenAt(offset, 'cut short');
  }
}

function problemsOf(have: number, stated: number, cap: number, whole: boolean): WarcProblem[] {
  if (!whole || (have < stated && stated <= cap)) return ['truncated'];
  return stated > cap ? ['too-large'] : [];
}

const isoTime = (digits: string): string =>
  digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z');

async function skipNewlines(cursor: WarcCursor): Promise<void> {
  for (let next = await cursor.peek(1); next[0] === 0x0d || next[0] === 0x0a; next = await cursor.peek(1))
    await cursor.skip(1);
}
