import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import type { Fault } from '../capture.ts';
import { decodeName } from './folder.ts';

export interface ZipName {
  /** '/'-separated, without parts that climb. */
  readonly name: string;
  readonly marks: readonly string[];
  /** Set when the name as given would lead out of the archive. */
  readonly unsafe?: Fault;
}

const UTF8_FLAG = 0x0800;
const UNICODE_PATH = 0x7075;

/**
 * The name of a ZIP entry. Windows in Chinese writes names in GBK without saying so: what is not declared UTF-8 and does
 * not read as UTF-8 is read as GB18030, and marked.
 */
export function zipName(entry: Entry): ZipName {
  const declared = unicodePath(entry);
  const raw = declared ?? decodeName(entry.fileName);
  const marks = declared === undefined && !isUtf8(entry.fileName) ? ['name-gb18030'] : [];
  const slashed = raw.replaceAll('\\', '/');
  const parts = slashed.split('/');
  const climbs = parts.includes('..') || slashed.startsWith('/') || /^[a-z]:/i.test(slashed) || raw.includes('\0');
  if (!climbs) return { name: slashed, marks };
  const name = parts
    .filter((part) => !['', '.', '..'].includes(part))
    .map((part) => part.replace(/[:\0]/g, '_'))
    .join('/');
  return { name: `unsafe/${name}`, marks, unsafe: { reason: 'unsafe-archive', detail: `name ${JSON.stringify(raw)}` } };
}

/** Info-ZIP's Unicode Path extra field, if it belongs to this very name. */
function unicodePath({ extraFields, fileName, generalPurposeBitFlag }: Entry): string | undefined {
  if (generalPurposeBitFlag & UTF8_FLAG) return undefined;
  const field = extraFields.find(({ id, data }) => id === UNICODE_PATH && data[0] === 1 && data.length > 5);
  return field?.data.readUInt32LE(1) === crc32(fileName) ? field?.data.toString('utf8', 5) : undefined;
}

const EXACT_TIMES: ReadonlySet<number> = new Set([0x5455, 0x000a]);
const SHANGHAI_MS = 8 * 3_600_000;

/** The file's own date in UTC. The old ZIP field is local time without a zone; it is taken for Shanghai's. */
export function zipTime(entry: Entry): string {
  const written = entry.getLastModDate({ timezone: 'UTC' }).getTime();
  const isExact = entry.extraFields.some(({ id }) => EXACT_TIMES.has(id));
  const time = isExact ? written : written - SHANGHAI_MS;
  return new Date(Number.isFinite(time) ? time : 0).toISOString();
}
