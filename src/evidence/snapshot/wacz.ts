import type { Fault } from '../capture.ts';
import { isFault, type SnapshotEntries, type SnapshotLimits } from './entry.ts';
import { warcEntries, type WarcFile } from './warc.ts';
import type { OpenZip, ZipMember } from './zip.ts';
import { hasDigest, packageDigests, type PackagedDigest } from '../wacz/package.ts';

const PACKAGE = 'datapackage.json';
const WARC = /^archive\/.+\.w?arc(?:\.gz)?$/i;

/** Whether a ZIP is a WACZ: it describes itself as a package. */
export const isWacz = ({ files }: OpenZip): boolean => files.some(({ name }) => name === PACKAGE);

/**
 * The pages of a WACZ: those of all its WARC files together, for revisit records refer across them. A WARC that does not
 * match the package description is no evidence, whatever its records say of themselves.
 */
export async function* waczEntries(zip: OpenZip, prefix: string, limits: SnapshotLimits): SnapshotEntries {
  try {
    const digests = await digestsOf(zip);
    const files: WarcFile[] = [];
    let broken = zip.broken;
    for (const member of zip.files.filter(({ name }) => WARC.test(name))) {
      const file = await warcFile(member, prefix, digests?.get(member.name));
      if ('reason' in file) broken ??= file;
      else files.push(file);
    }
    const inner = yield* warcEntries(files, limits);
    const empty: Fault | undefined = files.length === 0 ? corrupt('no WARC in archive/') : undefined;
    return broken ?? files.find(({ damage }) => damage)?.damage ?? inner ?? empty;
  } finally {
    zip.close();
  }
}

async function digestsOf({ files }: OpenZip): Promise<ReadonlyMap<string, PackagedDigest> | undefined> {
  const packaged = await files.find(({ name }) => name === PACKAGE)?.read();
  return packaged && !isFault(packaged) ? packageDigests(Buffer.from(packaged).toString()) : undefined;
}

async function warcFile(
  { name, stored, read }: ZipMember,
  prefix: string,
  digest: PackagedDigest | undefined,
): Promise<WarcFile | Fault> {
  const place = (await stored()) ?? (await read());
  if ('reason' in place) return place;
  const file = { path: `${prefix}${name}!/`, stored: place instanceof Uint8Array ? { bytes: place } : place };
  const isAsPackaged = digest === undefined || (await hasDigest(file.stored, digest));
  return isAsPackaged ? file : { ...file, damage: corrupt(`${name} does not match the package description`) };
}

const corrupt = (detail: string): Fault => ({ reason: 'corrupt-archive', detail });
