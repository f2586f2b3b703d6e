import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../src/documents/document.ts';
import { unread } from '../../src/documents/read.ts';
import { POOL_LIMITS, readInPool, type Job, type PoolLimits } from '../../src/documents/reader/pool.ts';
import { readPage } from '../../src/documents/reader.ts';
import { sha256 } from '../../src/evidence/sha256.ts';
import type { SealedPlace } from '../../src/evidence/bundle.ts';
import { article, SHANCHENG, vocabulary } from './page.ts';

const SETTING = { company: SHANCHENG, vocabulary: vocabulary() };
const SOURCE = { hosts: [], landmarks: [] };
const NOTICE = article('停电公告', '<p>因设备检修，2026年11月20日8:00至12:00停电。</p>');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-fetch-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A page whose record lies in a file, behind other bytes; `brought` counts how often its body had to be brought. */
interface Sealed {
  readonly job: Job;
  readonly place: SealedPlace;
  readonly brought: () => number;
}

let made = 0;

async function sealed(
  markup: string,
  { type = 'text/html', name = `/n${made}.html` }: { readonly type?: string; readonly name?: string } = {},
): Promise<Sealed> {
  made += 1;
  const body = Buffer.from(markup);
  const url = new URL(name, 'http://www.shancheng.example/').href;
  const told = `WARC-Date: 2026-11-18T16:00:00Z\r\nWARC-Target-URI: ${url}`;
  const head = `WARC/1.1\r\nWARC-Type: resource\r\n${told}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const packed = gzipSync(Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n\r\n')]));
  const file = path.join(folder, `${made}.warc.gz`);
  await writeFile(file, Buffer.concat([Buffer.from('before'), packed, Buffer.from('after')]));
  const capture = {
    ...{ id: `portal:${url}`, channel: 'portal' as const, site: '', url, obtained: 'http' as const, status: 200 },
    ...{ capturedAt: '2026-11-18T16:00:00Z', headers: type === '' ? {} : { 'content-type': [type] } },
    ...{ sha256: sha256(body), bytes: body.length, marks: [], depth: 0 },
  };
  const place = { file, at: 6, bytes: packed.length, digest: sha256(packed) };
  let brought = 0;
  const load = (): Promise<Uint8Array> => Promise.resolve(body).finally(() => (brought += 1));
  return { job: { capture, source: SOURCE, load, place: () => place }, place, brought: () => brought };
}

async function read(jobs: readonly Job[], limits: Partial<PoolLimits> = {}): Promise<Document[]> {
  const documents: Document[] = [];
  const deliver = (_: Job, document: Document) => void documents.push(document);
  await readInPool(jobs, { setting: SETTING }, deliver, { ...POOL_LIMITS, children: 1, ...limits });
  return documents;
}

describe('a page that lies in a bundle', () => {
  it('is fetched by the process that reads it, and is the same document', async () => {
    const { job, brought } = await sealed(NOTICE);
    const expected = readPage({ capture: job.capture, source: SOURCE, body: Buffer.from(NOTICE) }, SETTING);
    expect(await read([job])).toEqual([expected]);
    expect(brought()).toBe(0);
  });

  it.each<[string, (place: SealedPlace) => SealedPlace]>([
    ['whose file is gone', (place) => ({ ...place, file: `${place.file}.gone` })],
    ['whose record is another than was sealed', (place) => ({ ...place, digest: sha256(Buffer.from('another')) })],
    ['whose file was cut short', (place) => ({ ...place, bytes: place.bytes + 100 })],
  ])('%s is brought to it', async (_, spoil) => {
    const { job, place, brought } = await sealed(NOTICE);
    const [document, ...more] = await read([{ ...job, place: () => spoil(place) }]);
    expect(document?.title).toBe('停电公告');
    expect(more).toEqual([]);
    expect(brought()).toBe(1);
  });

  it('whose record holds other bytes than the capture says is brought, and so told to be damaged', async () => {
    const { job } = await sealed(NOTICE);
    const capture = { ...job.capture, sha256: sha256(Buffer.from('another')) };
    const load = () => Promise.resolve(unread(capture, 'store-damaged', capture.id));
    const [document] = await read([{ ...job, capture, load }]);
    expect(document?.unread).toEqual({ reason: 'store-damaged', detail: capture.id });
  });

  it.each([
    ['called a page that is a file, whose reading may take longer', '%PDF-1.7', 'text/html'],
    ['called a file', 'date,place\n2026-11-20,江北', 'text/csv'],
    ['called nothing', NOTICE, ''],
  ])('%s is brought to it', async (_, body, type) => {
    const { job, brought } = await sealed(body, { type });
    expect(await read([job])).toHaveLength(1);
    expect(brought()).toBe(1);
  });

  it('costs no other page its turn when it cannot be fetched, nor when the next one ends the process', async () => {
    const entry = path.resolve(import.meta.dirname, '../support/reader-child-double.js');
    const names = ['/1', '/2?deed=fetchesNot', '/3', '/4?deed=dies', '/5?deed=fetchesNot', '/6'];
    const jobs = await Promise.all(names.map((name) => sealed('', { name })));
    const documents = await read(
      jobs.map(({ job }) => job),
      { entry },
    );
    const told = documents.map(({ capture, unread: why }) => [new URL(capture.url).pathname, why?.reason ?? 'read']);
    expect(told.sort()).toEqual([
      ['/1', 'read'],
      ['/2', 'read'],
      ['/3', 'read'],
      ['/4', 'too-complex'],
      ['/5', 'read'],
      ['/6', 'read'],
    ]);
  });
});
