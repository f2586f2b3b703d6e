import type { Fault } from '../capture.ts';
import type { SnapshotEntries, SnapshotEntry } from './entry.ts';
import { mailTime } from './mail-time.ts';
import { parseMime, type MimePart } from './mime.ts';

/** Style sheets and scripts of a saved page. */
const ASSET_TYPE = /^(?:text\/(?:css|javascript)|application\/(?:x-)?javascript|font\/|image\/svg)/i;

/**
 * The parts of a page that a browser saved as one MHTML file: the page itself first, then frames and pictures. A part
 * that does not decode, or that the end of the file cuts off, is marked damaged; the others stay usable.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- a stream like every other container's
export async function* mhtmlEntries(bytes: Uint8Array, prefix: string): SnapshotEntries {
  const { headers, parts, whole } = parseMime(bytes);
  const time = mailTime(headers.get('date') ?? '');
  const shown = parts.filter(({ headers: part }) => !ASSET_TYPE.test(part.get('content-type') ?? ''));
  for (const [index, part] of shown.entries()) {
    const location =
      (index === 0 ? headers.get('snapshot-content-location') : undefined) ?? part.headers.get('content-location');
    yield entryOf(part, {
      location,
      path: `${prefix}${index === 0 ? 'index.html' : `part-${index}`}`,
      isPage: index === 0,
      time,
    });
  }
  return whole ? undefined : { reason: 'corrupt-archive', detail: 'the closing boundary is missing' };
}

interface Placing {
  readonly location: string | undefined;
  readonly path: string;
  readonly isPage: boolean;
  readonly time: string | undefined;
}

function entryOf(part: MimePart, { location, path, isPage, time }: Placing): SnapshotEntry {
  const type = part.headers.get('content-type');
  const isWeb = location !== undefined && /^https?:/i.test(location) && URL.canParse(location);
  const body: Uint8Array | Fault =
    part.body && part.whole ? part.body : { reason: 'corrupt-archive', detail: 'the part is damaged' };
  return {
    path,
    ...(isWeb ? { url: new URL(location).href } : {}),
    ...(time === undefined ? {} : { time }),
    timeBy: 'record',
    status: 0,
    headers: type === undefined ? {} : { 'content-type': [type] },
    marks: isPage ? [] : ['page-resource'],
    read: () => Promise.resolve(body),
  };
}
