import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CDXIndexer, WARCParser, type WARCRecord } from 'warcio';
import { collect } from '../../src/evidence/collect.ts';
import { openBundle, openBundleWriter, type StoredBundle } from '../../src/evidence/wacz.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import { proofSite, proofWorkspace } from '../support/proof-site.ts';
import { stillClock } from '../support/still-clock.ts';

/** A bundle of a live site with its faults, dead links and redirects, and of a hall's folder: every kind of record. */
let folder: string;
let stored: StoredBundle;
let warc: Uint8Array;
let index: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-warcio-'));
  const site = await proofSite();
  const loaded = await loadWorkspace(path.join(await proofWorkspace(folder, site.origin), 'gongkai.yaml'));
  if ('problems' in loaded) throw new Error('the workspace does not load');
  const file = path.join(folder, 'run.wacz');
  const writer = await openBundleWriter(file);
  if (writer.kind === 'busy') throw new Error('busy');
  const network = { rate: 0, allowPrivate: ['127.0.0.1/32'], limits: { confirmMs: 0 }, clock: stillClock() };
  await writer.close(await collect(loaded.workspace, network, writer), { company: 'shancheng' });
  await site.close();
  const opened = await openBundle(file);
  if (opened.kind === 'unreadable') throw new Error(opened.file);
  stored = opened;
  const files = unzipSync(await readFile(file));
  warc = files['archive/data.warc.gz'] ?? new Uint8Array();
  index = Buffer.from(files['indexes/index.cdxj'] ?? new Uint8Array()).toString();
});
afterAll(async () => {
  await stored.close();
  await rm(folder, { recursive: true, force: true });
});

interface Read {
  readonly record: WARCRecord;
  readonly bytes: Uint8Array;
}

/** Every record as warcio reads it: `parseHttp` tells the answer's head from its payload. */
async function records(parseHttp: boolean, bytes: Uint8Array = warc): Promise<Read[]> {
  const all: Read[] = [];
  for await (const record of new WARCParser([bytes], { parseHttp }))
    all.push({ record, bytes: await record.readFully(false) });
  return all;
}

const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

describe('a bundle in the reader of another house, warcio', () => {
  it('opens whole: every record can be read, and every block and payload digest is right', async () => {
    const blocks = await records(false);
    const payloads = await records(true);
    let passed = 0;
    for (const [at, { record, bytes }] of blocks.entries()) {
      const payload = payloads[at];
      const { warcPayloadDigest } = record;
      const isWhole =
        record.warcBlockDigest === sha256(bytes) &&
        record.warcContentLength === bytes.length &&
        (warcPayloadDigest ? warcPayloadDigest === sha256(payload?.bytes ?? bytes) : true);
      if (isWhole) passed += 1;
      expect.soft(isWhole, `${record.warcType} ${record.warcTargetURI ?? ''}`).toBe(true);
    }
    process.stdout.write(`records read by warcio: ${passed} passed, ${blocks.length - passed} failed\n`);
    // One for each capture, and the one that says who wrote the file.
    expect(blocks).toHaveLength(stored.captures.length + 1);
    const kinds = new Set(blocks.map(({ record }) => record.warcType));
    expect([...kinds].sort()).toEqual(['metadata', 'resource', 'response', 'warcinfo']);
  });

  it('gives the bytes, the address and the status of each page as they were captured', async () => {
    const pages = new Map((await records(true)).map((one) => [one.record.warcTargetURI, one]));
    const live = stored.captures.filter(({ obtained, sha256: digest }) => obtained === 'http' && digest !== '');
    expect(live.length).toBeGreaterThan(50);
    for (const capture of live) {
      const page = pages.get(capture.url);
      expect([capture.url, page?.record.httpHeaders?.statusCode]).toEqual([capture.url, capture.status]);
      expect(Buffer.from(page?.bytes ?? []).equals(Buffer.from(await stored.body(capture)))).toBe(true);
    }
  });

  it('is found by its index: each line leads to the record of its address', async () => {
    const lines = index.split('\n').filter((line) => line !== '');
    for (const line of lines) {
      const entry = JSON.parse(line.slice(line.indexOf('{'))) as Record<'url' | 'offset' | 'length', string>;
      const [from, length] = [Number(entry.offset), Number(entry.length)];
      const [one, more] = await records(true, warc.subarray(from, from + length));
      expect([one?.record.warcTargetURI, more]).toEqual([entry.url, undefined]);
    }
  });

  it('has the index that warcio would make of its records', async () => {
    const place = ({ url, urlkey, offset, length }: Record<string, unknown>): string =>
      [urlkey, url, offset, length].map(String).join(' ');
    const ours = index
      .split('\n')
      .filter((line) => line !== '')
      .map((line) =>
        place({ urlkey: line.split(' ', 1)[0], ...(JSON.parse(line.slice(line.indexOf('{'))) as object) }),
      );
    const theirs: string[] = [];
    const indexer = new CDXIndexer({ format: 'cdxj' });
    const files = [{ filename: 'data.warc.gz', reader: new Blob([Buffer.from(warc)]).stream() }];
    for await (const entry of indexer.iterIndex(files)) theirs.push(place(entry));
    const addressed = theirs.filter((line) => / https?:/.test(line));
    expect(ours.filter((line) => addressed.includes(line)).sort()).toEqual(addressed.sort());
  });
});
