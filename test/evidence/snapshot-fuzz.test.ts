import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBundleWriter } from '../../src/evidence/wacz.ts';
import { page, snapshotFolder, type SnapshotFolder } from '../support/snapshot-folder.ts';

const seed = 20_261_122;
const runs = 250;
const PAGES = ['首页', '供电质量', '电价'].map(page);
const base = 'http://www.shancheng-sgcc.example/';

let folder: SnapshotFolder;
beforeAll(async () => {
  folder = await snapshotFolder();
});
afterAll(() => folder.remove());

/** Some bytes replaced, and perhaps the end cut off. */
const damage = fc.record({
  bytes: fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.integer({ min: 0, max: 255 })),
    {
      maxLength: 6,
    },
  ),
  keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});

function damaged(whole: Uint8Array, { bytes, keep }: { bytes: [number, number][]; keep: number }): Uint8Array {
  const copy = Uint8Array.from(whole.subarray(0, Math.ceil(whole.length * keep)));
  for (const [where, value] of bytes) if (copy.length > 0) copy[Math.floor(where * copy.length)] = value;
  return copy;
}

const zip = (): Uint8Array =>
  zipSync(Object.fromEntries(PAGES.map((words, index) => [`${index}.html`, strToU8(words)])));

const warc = (): Buffer =>
  Buffer.concat(
    PAGES.map((words, index) => {
      const block = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${words}`;
      const digest = createHash('sha1').update(block).digest('hex');
      const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: ${base}${index}.html\r\nWARC-Date: 2026-11-19T00:00:00Z\r\n`;
      const rest = `WARC-Block-Digest: sha1:${digest}\r\nContent-Type: application/http\r\nContent-Length: ${Buffer.byteLength(block)}`;
      return gzipSync(`${head}${rest}\r\n\r\n${block}\r\n\r\n`);
    }),
  );

const mhtml = (): Buffer =>
  Buffer.from(
    `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n${PAGES.map(
      (words, index) =>
        `--b\r\nContent-Type: text/html\r\nContent-Location: ${base}${index}.html\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(words).toString('base64')}\r\n`,
    ).join('')}--b--\r\n`,
  );

async function wacz(): Promise<Buffer> {
  await folder.put('pages/a.html', PAGES[0] ?? '');
  const { captures, body } = await folder.take({ snapshot: 'pages', base });
  const writer = await openBundleWriter(join(folder.path, 'run.wacz'));
  if (writer.kind === 'busy') throw new Error('busy');
  for (const capture of captures) await writer.add(capture, await body(capture));
  await writer.close([], { company: 'shancheng' });
  return readFile(join(folder.path, 'run.wacz'));
}

describe('a damaged container', () => {
  it.each([
    // Checksums protect the content of these, so that what is still read is what was there.
    { kind: 'ZIP', make: zip, isProtected: true },
    { kind: 'WARC', make: warc, isProtected: true },
    { kind: 'WACZ', make: wacz, isProtected: true },
    { kind: 'MHTML', make: mhtml, isProtected: false },
  ])(
    '$kind never breaks the reader, and what was changed never passes for evidence',
    async ({ kind, make, isProtected }) => {
      const whole = await make();
      let read = 0;
      await fc.assert(
        fc.asyncProperty(damage, async (change) => {
          await folder.put('site', damaged(whole, change));
          const bundle = await folder.take({ base });
          for (const capture of bundle.captures.filter(
            ({ sha256, url }) => sha256 !== '' && !url.startsWith('snapshot:'),
          )) {
            const words = Buffer.from(await bundle.body(capture)).toString();
            read += 1;
            // A container damaged in its first bytes is one unknown file, and no page of the site.
            if (isProtected && /^<!doctype/i.test(words)) expect(PAGES).toContain(words);
          }
        }),
        { seed, numRuns: runs },
      );
      process.stdout.write(`${kind}: ${runs} damaged copies taken in, ${read} pages still read (seed ${seed})\n`);
      expect(read).toBeGreaterThan(0);
    },
  );
});
