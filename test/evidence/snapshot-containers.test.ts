import { createHash } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bundle } from '../../src/evidence/bundle.ts';
import { verifyBundle } from '../../src/evidence/verify.ts';
import { openBundleWriter } from '../../src/evidence/wacz.ts';
import { page, snapshotFolder, type SnapshotFolder } from '../support/snapshot-folder.ts';

let folder: SnapshotFolder;
beforeEach(async () => {
  folder = await snapshotFolder();
});
afterEach(() => folder.remove());

const base = 'http://www.shancheng-sgcc.example/';

/** Puts bytes in place as `site` and takes them in. */
async function take(
  bytes: Uint8Array,
  source: Parameters<SnapshotFolder['take']>[0] = {},
  limits = {},
): Promise<Bundle> {
  await folder.put('site', bytes);
  return folder.take({ base, ...source }, limits);
}

const urls = ({ captures }: Bundle): string[] => captures.map(({ url }) => url.replace(base, '/'));
const faults = ({ captures }: Bundle): (string | undefined)[] => captures.map(({ fault }) => fault?.reason);
const cut = ({ scopes }: Bundle): string | undefined => scopes[0]?.cut?.reason;
const wordsOf = async (bundle: Bundle, path: string): Promise<string> => {
  const capture = bundle.captures.find(({ url }) => url === path || url === base + path.replace(/^\//, ''));
  if (!capture) throw new Error(`no ${path}`);
  return Buffer.from(await bundle.body(capture)).toString();
};

const zip = (files: Record<string, string | Uint8Array>): Buffer => {
  const packed = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(packed) as Zippable, { mtime: '2026-11-19T00:00:00' }));
};

/** The same archive with a name's bytes put in place of others of the same length, in both headers. */
const renamed = (archive: Buffer, from: string, to: Buffer): Buffer => {
  const changed = Buffer.from(archive);
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from, at + 1)) to.copy(changed, at);
  return changed;
};

