import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, verify, createPublicKey } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDer } from '../../src/evidence/der.ts';
import { clockOf } from '../../src/evidence/capture-clock.ts';
import { fileDigest } from '../../src/evidence/seal.ts';
import { readTimestamp, timestampRequest } from '../../src/evidence/timestamp.ts';
import { openBundle, openBundleWriter } from '../../src/evidence/wacz.ts';
import type { Capture } from '../../src/evidence/capture.ts';
import { sha256 } from '../../src/evidence/sha256.ts';
import { ownBuild, type Ended, type OwnBuild } from '../support/own-build.ts';
import { hasOpenssl, timeAuthority, type TimeAuthority } from '../support/time-authority.ts';

// Every test starts the program several times over; a busy machine may take its time.
vi.setConfig({ testTimeout: 300_000 });

let program: OwnBuild;
beforeAll(async () => {
  program = await ownBuild();
});
afterAll(() => program.close());

let folder: string;
let bundle: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-seal-'));
  bundle = path.join(folder, 'evidence.wacz');
  await writeBundle(bundle);
  await writeKeys('own');
  await writeKeys('other');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const NAMES = ['index', 'gsgk', 'gdzl'];
const addressOf = (name: string): string => `http://www.shancheng-sgcc.example/${name}.html`;

async function writeBundle(file: string): Promise<void> {
  const writer = await openBundleWriter(file);
  if (writer.kind === 'busy') throw new Error('busy');
  for (const name of NAMES) {
    const body = Buffer.from(`<html><title>${name}</title><p>供电服务热线：95598</p></html>`);
    const capture: Capture = {
      ...{ id: `portal:${addressOf(name)}`, channel: 'portal', site: '', url: addressOf(name), depth: 0 },
      ...{ capturedAt: '2026-11-20T02:03:04Z', obtained: 'http', status: 200, headers: {}, marks: [] },
      ...{ sha256: sha256(body), bytes: body.length },
    };
    await writer.add(capture, body);
  }
  await writer.close([{ channel: 'portal', site: '', closed: true, pages: 3 }], { company: 'shancheng' });
}

async function writeKeys(name: string): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await writeFile(keyOf(name), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(publicOf(name), publicKey.export({ type: 'spki', format: 'pem' }));
}
const keyOf = (name: string): string => path.join(folder, `${name}.pem`);
const publicOf = (name: string): string => path.join(folder, `${name}.pub.pem`);

const evidence = (...args: readonly string[]): Promise<Ended> => program.start(['evidence', ...args]).ended;

