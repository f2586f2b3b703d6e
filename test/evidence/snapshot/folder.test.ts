import { mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, snapshotFolder, type SnapshotFolder } from '../../support/snapshot-folder.ts';

let folder: string;
let put: SnapshotFolder['put'];
let take: SnapshotFolder['take'];
let remove: SnapshotFolder['remove'];
beforeEach(async () => {
  ({ path: folder, put, take, remove } = await snapshotFolder());
});
afterEach(() => remove());

const base = 'http://www.shancheng-sgcc.example/';

describe('a folder as a mirroring tool saves it', () => {
  it('names each file by the base and its path, and a directory index by its directory', async () => {
    await put('site/index.html', page('首页'));
    await put('site/xxgk/index.html', page('信息公开'));
    await put('site/xxgk/电价 表.html', page('电价'));
    const { captures } = await take({ base });
    expect(captures.map(({ url }) => url)).toEqual([
      base,
      `${base}xxgk/`,
      `${base}xxgk/%E7%94%B5%E4%BB%B7%20%E8%A1%A8.html`,
    ]);
    expect(captures.map(({ from }) => from)).toEqual([
      'site/index.html',
      'site/xxgk/index.html',
      'site/xxgk/电价 表.html',
    ]);
  });

  it('names files without a base by their path in the snapshot', async () => {
    await put('site/screens/首页.html', page('首页'));
    const { captures } = await take({});
    expect(captures.map(({ url }) => url)).toEqual(['snapshot:screens/首页.html']);
  });

  it('keeps pages, documents and pictures and leaves out style sheets, scripts, fonts and the tool’s own files', async () => {
    await put('site/a.html', page('页'));
    await put('site/b.pdf', '%PDF-1.4\n');
    await put('site/c.png', Buffer.from('89504e470d0a1a0a00', 'hex'));
    await put('site/d.txt', '短信样例');
    for (const name of ['e.css', 'f.js', 'g.woff2', 'hts-log.txt', 'hts-cache/new.zip', '.DS_Store'])
      await put(`site/${name}`, 'x');
    const { captures } = await take({ base });
    expect(captures.map(({ url }) => url.replace(base, ''))).toEqual(['a.html', 'b.pdf', 'c.png', 'd.txt']);
    expect(captures[2]?.marks).toContain('page-resource');
  });

  it('leaves out what a desktop puts there: the lock of a file that is open, shortcuts', async () => {
    await put('site/自查报告.html', '<p>供电质量</p>');
    await put('site/~$自查报告.docx', new Uint8Array(162));
    await put('site/门户网站.url', '[InternetShortcut]\r\nURL=http://www.shancheng.example/\r\n');
    await put('site/资料.lnk', Uint8Array.of(0x4c, 0, 0, 0, 1));
    expect((await take({})).captures.map(({ url }) => url)).toEqual(['snapshot:自查报告.html']);
  });

  it('knows a page of a query by its file name and by its query', async () => {
    await put('site/news.asp@id=3.html', page('新闻三'));
    await put('site/news.asp?id=4', page('新闻四'));
    const { captures } = await take({ base });
    expect(captures.map(({ aliases }) => aliases)).toEqual([[`${base}news.asp?id=4`], [`${base}news.asp?id=3`]]);
  });

  it('takes the address that HTTrack noted as another name, and as the only one where no base is declared', async () => {
    const noted =
      '<!-- Mirrored from www.shancheng-sgcc.example/news.asp?id=3 by HTTrack Website Copier/3.x, Fri, 27 Jul 2018 23:43:03 GMT -->';
    await put('site/news3e4f.html', `<html>${noted}<p>新闻</p></html>`);
    const [declared] = (await take({ base })).captures;
    expect([declared?.url, declared?.aliases]).toEqual([`${base}news3e4f.html`, [`${base}news.asp?id=3`]]);
    const [noBase] = (await take({})).captures;
    expect([noBase?.url, noBase?.capturedAt]).toEqual([`${base}news.asp?id=3`, '2018-07-27T23:43:03Z']);
  });

  it('takes the address that a browser noted for a page saved by hand', async () => {
    await put('site/供电质量.html', `<!-- saved from url=(0045)${base}xxgk/gdzl.html -->\n<html><p>页</p></html>`);
    await put('site/供电质量_files/frame.html', page('框'));
    const { captures } = await take({ base });
    expect(captures.map(({ url }) => url)).toContain(`${base}xxgk/gdzl.html`);
    expect(captures.find(({ url }) => url.includes('_files'))?.marks).toContain('page-resource');
  });

  it('does not believe a note that names another site than the declared one', async () => {
    await put('site/a.html', '<!-- saved from url=(0021)http://evil.example/x/ -->\n<html><p>页</p></html>');
    const [capture] = (await take({ base })).captures;
    expect([capture?.url, capture?.aliases]).toEqual([`${base}a.html`, undefined]);
  });

  it('puts the files of several mirrored hosts under their hosts', async () => {
    await put('site/www.shancheng-sgcc.example/a.html', page('甲'));
    await put('site/file.shancheng-sgcc.example/b.html', page('乙'));
    const { captures } = await take({ base, hosts: ['file.shancheng-sgcc.example'] });
    expect(captures.map(({ url }) => url)).toEqual(['http://file.shancheng-sgcc.example/b.html', `${base}a.html`]);
  });
});