describe('a ZIP', () => {
  it('is a folder of files', async () => {
    const bundle = await take(zip({ 'index.html': page('首页'), 'xxgk/a.html': page('公开'), 'a.css': 'p{}' }));
    expect(urls(bundle)).toEqual(['/', '/xxgk/a.html']);
    expect(bundle.captures[1]?.from).toBe('site!/xxgk/a.html');
    expect(await wordsOf(bundle, '/xxgk/a.html')).toBe(page('公开'));
  });

  it('packed with its folder is taken from that folder', async () => {
    const bundle = await take(zip({ '门户/index.html': page('首页'), '门户/xxgk/a.html': page('公开') }));
    expect(urls(bundle)).toEqual(['/', '/xxgk/a.html']);
    expect(bundle.captures[1]?.from).toBe('site!/门户/xxgk/a.html');
  });

  it('may name its files in GBK', async () => {
    const gbk = Buffer.from('b5e7bcdb2e68746d6c', 'hex'); // 电价.html
    const bundle = await take(renamed(zip({ 'abcd.html': page('电价') }), 'abcd.html', gbk), { base: undefined });
    expect(bundle.captures.map(({ url, marks }) => [url, marks.includes('name-gb18030')])).toEqual([
      ['snapshot:电价.html', true],
    ]);
  });

  it('never leads out by its names: such files are named unsafe and not read', async () => {
    for (const name of ['../../up.htm', '/abs/up.html', 'C:/up/up.html', '..\\..\\up.html']) {
      const plain = 'x'.repeat(name.length);
      const bundle = await take(renamed(zip({ [plain]: page('外'), 'z.html': page('内') }), plain, Buffer.from(name)));
      expect(faults(bundle), name).toEqual(['unsafe-archive', undefined].sort());
      expect(await readdir(dirname(folder.path)), name).not.toContain('up.html');
    }
  });

  it('does not follow symbolic links within', async () => {
    const link = { os: 3, attrs: (0o120777 << 16) >>> 0 };
    const bundle = await take(
      Buffer.from(zipSync({ 'a.html': strToU8(page('页')), 'b.html': [strToU8('/etc/passwd'), link] })),
    );
    expect(urls(bundle)).toEqual(['/a.html']);
  });

  it('with a password says so, file by file', async () => {
    const archive = zip({ 'a.html': page('页') });
    for (const signature of [0x04034b50, 0x02014b50]) {
      const at = archive.indexOf(Buffer.from(new Uint32Array([signature]).buffer));
      archive[at + (signature === 0x04034b50 ? 6 : 8)] = 1;
    }
    expect(faults(await take(archive))).toEqual(['encrypted']);
  });

  it('that inflates out of proportion is a bomb, whatever is in it', async () => {
    expect(faults(await take(zip({ 'a.html': new Uint8Array(3_000_000) })))).toEqual(['bomb']);
  });

  it('with a file beyond the limit says so, and one beyond the total is cut', async () => {
    const files = { 'a.html': page('甲'), 'b.html': page('乙'), 'c.html': 'x'.repeat(500) };
    expect(faults(await take(zip(files), {}, { file: 400 }))).toEqual([undefined, undefined, 'too-large']);
    expect(cut(await take(zip(files), {}, { total: 120 }))).toBe('scope-cut');
  });

  it('whose file does not match its checksum does not give that file', async () => {
    const archive = Buffer.from(
      zipSync({ 'a.html': [strToU8(page('甲')), { level: 0 }], 'b.html': strToU8(page('乙')) }),
    );
    const at = archive.indexOf('甲');
    archive[at] = (archive[at] ?? 0) ^ 1;
    expect(faults(await take(archive))).toEqual(['corrupt-archive', undefined]);
  });

  it('whose files overlap is refused whole', async () => {
    const archive = zip({ 'a.html': page('甲'), 'b.html': page('乙') });
    const second = archive.lastIndexOf(Buffer.from(new Uint32Array([0x02014b50]).buffer));
    archive.writeUInt32LE(0, second + 42);
    const bundle = await take(archive);
    expect([faults(bundle), cut(bundle)]).toEqual([['unsafe-archive'], 'unsafe-archive']);
  });

  it('cut short is named broken and proves nothing absent', async () => {
    const archive = zip({ 'a.html': page('甲') });
    const bundle = await take(archive.subarray(0, archive.length - 30));
    expect([faults(bundle), cut(bundle)]).toEqual([['corrupt-archive'], 'corrupt-archive']);
  });

  it('in a ZIP in a folder is opened, and no deeper', async () => {
    const inner = zip({ 'c.html': page('内') });
    await folder.put('site/附件.zip', zip({ 'b.zip': inner, 'a.html': page('中') }));
    await folder.put('deep/x.zip', zip({ 'y.zip': zip({ 'z.zip': inner }) }));
    const flat = await folder.take({});
    expect(flat.captures.filter(({ marks }) => !marks.includes('container')).map(({ url }) => url)).toEqual([
      'snapshot:附件.zip!/a.html',
      'snapshot:附件.zip!/b.zip!/c.html',
    ]);
    const deep = await folder.take({ snapshot: 'deep' });
    expect(deep.captures.filter(({ fault }) => fault?.reason === 'unsafe-archive')).toHaveLength(1);
    expect(deep.captures.some(({ url }) => url.endsWith('c.html'))).toBe(false);
  });

  it('that is an Office document is one document', async () => {
    const bundle = await take(zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), {
      base: undefined,
    });
    expect([urls(bundle), faults(bundle)]).toEqual([['snapshot:site'], [undefined]]);
  });

  it('is known by its content whatever its name', async () => {
    await folder.put('screens.html', zip({ 'a.html': page('甲') }));
    expect((await folder.take({ snapshot: 'screens.html' })).captures.map(({ url }) => url)).toEqual([
      'snapshot:a.html',
    ]);
  });
});

