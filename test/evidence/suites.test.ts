import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInput } from '../../src/evidence/archive/input.ts';
import { isFault } from '../../src/evidence/snapshot/entry.ts';
import { mhtmlEntries } from '../../src/evidence/snapshot/mhtml.ts';
import { readWarc } from '../../src/evidence/warc/read.ts';
import type { WarcProblem } from '../../src/evidence/warc/record.ts';
import { snapshotFolder, type SnapshotFolder } from '../support/snapshot-folder.ts';

/** Files that others wrote, kept beside the project and not in it; without them these tests are skipped. */
const shared = resolve(import.meta.dirname, '../../../shared');
const suite = (path: string): string => join(shared, path);
const present = (path: string): boolean => existsSync(suite(path));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Told {
  readonly records: number;
  /** Problems of records, in order, of those that have any. */
  readonly problems: readonly WarcProblem[][];
  readonly cut: boolean;
}

async function tell(file: string): Promise<Told> {
  const input = await openInput({ file });
  try {
    const caps = { record: 50_000_000, member: 100_000_000, ratio: 100, ratioFrom: 1_000_000 };
    const records = readWarc(input, caps);
    const problems: WarcProblem[][] = [];
    let count = 0;
    let next = await records.next();
    for (; !next.done; next = await records.next()) {
      count += 1;
      if (next.value.problems.length > 0) problems.push([...next.value.problems]);
    }
    return { records: count, problems, cut: next.value !== undefined };
  } finally {
    await input.close();
  }
}

const whole = (records: number): Told => ({ records, problems: [], cut: false });
const form = (count: number): WarcProblem[][] => Array.from({ length: count }, () => ['gzip-members']);

/**
 * What each file is, from its licence folder's description, the `.test` notes beside the torture files, and counting
 * records and digests by hand.
 */
const WARC_SUITE: Readonly<Record<string, Told>> = {
  'bad.arc': { records: 0, problems: [], cut: true },
  // All records in one gzip member, and the revisit's block digest is another's.
  'example-bad-non-chunked.warc.gz': {
    records: 6,
    problems: [...form(3), ['gzip-members', 'block-digest'], ...form(1)],
    cut: false,
  },
  'example-bad.warc.gz.bad': { records: 6, problems: form(5), cut: false },
  'example-digest.warc': { records: 4, problems: [['payload-digest']], cut: false },
  'example-iana.org-chunked.warc': whole(3),
  'example-resource.warc.gz': whole(3),
  'example-space-in-target-uri.warc.gz': whole(2),
  // Its line ends were converted, so that the record is 12 bytes shorter than it says.
  'example-space-in-url.arc': { records: 2, problems: [['truncated']], cut: true },
  // The response is two bytes longer than it says.
  'example-trunc.warc': { records: 4, problems: [['length']], cut: false },
  'example-wget-bad-target-uri.warc.gz': whole(6),
  // Gzip members break within records, and the block is not the one that was digested.
  'example-wrong-chunks.warc.gz': { records: 2, problems: [['block-digest'], ['gzip-members']], cut: false },
  'example.arc': whole(2),
  'example.arc.gz': whole(2),
  'example.warc': whole(6),
  'example.warc.gz': whole(6),
  'post-test.warc.gz': whole(6),
  'torture-pr66/example-digest-bad.warc': { records: 4, problems: [['payload-digest']], cut: false },
  // Its last record begins with `WARC/invalid`.
  'torture-pr66/standard-torture-validate-field.warc': { records: 3, problems: [], cut: true },
  'torture-pr66/standard-torture-validate-record.warc': whole(17),
};

describe.skipIf(!present('suites/warc-warcio'))('the WARC files of warcio', () => {
  it('are read as what they are, the bad ones by name', async () => {
    let passed = 0;
    for (const [name, told] of Object.entries(WARC_SUITE)) {
      const found = await tell(suite(`suites/warc-warcio/${name}`));
      if (JSON.stringify(found) === JSON.stringify(told)) passed += 1;
      expect.soft(found, name).toEqual(told);
    }
    say(`warcio: ${passed} passed, ${Object.keys(WARC_SUITE).length - passed} failed`);
  });
});

describe.skipIf(!present('realdata/warc'))('WARC and WACZ files from other archives', () => {
  let folder: SnapshotFolder;
  beforeEach(async () => {
    folder = await snapshotFolder();
  });
  afterEach(() => folder.remove());

  it('are taken in without a crash, and never silently', async () => {
    const names = readdirSync(suite('realdata/warc'));
    for (const name of names) {
      await cp(suite(`realdata/warc/${name}`), join(folder.path, 'site'));
      const { captures, scopes } = await folder.take();
      const isSaid = captures.length > 0 || scopes[0]?.cut !== undefined;
      // These two hold requests only, and answers in JSON.
      const isBare = /digest\.warc|post-test/.test(name);
      expect(isSaid || isBare, name).toBe(true);
    }
    say(`other archives: ${names.length} passed, 0 failed`);
  });
});

describe.skipIf(!present('suites/zip-golang'))('the ZIP files of Go and CPython', () => {
  let folder: SnapshotFolder;
  beforeEach(async () => {
    folder = await snapshotFolder();
  });
  afterEach(() => folder.remove());

  it('are taken in without a crash, and nothing is written', async () => {
    const names = readdirSync(suite('suites/zip-golang')).filter((name) => !name.endsWith('.debian'));
    for (const name of names) {
      const bytes = readFileSync(suite(`suites/zip-golang/${name}`));
      await folder.put('site', name.endsWith('.base64') ? Buffer.from(bytes.toString(), 'base64') : bytes);
      const { captures, scopes } = await folder.take();
      expect(captures.length > 0 || scopes[0]?.cut !== undefined || name === 'symlink.zip', name).toBe(true);
      expect(await readdir(folder.path), name).toEqual(['site']);
    }
    say(`zip: ${names.length} passed, 0 failed`);
  });

  it('give the names that each tool wrote in its own way', async () => {
    for (const tool of ['7zip', 'infozip', 'osx', 'winrar', 'winzip']) {
      await folder.put('site', readFileSync(suite(`suites/zip-golang/utf8-${tool}.zip`)));
      expect(
        (await folder.take()).captures.map(({ url }) => url),
        tool,
      ).toEqual(['snapshot:世界']);
    }
  });
});

describe.skipIf(!present('suites/mime-email-cpython'))('the malformed messages of CPython', () => {
  it('are taken apart without a crash or a hang', async () => {
    const names = readdirSync(suite('suites/mime-email-cpython')).filter((name) => name.startsWith('msg_'));
    let parts = 0;
    for (const name of names) {
      const entries = mhtmlEntries(readFileSync(suite(`suites/mime-email-cpython/${name}`)), '');
      let next = await entries.next();
      for (; !next.done; next = await entries.next()) {
        const body = await next.value.read();
        expect(isFault(body) ? body.reason : 'read', name).toMatch(/^(?:read|corrupt-archive)$/);
        parts += 1;
      }
    }
    say(`mime: ${names.length} passed, 0 failed (${parts} parts)`);
  });
});