describe('a single file', () => {
  it('is known by the declared base itself', async () => {
    await put('app/price.html', page('电价'));
    const { captures } = await take({ snapshot: 'app/price.html', base: `${base}app/price` });
    expect(captures.map(({ url }) => url)).toEqual([`${base}app/price`]);
  });

  it('is known by its name without a base', async () => {
    await put('app/价格.html', page('电价'));
    const { captures } = await take({ snapshot: 'app/价格.html' });
    expect(captures.map(({ url }) => url)).toEqual(['snapshot:价格.html']);
  });
});

describe('when a page was captured', () => {
  it('is midnight in Shanghai of the declared day, unmarked', async () => {
    await put('site/a.html', page('页'));
    const [capture] = (await take({ base, captured: '2026-11-19' })).captures;
    expect([capture?.capturedAt, capture?.marks]).toEqual(['2026-11-18T16:00:00Z', []]);
  });

  it('is the file’s own date only under a mark', async () => {
    await put('site/a.html', page('页'));
    await utimes(join(folder, 'site/a.html'), 1_790_000_000, 1_790_000_000);
    const [capture] = (await take({ base })).captures;
    expect([capture?.capturedAt, capture?.marks]).toEqual([
      '2026-09-21T14:13:20.000Z',
      ['undated', 'captured-by-mtime'],
    ]);
  });
});

describe('what a dead link proves (A17)', () => {
  const log = (lines: string): Promise<void> => put('log.csv', `url,status\n${lines}`);

  it('is open without a log or a declaration and closed with either', async () => {
    await put('site/a.html', page('页'));
    await log(`${base}a.html,200\n`);
    expect((await take({ base })).scopes[0]?.closed).toBe(false);
    expect((await take({ base, complete: true })).scopes[0]?.closed).toBe(true);
    expect((await take({ base, log: 'log.csv' })).scopes[0]?.closed).toBe(true);
  });

  it('stays open with a log that cannot be understood', async () => {
    await put('site/a.html', page('页'));
    await log('not an address,200\n');
    expect((await take({ base, log: 'log.csv' })).scopes[0]?.closed).toBe(false);
  });

  it('turns logged answers without a page into captures: 404 is an observation, the rest are faults', async () => {
    await put('site/a.html', page('页'));
    const answers = {
      'gone.html': 404,
      'login.html': 403,
      'broken.html': 502,
      'lost.html': 200,
      'moved.html': 302,
      'x.css': 404,
    };
    await log(
      Object.entries({ 'a.html': 200, ...answers })
        .map(([path, status]) => `${base}${path},${status}`)
        .join('\n'),
    );
    const { captures } = await take({ base, log: 'log.csv' });
    expect(captures.map(({ url, status, fault }) => [url.replace(base, ''), status, fault?.reason])).toEqual([
      ['a.html', 200, undefined],
      ['broken.html', 502, 'server-error'],
      ['gone.html', 404, undefined],
      ['login.html', 403, 'auth-wall'],
      ['lost.html', 200, 'not-attempted'],
      // Where it leads is not known, so a link to it is not proved dead.
      ['moved.html', 302, 'not-attempted'],
    ]);
  });

  it('does not take the stored error page for the page', async () => {
    await put('site/a.html', page('403 Forbidden'));
    await log(`${base}a.html,403\n`);
    const [capture] = (await take({ base, log: 'log.csv' })).captures;
    expect([capture?.status, capture?.fault?.reason, capture?.sha256]).toEqual([403, 'auth-wall', '']);
  });
});

describe('what a snapshot may not do', () => {
  it('does not leave the workspace by path', async () => {
    for (const snapshot of ['../other', '/etc', 'a/../../b', 'C:\\pages', '\\\\server\\pages', '..\\other'])
      expect((await take({ snapshot })).scopes[0]?.cut?.reason, snapshot).toBe('unsafe-archive');
  });

  it('does not leave the workspace by symbolic link', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'gongkai-outside-'));
    await writeFile(join(outside, 'secret.html'), page('秘密'));
    await put('site/a.html', page('页'));
    await symlink(join(outside, 'secret.html'), join(folder, 'site/b.html'));
    await symlink(outside, join(folder, 'linked'));
    expect((await take({ base })).captures).toHaveLength(1);
    expect((await take({ snapshot: 'linked' })).scopes[0]?.cut?.reason).toBe('unsafe-archive');
    await rm(outside, { recursive: true });
  });

  it('says that there is no such file instead of finding nothing', async () => {
    const { scopes, captures } = await take({ snapshot: 'missing' });
    expect([captures, scopes[0]?.cut?.reason]).toEqual([[], 'insufficient-evidence']);
  });

  it('names an empty file and one of no known format', async () => {
    await put('site/a.html', '');
    await put('site/b.dat', Buffer.from([1, 0, 2, 0, 3, 200]));
    const { captures } = await take({ base });
    expect(captures.map(({ fault }) => fault?.reason)).toEqual(['unsupported-format', 'unsupported-format']);
  });

  it('stops at the cap on files and says so', async () => {
    for (const name of ['a', 'b', 'c']) await put(`site/${name}.html`, page(name));
    const { scopes, captures } = await take({}, { entries: 2 });
    expect([scopes[0]?.cut?.reason, captures.length]).toEqual(['scope-cut', 2]);
  });
});

describe('the bundle of a snapshot', () => {
  it('gives back the sealed bytes and is the same however often it is taken', async () => {
    await put('site/b.html', page('乙'));
    await put('site/a.html', page('甲'));
    const first = await take({ base, captured: '2026-11-19' });
    expect(await take({ base, captured: '2026-11-19' })).toMatchObject({
      captures: first.captures,
      scopes: first.scopes,
    });
    const [capture] = first.captures;
    expect(capture && Buffer.from(await first.body(capture)).toString()).toBe(page('甲'));
  });
});