describe('an encrypted Office document', () => {
  it('is named encrypted', async () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(faults(await take(ole))).toEqual(['encrypted']);
  });
});

interface WarcFields {
  readonly type?: string;
  readonly url: string;
  readonly date?: string;
  readonly fields?: Record<string, string>;
  readonly block: string | Buffer;
  readonly length?: number;
}

const record = ({
  type = 'response',
  url,
  date = '2026-11-19T01:02:03Z',
  fields = {},
  block,
  length,
}: WarcFields): Buffer => {
  const bytes = Buffer.from(block);
  const head = [
    'WARC/1.0',
    `WARC-Type: ${type}`,
    `WARC-Target-URI: ${url}`,
    `WARC-Date: ${date}`,
    `Content-Type: ${type === 'resource' ? 'text/html' : 'application/http; msgtype=response'}`,
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${length ?? bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes, Buffer.from('\r\n\r\n')]);
};

const answer = (words: string | Buffer, headers = 'Content-Type: text/html', status = '200 OK'): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n`), Buffer.from(words)]);

const sha1 = (bytes: string | Buffer): string => `sha1:${createHash('sha1').update(bytes).digest('hex')}`;

describe('a WARC', () => {
  const url = `${base}a.html`;

  it('gives its answers with status, headers and the time of each record', async () => {
    const { captures } = await take(record({ url, block: answer(page('页'), 'Content-Type: text/html; charset=gbk') }));
    expect(captures[0]).toMatchObject({
      ...{ url, status: 200, capturedAt: '2026-11-19T01:02:03Z', marks: ['captured-by-record'], obtained: 'snapshot' },
      headers: { 'content-type': ['text/html; charset=gbk'] },
    });
  });

  it('is read gzipped record by record or whole', async () => {
    const two = [record({ url, block: answer('<p>甲') }), record({ url: `${base}b.html`, block: answer('<p>乙') })];
    expect(urls(await take(Buffer.concat(two.map((one) => gzipSync(one)))))).toEqual(['/a.html', '/b.html']);
    const whole = await take(gzipSync(Buffer.concat(two)));
    expect(whole.captures.map(({ marks }) => marks.includes('gzip-members'))).toEqual([false, true]);
  });

  it('of an address answered twice gives the newest', async () => {
    const old = record({ url, date: '2026-01-01T00:00:00Z', block: answer('<p>旧') });
    const bundle = await take(Buffer.concat([record({ url, block: answer('<p>新') }), old]));
    expect(await wordsOf(bundle, '/a.html')).toBe('<p>新');
  });

  it('takes transfer and content codings off, and marks those that lie', async () => {
    const coded = 'Transfer-Encoding: chunked\r\nContent-Encoding: gzip';
    const packed = gzipSync('<p>压缩');
    const chunked = Buffer.concat([
      Buffer.from(`${packed.length.toString(16)}\r\n`),
      packed,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    const bundle = await take(
      Buffer.concat([
        record({ url, block: answer(chunked, coded) }),
        record({ url: `${base}b.html`, block: answer('<p>未压缩', coded) }),
        record({ url: `${base}c.html`, block: answer(brotliCompressSync('<p>布'), 'Content-Encoding: br') }),
      ]),
    );
    expect(await wordsOf(bundle, '/a.html')).toBe('<p>压缩');
    expect(await wordsOf(bundle, '/b.html')).toBe('<p>未压缩');
    expect(await wordsOf(bundle, '/c.html')).toBe('<p>布');
    expect(bundle.captures[1]?.marks).toEqual(expect.arrayContaining(['wrong-chunked', 'wrong-content-encoding']));
  });

  it('accepts digests in hex and base64 and refuses a record that does not match its own', async () => {
    const block = answer('<p>页');
    const base64 = `sha256:${createHash('sha256').update(block).digest('base64')}`;
    const good = (path: string, digest: string): Buffer =>
      record({
        url: base + path,
        block,
        fields: { 'WARC-Block-Digest': digest, 'WARC-Payload-Digest': sha1('<p>页') },
      });
    const bad = record({ url, block, fields: { 'WARC-Payload-Digest': sha1('<p>别的') } });
    const bundle = await take(Buffer.concat([bad, good('b.html', sha1(block)), good('c.html', base64)]));
    expect(faults(bundle)).toEqual(['corrupt-archive', undefined, undefined]);
  });

  it('whose record states a wrong length is damaged there and read on behind', async () => {
    const block = answer('<p>页');
    const short = record({ url, block, length: block.length - 2 });
    const bundle = await take(Buffer.concat([short, record({ url: `${base}b.html`, block })]));
    expect(faults(bundle)).toEqual(['corrupt-archive', undefined]);
  });

  it('cut short keeps the records before, plain and gzipped', async () => {
    const two = [
      record({ url, block: answer('<p>甲') }),
      record({ url: `${base}b.html`, block: answer('<p>乙'.repeat(400)) }),
    ];
    for (const whole of [Buffer.concat(two), Buffer.concat(two.map((one) => gzipSync(one)))]) {
      const bundle = await take(whole.subarray(0, whole.length - 20));
      expect(await wordsOf(bundle, '/a.html')).toBe('<p>甲');
      expect(bundle.captures.find(({ url: at }) => at.endsWith('b.html'))?.sha256 ?? '').toBe('');
      expect(cut(bundle)).toBe('corrupt-archive');
    }
  });

  it('resolves revisit records, before or behind the original, and says when there is none', async () => {
    const digest = sha1('<p>正文');
    const revisit = (path: string, refers: string): Buffer =>
      record({ type: 'revisit', url: base + path, block: answer(''), fields: { 'WARC-Payload-Digest': refers } });
    const original = record({ url, block: answer('<p>正文'), fields: { 'WARC-Payload-Digest': digest } });
    const bundle = await take(Buffer.concat([revisit('b.html', digest), original, revisit('c.html', sha1('x'))]));
    expect(await wordsOf(bundle, '/b.html')).toBe('<p>正文');
    expect(faults(bundle)).toEqual([undefined, undefined, 'not-attempted']);
  });

  it('lets redirects lend their address to the page they lead to', async () => {
    const moved = record({ url: `${base}old.html`, block: answer('', 'Location: /a.html', '302 Found') });
    const { captures } = await take(Buffer.concat([moved, record({ url, block: answer('<p>页') })]));
    expect(captures.map(({ url: at, aliases }) => [at, aliases])).toEqual([[url, [`${base}old.html`]]]);
  });

  it('does not lose a redirect that leads out of the snapshot, for a link to it is not dead', async () => {
    const away = record({ url, block: answer('', 'Location: https://other.example/', '301 Moved Permanently') });
    const loop = record({ url: `${base}b.html`, block: answer('', 'Location: /b.html?', '302 Found') });
    const back = record({ url: `${base}b.html?`, block: answer('', 'Location: /b.html', '302 Found') });
    expect(faults(await take(Buffer.concat([away, loop, back])))).toEqual(Array(3).fill('not-attempted'));
  });

  it('keeps what a status says: 404 is an observation, 403 and 502 are pages that were not had', async () => {
    const at = (path: string, status: string): Buffer =>
      record({ url: base + path, block: answer('<p>…', undefined, status) });
    const bundle = await take(
      Buffer.concat([at('a', '404 Not Found'), at('b', '403 Forbidden'), at('c', '502 Bad Gateway')]),
    );
    expect(bundle.captures.map(({ status, fault }) => [status, fault?.reason])).toEqual([
      [404, undefined],
      [403, 'auth-wall'],
      [502, 'server-error'],
    ]);
  });

  it('in a folder is opened as well', async () => {
    await folder.put('site/crawl.warc.gz', gzipSync(record({ url, block: answer('<p>页') })));
    expect(await wordsOf(await folder.take({}), '/a.html')).toBe('<p>页');
  });

  it('that is a gzip bomb ends as one', async () => {
    const bundle = await take(gzipSync(record({ url, block: answer(Buffer.alloc(30_000_000)) })));
    expect(cut(bundle)).toBe('bomb');
  });
});

describe('a WACZ', () => {
  it('that this program sealed gives the same pages, and the same failures', async () => {
    await folder.put('pages/a.html', page('甲'));
    await folder.put('pages/log.csv', `${base}b.html,403\n${base}c.html,404\n`);
    const { captures, body } = await folder.take({
      snapshot: 'pages',
      base,
      log: 'pages/log.csv',
      captured: '2026-11-19',
    });
    const writer = await openBundleWriter(join(folder.path, 'run.wacz'));
    if (writer.kind === 'busy') throw new Error('busy');
    for (const capture of captures) await writer.add(capture, capture.sha256 === '' ? undefined : await body(capture));
    await writer.close([], { company: 'shancheng' });
    const again = await folder.take({ snapshot: 'run.wacz', base });
    const gist = (bundle: Pick<Bundle, 'captures'>): unknown =>
      bundle.captures.map(({ url, sha256, capturedAt, fault }) => [url, sha256, capturedAt, fault?.reason]);
    expect(gist(again)).toEqual(gist({ captures }));
  });

  it('finds the original of a revisit in another of its WARC files', async () => {
    const digest = sha1('<p>正文');
    const original = record({
      url: `${base}a.html`,
      block: answer('<p>正文'),
      fields: { 'WARC-Payload-Digest': digest },
    });
    const revisit = record({
      type: 'revisit',
      url: `${base}b.html`,
      block: answer(''),
      fields: { 'WARC-Payload-Digest': digest },
    });
    const files = { 'archive/1.warc': revisit, 'archive/2.warc.gz': gzipSync(original), 'datapackage.json': '{}' };
    expect(await wordsOf(await take(zip(files)), '/b.html')).toBe('<p>正文');
  });
});

describe('a WACZ of another tool', () => {
  const digests = ['1.0', '1.1'] as const;
  const packed = (version: (typeof digests)[number], warc: Buffer, digested = warc): Buffer => {
    const hash = createHash('sha256').update(digested).digest('hex');
    const path = 'archive/data.warc.gz';
    const resource =
      version === '1.1' ? { path, hash: `sha256:${hash}` } : { path, hashing: 'sha256', stats: { hash } };
    return zip({ [path]: warc, 'datapackage.json': JSON.stringify({ resources: [resource] }) });
  };
  const warc = gzipSync(record({ url: `${base}a.html`, block: answer('<p>页') }));
  const other = gzipSync(record({ url: `${base}a.html`, block: answer('<p>别的') }));

  it('is believed only when its WARC is the one that it describes', async () => {
    for (const version of digests) {
      expect(faults(await take(packed(version, warc))), version).toEqual([undefined]);
      const changed = await take(packed(version, other, warc));
      expect([faults(changed).includes('corrupt-archive'), cut(changed)], version).toEqual([true, 'corrupt-archive']);
      expect(
        changed.captures.every(({ sha256 }) => sha256 === ''),
        version,
      ).toBe(true);
    }
  });

  it('is verified by the digests that it has', async () => {
    const file = join(folder.path, 'other.wacz');
    await folder.put('other.wacz', packed('1.1', warc));
    expect(await verifyBundle(file)).toEqual([]);
    await folder.put('other.wacz', packed('1.1', other, warc));
    expect(await verifyBundle(file)).toMatchObject([{ file: 'archive/data.warc.gz' }]);
    const lying = record({ url: `${base}a.html`, block: answer('<p>页'), fields: { 'WARC-Block-Digest': sha1('x') } });
    await folder.put('other.wacz', packed('1.1', lying));
    expect(await verifyBundle(file)).toMatchObject([{ file: 'archive/data.warc.gz', capture: `${base}a.html` }]);
  });
});

describe('an MHTML file', () => {
  const url = `${base}xxgk/gdzl.html`;
  const html = `<!doctype html><meta charset="utf-8"><p>供电质量</p>`;
  const mhtml = (parts: readonly string[], footer = '------=_Part--\r\n'): Buffer =>
    Buffer.from(
      [
        `From: <Saved by Blink>\r\nSnapshot-Content-Location: ${url}\r\nDate: Thu, 19 Nov 2026 09:02:03 +0800\r\n`,
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_Part"\r\n\r\n',
        ...parts.map((part) => `------=_Part\r\n${part}\r\n`),
        footer,
      ].join(''),
    );
  const quoted = [...Buffer.from(html)].map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`);
  const lines = quoted.join('').replace(/.{72}/g, '$&=\r\n');
  const pagePart = `Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: ${url}\r\n\r\n${lines}`;
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64');
  const picture = `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: ${base}a.png\r\n\r\n${png}`;
  const style = 'Content-Type: text/css\r\n\r\np { color: red }';

  it('gives the page under the address it was saved from, at the time that it says', async () => {
    const bundle = await take(mhtml([pagePart, picture, style]), { base: undefined });
    expect(bundle.captures.map((one) => [one.url, one.capturedAt, one.marks.includes('page-resource')])).toEqual([
      [`${base}a.png`, '2026-11-19T01:02:03Z', true],
      [url, '2026-11-19T01:02:03Z', false],
    ]);
    expect(await wordsOf(bundle, url)).toBe(html);
  });

  it('in a folder is taken apart too, and leaves no file behind that nobody can read', async () => {
    await folder.put('site/供电质量.mhtml', mhtml([pagePart, picture]));
    const bundle = await folder.take({});
    expect(bundle.captures.map(({ url: at, marks }) => [at, marks.includes('container')])).toEqual([
      [`${base}a.png`, false],
      [url, false],
    ]);
  });

  it('of a page without pictures is one part, as old browsers and WPS write it', async () => {
    const head = `From: <Saved by Windows>\r\nMIME-Version: 1.0\r\n${pagePart}`;
    const bundle = await take(Buffer.from(head), { base: undefined });
    expect(urls(bundle)).toEqual(['/xxgk/gdzl.html']);
    expect(await wordsOf(bundle, url)).toBe(html);
  });

  it('without its closing boundary gives the whole parts and says that it is cut', async () => {
    const bundle = await take(mhtml([pagePart, picture], ''));
    expect(await wordsOf(bundle, url)).toBe(html);
    expect([bundle.captures.find(({ url: at }) => at.endsWith('a.png'))?.fault?.reason, cut(bundle)]).toEqual([
      'corrupt-archive',
      'corrupt-archive',
    ]);
  });

  it('with a part that does not decode keeps the others', async () => {
    const bundle = await take(mhtml([pagePart, picture.replace(png, '!!not base64!!')]));
    expect(faults(bundle).sort()).toEqual(['corrupt-archive', undefined]);
  });
});

describe('one gzipped page', () => {
  it('is that page', async () => {
    const bundle = await take(gzipSync(page('页')), { base: undefined });
    expect(await wordsOf(bundle, 'snapshot:site')).toBe(page('页'));
  });
});

describe('the time of a file within a ZIP', () => {
  it('is its own date, marked, when no day is declared', async () => {
    await folder.put('site', zip({ 'a.html': page('页') }));
    await utimes(join(folder.path, 'site'), 0, 0);
    const [capture] = (await folder.take({ base })).captures;
    expect(capture?.marks).toEqual(['undated', 'captured-by-mtime']);
    expect(capture?.capturedAt).toMatch(/^2026-11-1[89]T/);
  });
});
