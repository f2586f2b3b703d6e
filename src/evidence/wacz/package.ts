import { createHash } from 'node:crypto';
import { openInput, type Stored } from '../archive/input.ts';

/** The digest that a package description gives for one of its files. */
export interface PackagedDigest {
  readonly algorithm: string;
  /** Lower-case hex. */
  readonly hex: string;
}

/**
 * The digests that a `datapackage.json` lists, by path, as WACZ 1.1 (`hash: "sha256:…"`) and 1.0 (`hashing`, `stats.hash`)
 * write them. Undefined when it is no package description; files without a usable digest are left out.
 */
export function packageDigests(packaged: string): ReadonlyMap<string, PackagedDigest> | undefined {
  const description = parse(packaged);
  if (!isObject(description) || !Array.isArray(description.resources)) return undefined;
  const digests = new Map<string, PackagedDigest>();
  for (const resource of description.resources as unknown[]) {
    if (!isObject(resource) || typeof resource.path !== 'string') continue;
    const labelled = typeof resource.hash === 'string' ? resource.hash : oldForm(resource);
    const [, algorithm = '', hex = ''] = /^(md5|sha1|sha224|sha256|sha384|sha512):([0-9a-f]+)$/i.exec(labelled) ?? [];
    if (hex !== '') digests.set(resource.path, { algorithm: algorithm.toLowerCase(), hex: hex.toLowerCase() });
  }
  return digests;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function oldForm({ hashing, stats }: Json): string {
  const hash = isObject(stats) ? stats.hash : undefined;
  return typeof hashing === 'string' && typeof hash === 'string' ? `${hashing}:${hash}` : '';
}

function parse(packaged: string): unknown {
  try {
    return JSON.parse(packaged);
  } catch {
    return undefined;
  }
}

const CHUNK = 1024 * 1024;

/** Whether stored bytes have the digest; they are read piece by piece. */
export async function hasDigest(stored: Stored, { algorithm, hex }: PackagedDigest): Promise<boolean> {
  const hash = createHash(algorithm);
  const input = await openInput(stored);
  try {
    for (let at = 0; at < input.size; at += CHUNK) hash.update(await input.read(at, CHUNK));
  } finally {
    await input.close();
  }
  return hash.digest('hex') === hex;
}