/** Changes one bit in the compressed record of one capture. */
async function damageRecordOf(name: string): Promise<void> {
  const opened = await openBundle(bundle);
  if (opened.kind !== 'bundle') throw new Error('unreadable');
  await opened.close();
  const bytes = await readFile(bundle);
  const lines = bytes.toString('latin1').split('\n');
  const line = lines.find((one) => one.startsWith(`{"id":"portal:${addressOf(name)}","offset"`)) ?? '';
  const { offset, length } = JSON.parse(line) as { offset: number; length: number };
  // The WARC is the first file; its data stands behind a header of 30 bytes and its name.
  const at = 30 + 'archive/data.warc.gz'.length + offset + Math.floor(length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(bundle, bytes);
}

describe('evidence list and verify', () => {
  it('list the captures of a bundle with time, state and digest', async () => {
    const { code, stdout } = await evidence('list', bundle);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    for (const name of NAMES)
      expect(stdout).toMatch(new RegExp(`2026-11-20 10:03 北京时间\\t200\\t[0-9a-f]{16}\\tportal:${addressOf(name)}`));
  });

  it('verify a whole bundle, and name the one capture that was changed in another', async () => {
    const whole = await evidence('verify', bundle);
    expect([whole.code, whole.stdout]).toEqual([0, expect.stringMatching(/^校验通过：各部分相互一致/)]);
    // Nobody signed it, and it does not claim more than it can know.
    expect(whole.stdout).toContain('整个文件若被重做，只凭它自己看不出来');
    await damageRecordOf('gsgk');
    const { code, stdout, stderr } = await evidence('verify', bundle);
    expect(code).toBe(6);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toContain(addressOf('gsgk'));
    expect(stderr).toContain('1 处与封存时不一致');
  });

  it('say that there is no such file', async () => {
    for (const verb of ['list', 'verify']) {
      const { code, stderr } = await evidence(verb, path.join(folder, 'nothing.wacz'));
      expect([code, stderr.includes('ENOENT')]).toEqual([2, true]);
    }
  });
});

describe('a sealed bundle', () => {
  it('carries a signature that any Ed25519 tool can check, and is itself unchanged', async () => {
    const before = await readFile(bundle);
    expect(await evidence('seal', bundle, '--key', keyOf('own'))).toMatchObject({ code: 0 });
    expect((await readFile(bundle)).equals(before)).toBe(true);
    const seal = JSON.parse(await readFile(`${bundle}.sig`, 'utf8')) as Record<string, unknown> & { signature: string };
    const digest = sha256(before);
    expect(seal).toMatchObject({ algorithm: 'Ed25519', digest: { algorithm: 'sha256', hex: digest } });
    const words = Buffer.from(`gongkai-seal/1\nsha256:${digest}\n`);
    const key = createPublicKey(await readFile(publicOf('own')));
    expect(verify(null, words, key, Buffer.from(seal.signature, 'base64'))).toBe(true);
  });

  it('verifies with the right key only', async () => {
    await evidence('seal', bundle, '--key', keyOf('own'));
    const right = await evidence('verify', bundle, '--key', publicOf('own'));
    expect([right.code, right.stdout.includes('校验通过：与签封时完全一致。')]).toEqual([0, true]);
    const sig = await readFile(`${bundle}.sig`, 'utf8');
    await writeFile(`${bundle}.sig`, `\uFEFF${sig.replaceAll('\n', '\r\n')}`);
    expect((await evidence('verify', bundle, '--key', publicOf('own'))).code, 'saved in an editor').toBe(0);
    const wrong = await evidence('verify', bundle, '--key', publicOf('other'));
    expect([wrong.code, wrong.stdout.includes('由另一把密钥签封')]).toEqual([6, true]);
  });

  it('does not verify when the bundle was replaced, the signature changed, or the file taken away', async () => {
    await evidence('seal', bundle, '--key', keyOf('own'));
    const sig = await readFile(`${bundle}.sig`, 'utf8');
    const check = async (): Promise<[number | null, string]> => {
      const { code, stdout } = await evidence('verify', bundle, '--key', publicOf('own'));
      return [code, stdout];
    };
    const seal = JSON.parse(sig) as { signature: string };
    const flipped = Buffer.from(seal.signature, 'base64');
    flipped[10] = (flipped[10] ?? 0) ^ 1;
    await writeFile(`${bundle}.sig`, JSON.stringify({ ...seal, signature: flipped.toString('base64') }));
    expect(await check()).toEqual([6, expect.stringContaining('签名值与密钥不符')]);
    await writeFile(`${bundle}.sig`, '{}');
    expect(await check()).toEqual([6, expect.stringContaining('不是 gongkai 签名')]);
    await rm(`${bundle}.sig`);
    expect(await check()).toEqual([6, expect.stringContaining('没有 .sig 签名文件')]);
    // Another whole bundle at the same place: every digest within it holds, only the seal tells.
    await writeFile(`${bundle}.sig`, sig);
    const writer = await openBundleWriter(bundle);
    if (writer.kind === 'writer') await writer.close([], { company: 'shancheng' });
    expect(await check()).toEqual([6, expect.stringContaining('证据包在签封后被改动')]);
  });

  it('is not made of a damaged bundle, nor with a key of another kind', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(keyOf('ec'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(await evidence('seal', bundle, '--key', keyOf('ec'))).toMatchObject({ code: 2 });
    expect(await evidence('seal', bundle, '--key', publicOf('own'))).toMatchObject({ code: 2 });
    expect(await evidence('seal', bundle)).toMatchObject({ code: 2 });
    await damageRecordOf('index');
    expect(await evidence('seal', bundle, '--key', keyOf('own'))).toMatchObject({ code: 6 });
    expect(await readdir(folder)).not.toContain('evidence.wacz.sig');
  });
});

describe.skipIf(!hasOpenssl())('a time stamp (RFC 3161)', () => {
  let authority: TimeAuthority;
  beforeAll(async () => {
    authority = await timeAuthority();
  });
  afterAll(() => authority.close());
  afterEach(() => authority.answerWith(undefined));

  const stamp = (...more: readonly string[]): Promise<Ended> =>
    evidence('seal', bundle, '--timestamp', authority.url, '--allow-private', '127.0.0.1/32', ...more);

  it('is one that OpenSSL accepts for this very bundle', async () => {
    expect(await stamp()).toMatchObject({ code: 0 });
    const openssl = ['ts', '-verify', '-data', bundle, '-in', `${bundle}.tsr`, '-CAfile', authority.certificate];
    expect(execFileSync('openssl', openssl, { stdio: 'pipe' }).toString()).toContain('OK');
    const { code, stdout } = await evidence('verify', bundle);
    expect([code, stdout.includes('时间戳与证据包一致')]).toEqual([0, true]);
  });

  it('names the digest and a nonce in its request, and no more', async () => {
    await stamp();
    const request = authority.requests.at(-1) ?? Buffer.alloc(0);
    await writeFile(path.join(folder, 'request.tsq'), request);
    const shown = execFileSync('openssl', [
      'ts',
      '-query',
      '-in',
      path.join(folder, 'request.tsq'),
      '-text',
    ]).toString();
    expect(shown).toContain('Hash Algorithm: sha256');
    expect(shown).toContain('Certificate required: yes');
    const hex = [...shown.matchAll(/^ {4}\d{4} - ((?:[0-9a-f]{2}[ -])+)/gm)].map(([, line = '']) =>
      line.replaceAll(/[ -]/g, ''),
    );
    expect(hex.join('')).toBe(await fileDigest(bundle));
  });

  it('is refused when it is of something else, answers another request, or is no time stamp', async () => {
    const digest = await fileDigest(bundle);
    await stamp();
    const other = await readFile(`${bundle}.tsr`);
    await rm(`${bundle}.tsr`);
    expect(typeof readTimestamp(other, digest)).toBe('object');
    expect(
      readTimestamp(
        other,
        digest.replace(/^./, (first) => (first === '0' ? '1' : '0')),
      ),
    ).toBe('other-digest');
    for (const [bytes, says] of [
      [other, '不是对本次请求的答复'],
      [Buffer.from('<html>'), '不是可读的 RFC 3161 时间戳'],
      // PKIStatus 2: rejection.
      [Buffer.from('30053003020102', 'hex'), '未予签发'],
    ] as const) {
      authority.answerWith(bytes);
      const { code, stderr } = await stamp();
      expect([code, stderr.includes(says)], says).toEqual([4, true]);
      expect(await readdir(folder)).not.toContain('evidence.wacz.tsr');
    }
  });

  it('does not verify beside a bundle that it is not of', async () => {
    await stamp();
    const writer = await openBundleWriter(bundle);
    if (writer.kind === 'writer') await writer.close([], { company: 'shancheng' });
    const { code, stdout } = await evidence('verify', bundle);
    expect([code, stdout.includes('所签的不是这个证据包')]).toEqual([6, true]);
  });

  it('is asked for only where the address guard lets us', async () => {
    const before = authority.requests.length;
    const { code, stderr } = await evidence('seal', bundle, '--timestamp', authority.url);
    expect([code, stderr.includes('127.0.0.1')]).toEqual([4, true]);
    expect(authority.requests.length).toBe(before);
  });

  it('read from any damaged bytes ends in a problem and never in an error', async () => {
    await stamp();
    const whole = await readFile(`${bundle}.tsr`);
    const digest = await fileDigest(bundle);
    const damage = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(whole.length));
    fc.assert(
      fc.property(damage, ([at, change, length]) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ change;
        const read = readTimestamp(bytes, digest);
        return typeof read === 'string' || read.digest === digest;
      }),
      { seed: 20_261_120, numRuns: 2_000 },
    );
  });
});

