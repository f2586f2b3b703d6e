import { openInput, type Stored } from '../archive/input.ts';
import { isFault, SNAPSHOT_LIMITS } from '../snapshot/entry.ts';
import { openZip, type ZipMember } from '../snapshot/zip.ts';
import { DAMAGE, type Damage } from './damage.ts';
import { hasDigest, packageDigests, type PackagedDigest } from '../wacz/package.ts';
import { readWarc } from '../warc/read.ts';
import { HARMLESS } from '../warc/record.ts';

/** Room for files of any size: nothing is kept, and WARC files are read in place. */
const LIMITS = { ...SNAPSHOT_LIMITS, ratio: 10_000 };

/**
 * Checks a WACZ of another tool as far as it can be: every file against its checksum and the package description, every
 * WARC record against its own digests. Headers of the archive are not compared, for each tool writes its own.
 */
export async function verifyForeign(path: string): Promise<readonly Damage[]> {
  const zip = await openZip({ file: path }, LIMITS);
  if ('reason' in zip) return [{ file: '', what: DAMAGE.archive }];
  try {
    const packaged = await zip.files.find(({ name }) => name === 'datapackage.json')?.read();
    const digests = packaged && !isFault(packaged) ? packageDigests(Buffer.from(packaged).toString()) : undefined;
    if (zip.broken) return [{ file: '', what: DAMAGE.archive }];
    // A bundle of this program is laid out in one way only; one that is not was changed.
    if (zip.files.some(({ name }) => name.startsWith('run/'))) return [{ file: '', what: DAMAGE.repacked }];
    if (!digests) return [{ file: 'datapackage.json', what: DAMAGE.missing }];
    const damages: Damage[] = [];
    for (const member of zip.files) damages.push(...(await verifyMember(member, digests.get(member.name))));
    const present = new Set(zip.files.map(({ name }) => name));
    const lost = [...digests.keys()].filter((name) => !present.has(name));
    return [...damages, ...lost.map((file) => ({ file, what: DAMAGE.missing }))];
  } finally {
    zip.close();
  }
}

async function verifyMember({ name, stored, read }: ZipMember, digest: PackagedDigest | undefined): Promise<Damage[]> {
  const place = (await stored()) ?? (await read());
  if ('reason' in place) return [{ file: name, what: DAMAGE.content }];
  const bytes: Stored = place instanceof Uint8Array ? { bytes: place } : place;
  const isAsPackaged = digest === undefined || (await hasDigest(bytes, digest));
  const records = /\.w?arc(?:\.gz)?$/i.test(name) ? await verifyRecords(name, bytes) : [];
  return isAsPackaged || records.length > 0 ? records : [{ file: name, what: DAMAGE.content }];
}

async function verifyRecords(file: string, stored: Stored): Promise<Damage[]> {
  const input = await openInput(stored);
  try {
    const records = readWarc(input, { ...LIMITS, record: LIMITS.file, member: 2 * LIMITS.file });
    const damages: Damage[] = [];
    let next = await records.next();
    for (; !next.done; next = await records.next()) {
      const { problems, fields } = next.value;
      const capture = fields.get('warc-target-uri')?.[0] ?? fields.get('warc-record-id')?.[0] ?? '';
      if (problems.some((problem) => !HARMLESS.has(problem))) damages.push({ file, capture, what: DAMAGE.record });
    }
    return next.value ? [...damages, { file, what: DAMAGE.content }] : damages;
  } finally {
    await input.close();
  }
}
