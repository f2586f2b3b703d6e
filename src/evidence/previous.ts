import { daysBetween } from '../calendar/civil-date.ts';
import type { Bundle } from './bundle.ts';
import { receivedAt, type Capture } from './capture.ts';
import { isoTime } from './clock.ts';
import type { Headers } from './exchange.ts';
import type { Reply } from './fetch.ts';
import { packedAnswer, type PackedContent } from './packed-content.ts';
import { wireHeaders } from './sealed-headers.ts';

/** An address as an earlier bundle holds it: the server is asked whether it has changed since. */
export interface Previous {
  readonly capture: Capture;
  /** Undefined where the bytes are no longer what was sealed. */
  readonly body: () => Promise<Uint8Array | undefined>;
  /** The same without unpacking; undefined also where the record cannot be copied as it stands. */
  readonly packed?: () => Promise<PackedContent | undefined>;
}

/** A server that wrongly says that nothing changed is not believed for longer: then the page is fetched whole again. */
export const FULL_AFTER_DAYS = 7;

/** What an earlier bundle can be asked for, by the id of a capture; `now` is in epoch milliseconds. */
export function previousIn(bundle: Bundle, now: number): (id: string) => Previous | undefined {
  const today = isoTime(now).slice(0, 10);
  const known = new Map(bundle.captures.filter((one) => mayBeAsked(one, today)).map((one) => [one.id, one]));
  return (id) => {
    const capture = known.get(id);
    return capture && previousOf(bundle, capture);
  };
}

function previousOf(bundle: Bundle, capture: Capture): Previous {
  const body = (): Promise<Uint8Array | undefined> => bundle.body(capture).catch(() => undefined);
  const packed = async (): Promise<PackedContent | undefined> => {
    const record = await bundle.record?.(capture).catch(() => undefined);
    return record && packedAnswer(record, capture, body);
  };
  return { capture, body, packed };
}

/** Whole pages with something to ask by, that came without a redirect and without cookies, whose bytes are not too old and not of the future. */
function mayBeAsked(capture: Capture, today: string): boolean {
  const age = daysBetween(receivedAt(capture).slice(0, 10), today);
  return canBeAsked(capture) && age >= 0 && age < FULL_AFTER_DAYS;
}

/** The same whatever the day. */
export function canBeAsked({ obtained, status, sha256, fault, from, headers, marks }: Capture): boolean {
  const isWhole = obtained === 'http' && status === 200 && sha256 !== '' && !fault && from === undefined;
  const canAsk = (headers.etag ?? headers['last-modified']) !== undefined && headers['set-cookie'] === undefined;
  return isWhole && canAsk && !marks.includes('truncated');
}

/** The headers that ask whether anything has changed; none where the server gave nothing to ask by. */
export function conditionsOf(previous: Previous | undefined): Readonly<Record<string, string>> {
  const etag = previous?.capture.headers.etag?.[0];
  const modified = previous?.capture.headers['last-modified']?.[0];
  return { ...(etag ? { 'if-none-match': etag } : {}), ...(modified ? { 'if-modified-since': modified } : {}) };
}

/** Whether the answer that nothing changed can be relied on: it is not about another version. */
export function isConfirmed({ status, headers }: Reply, { capture }: Previous): boolean {
  const [was, is] = [capture.headers.etag?.[0], headers.etag?.[0]];
  return status === 304 && (was === undefined || is === undefined || opaque(was) === opaque(is));
}

/** The page as it was, in the place of the answer that nothing changed. */
export function asItWas(reply: Reply, { capture }: Previous, body: Uint8Array): Reply {
  const unmodified = { since: receivedAt(capture), headers: answered(reply.headers) };
  return { ...reply, status: 200, headers: wireHeaders(capture.headers), body, unmodified };
}

/** A validator without its sign of weakness (RFC 9110, 8.8.3.2). */
const opaque = (etag: string): string => etag.replace(/^W\//, '');

const answered = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).sort(([left], [right]) => (left < right ? -1 : 1)));
