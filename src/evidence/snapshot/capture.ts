import { addDays } from '../../calendar/civil-date.ts';
import type { ChannelId } from '../../catalogue/rule.ts';
import { captureId } from '../bundle.ts';
import { sha256 } from '../sha256.ts';
import type { Capture, Fault } from '../capture.ts';
import type { Address } from './address.ts';
import type { SnapshotEntry, SnapshotSource } from './entry.ts';
import type { Origin } from './origin.ts';

/** Whose snapshot it is: the same for all of its captures. */
export interface Giver {
  readonly channel: ChannelId;
  readonly site: string;
  readonly source: SnapshotSource;
}

/** Midnight in Shanghai of the declared day, as UTC. */
export const declaredTime = (day: string): string => `${addDays(day, -1)}T16:00:00Z`;

/**
 * When the entry was captured: as the giver declares, else as the container or the saving tool noted, else by the
 * file's own date. What was not declared is marked, for a file's date changes with every copy.
 */
export function capturedAt(
  source: SnapshotSource,
  entry: SnapshotEntry,
  origin: Origin | undefined,
): [time: string, marks: string[]] {
  if (source.captured !== undefined) return [declaredTime(source.captured), []];
  if (entry.time !== undefined && entry.timeBy === 'record') return [entry.time, ['captured-by-record']];
  if (origin?.time !== undefined) return [origin.time, ['captured-by-record']];
  return [entry.time ?? '1970-01-01T00:00:00Z', ['undated', 'captured-by-mtime']];
}

/** What an entry was found to be: its bytes, or why there are none. */
export interface Found {
  readonly entry: SnapshotEntry;
  readonly address: Address;
  readonly origin: Origin | undefined;
  readonly status: number;
  readonly body: Uint8Array | Fault;
  readonly marks: readonly string[];
  /** The path from the workspace down, so that a person finds the file. */
  readonly from: string;
}

export function captureOf({ channel, site, source }: Giver, found: Found): Capture {
  const { entry, address, body } = found;
  const [time, timeMarks] = capturedAt(source, entry, found.origin);
  return {
    id: captureId({ channel, site, url: address.url }),
    channel,
    site,
    url: address.url,
    ...(address.aliases.length > 0 ? { aliases: address.aliases } : {}),
    from: found.from,
    capturedAt: time,
    obtained: 'snapshot',
    status: found.status,
    headers: entry.headers,
    ...sealOf(body),
    marks: [...new Set([...entry.marks, ...found.marks, ...timeMarks])],
    depth: 0,
  };
}

/** An answer without bytes (404) is an observation and no fault. */
function sealOf(body: Uint8Array | Fault): Pick<Capture, 'sha256' | 'bytes' | 'fault'> {
  if (!(body instanceof Uint8Array)) return { sha256: '', bytes: 0, fault: body };
  return body.length === 0 ? { sha256: '', bytes: 0 } : { sha256: sha256(body), bytes: body.length };
}

/** A page that the fetch log names and the snapshot does not hold. */
export function loggedCapture(giver: Giver, url: string, status: number, fault: Fault | undefined): Capture {
  const { channel, site, source } = giver;
  return {
    id: captureId({ channel, site, url }),
    channel,
    site,
    url,
    ...(source.log === undefined ? {} : { from: source.log }),
    capturedAt: source.captured === undefined ? '1970-01-01T00:00:00Z' : declaredTime(source.captured),
    obtained: 'snapshot',
    status,
    headers: {},
    sha256: '',
    bytes: 0,
    ...(fault ? { fault } : {}),
    marks: ['from-log', ...(source.captured === undefined ? ['undated'] : [])],
    depth: 0,
  };
}