describe('DER', () => {
  it('a request is one sequence: version, imprint, nonce, certificates wanted', () => {
    const request = timestampRequest('00'.repeat(32), Buffer.from('80ff', 'hex'));
    const [whole] = readDer(request) ?? [];
    const parts = readDer(whole?.content ?? Buffer.alloc(0)) ?? [];
    expect(parts.map(({ tag }) => tag)).toEqual([0x02, 0x30, 0x02, 0x01]);
    // A nonce with its first bit set gets a zero in front, or it would be a negative number.
    expect(parts[2]?.content.toString('hex')).toBe('0080ff');
  });
});

describe('whose clock a time is by', () => {
  const cases: readonly [string, Pick<Capture, 'obtained' | 'marks'>, string][] = [
    ['fetched by us', { obtained: 'http', marks: ['plain-http'] }, 'ours'],
    ['rendered by us', { obtained: 'browser', marks: [] }, 'ours'],
    ['a snapshot with a declared day', { obtained: 'snapshot', marks: [] }, 'declared'],
    ['a record of a WARC', { obtained: 'snapshot', marks: ['captured-by-record'] }, 'record'],
    ['a file with nothing but its date', { obtained: 'snapshot', marks: ['undated', 'captured-by-mtime'] }, 'mtime'],
    ['a line of an undated log', { obtained: 'snapshot', marks: ['from-log', 'undated'] }, 'mtime'],
  ];
  it.each(cases)('%s', (_, capture, clock) => {
    expect(clockOf(capture)).toBe(clock);
  });
});
