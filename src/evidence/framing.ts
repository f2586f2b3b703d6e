import type { Capture } from './capture.ts';

/**
 * What is wrong with the way a reply says how long it is (RFC 9112, 6); `undefined` when nothing is. Parsers let some of it
 * through: lengths that differ, a transfer coding that nobody will take off.
 */
export function wrongFraming(headers: Capture['headers']): string | undefined {
  const lengths = new Set(listOf(headers['content-length']));
  const codings = listOf(headers['transfer-encoding']).filter((coding) => coding !== 'identity');
  if (lengths.size > 1 || [...lengths].some((length) => !/^\d{1,15}$/.test(length))) return 'Content-Length';
  if (codings.length > 1 || (codings.length === 1 && codings[0] !== 'chunked')) return 'Transfer-Encoding';
  if (codings.length > 0 && lengths.size > 0) return 'Content-Length and Transfer-Encoding';
  return undefined;
}

const listOf = (values: readonly string[] = []): string[] =>
  values.flatMap((value) => value.split(',')).map((value) => value.trim().toLowerCase());
