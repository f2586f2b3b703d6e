import { receivedAt, type Capture, type Scope } from '../capture.ts';
import { cdxj } from '../cdxj.ts';
import { sha256 } from '../sha256.ts';

/** What a bundle says of itself. */
export interface BundleHead {
  /** Id of the company that the run is about. */
  readonly company: string;
  /** Name and version of the program. */
  readonly software?: string;
  /** When the run began, ISO 8601 in UTC; the time of the newest capture when it is left out. */
  readonly created?: string;
  /** Limits and switches of the run, catalogue digest, and what else must be known to judge it. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** A record and where it stands in the WARC; the info record has no capture. */
export interface PlacedRecord {
  readonly id: string;
  readonly capture?: Capture;
  readonly mime?: string;
  readonly offset: number;
  readonly length: number;
  readonly digest: string;
}

export const WARC_FILE = 'archive/data.warc.gz';
export const DIGEST_FILE = 'datapackage-digest.json';
export const PACKAGE_FILE = 'datapackage.json';
const TEXT_FILES = [
  'indexes/index.cdxj',
  'pages/pages.jsonl',
  'run/captures.jsonl',
  'run/head.json',
  'run/records.jsonl',
  'run/scopes.jsonl',
] as const;
export type TextFile = (typeof TEXT_FILES)[number];

/** Every file of a bundle, in the order in which they stand. */
export const BUNDLE_FILES: readonly string[] = [WARC_FILE, DIGEST_FILE, PACKAGE_FILE, ...TEXT_FILES];

/** Version of WACZ whose layout is written. */
const WACZ_VERSION = '1.1.1';

interface RunRecords {
  readonly placed: readonly PlacedRecord[];
  readonly scopes: readonly Scope[];
  readonly head: Required<BundleHead>;
}

/** The small files: what replay tools read, and under `run/` what this program reads. */
export function bundleTexts({ placed, scopes, head }: RunRecords): Record<TextFile, string> {
  const captured = placed.flatMap(({ capture, mime, ...record }) => (capture ? [{ capture, mime, ...record }] : []));
  const sealed = captured.filter(({ capture }) => capture.sha256 !== '');
  const index = sealed.map(({ capture, mime = '', offset, length, digest }) => ({
    ...{ url: capture.url, time: receivedAt(capture), mime, status: capture.status, digest: capture.sha256 },
    ...{ offset, length, recordDigest: digest },
  }));
  const pages = sealed.filter(({ capture, mime }) => mime === 'text/html' && /^https?:/.test(capture.url));
  return {
    'indexes/index.cdxj': cdxj(index, 'data.warc.gz'),
    'pages/pages.jsonl': jsonLines([
      { format: 'json-pages-1.0', id: 'pages', title: head.company },
      ...pages.map(({ capture }) => ({ id: capture.id, url: capture.url, ts: receivedAt(capture) })),
    ]),
    'run/captures.jsonl': jsonLines(captured.map(({ capture }) => capture)),
    'run/head.json': `${JSON.stringify(head, undefined, 2)}\n`,
    'run/records.jsonl': jsonLines(placed.map(({ id, offset, length, digest }) => ({ id, offset, length, digest }))),
    'run/scopes.jsonl': jsonLines(scopes),
  };
}

const jsonLines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

export interface Resource {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly hash: string;
}

/** The small files with the package description in front: all that follows the WARC, in order. */
export function dataPackage(
  texts: Record<TextFile, string>,
  warc: Resource,
  head: Required<BundleHead>,
): [name: string, content: string][] {
  const resources = [warc, ...TEXT_FILES.map((path) => resourceOf(path, texts[path]))];
  const description = {
    profile: 'data-package',
    wacz_version: WACZ_VERSION,
    software: head.software,
    title: head.company,
    created: head.created,
    resources: resources.map(({ path, bytes, hash }) => ({
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      hash: `sha256:${hash}`,
      bytes,
    })),
  };
  const packaged = `${JSON.stringify(description, undefined, 2)}\n`;
  return [
    [DIGEST_FILE, packageDigest(packaged)],
    [PACKAGE_FILE, packaged],
    ...TEXT_FILES.map((path): [string, string] => [path, texts[path]]),
  ];
}

function resourceOf(path: string, content: string): Resource {
  const bytes = Buffer.from(content);
  return { path, bytes: bytes.length, hash: sha256(bytes) };
}

/** `datapackage-digest.json` for the exact bytes of `datapackage.json`. */
export const packageDigest = (packaged: string | Uint8Array): string =>
  `${JSON.stringify({ path: PACKAGE_FILE, hash: `sha256:${sha256(Buffer.from(packaged))}` }, undefined, 2)}\n`;
