import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { Reason } from '../../src/evidence/reason.ts';
import {
  answer,
  CENTRAL_HEADER,
  flipped,
  headerAt,
  LOCAL_HEADER,
  mhtmlOf,
  renamed,
  sha1,
  warcRecord,
  zipOf,
} from './archives.ts';
import type { RoadFault } from './road-fault.ts';
import { page, snapshotFolder, type SnapshotFolder } from './snapshot-folder.ts';

const BASE = 'http://www.shancheng-sgcc.example/';
type Files = Readonly<Record<string, string | Uint8Array>>;
type Source = Parameters<SnapshotFolder['take']>[0];
type Limits = Parameters<SnapshotFolder['take']>[1];

/** Takes files in as a snapshot that its giver declares complete, so that nothing but the fault keeps an absence back. */
const fault = (
  row: string,
  what: string,
  reason: Reason,
  files: Files | Uint8Array,
  source: Source = {},
  limits: Limits = {},
): RoadFault => ({
  ...{ row, what, reason },
  take: async () => {
    const folder = await snapshotFolder();
    const given = { base: BASE, complete: true, captured: '2026-11-19', ...source };
    try {
      const put = files instanceof Uint8Array ? { site: files } : files;
      for (const [name, content] of Object.entries(put)) await folder.put(name, content);
      const bundle = await folder.take(given, limits);
      return { bundle, source: { snapshot: 'site', hosts: [], landmarks: [], ...given } };
    } finally {
      await folder.remove();
    }
  },
});

const one = zipOf({ 'a.html': page('页') });
const two = zipOf({ 'a.html': page('甲'), 'b.html': page('乙') });
const stored = Buffer.from(zipSync({ 'a.html': [strToU8(page('甲')), { level: 0 }] }));

const locked = (): Buffer => {
  const archive = Buffer.from(one);
  archive[headerAt(archive, LOCAL_HEADER) + 6] = 1;
  archive[headerAt(archive, CENTRAL_HEADER) + 8] = 1;
  return archive;
};
const overlapping = (): Buffer => {
  const archive = Buffer.from(two);
  const first = headerAt(archive, CENTRAL_HEADER);
  archive.writeUInt32LE(0, first + 4 + headerAt(archive.subarray(first + 4), CENTRAL_HEADER) + 42);
  return archive;
};
const nested = (depth: number): Buffer =>
  Array.from({ length: depth }).reduce<Buffer>((inner) => zipOf({ 'z.zip': inner }), one);

const zips: readonly RoadFault[] = [
  ...['../../up.htm', '/abs/up.html', 'C:/up/up.html', '..\\..\\up.html', '//host/x.html'].map((name) =>
    fault(
      'A1',
      `a ZIP that names a file ${name}`,
      'unsafe-archive',
      renamed(zipOf({ ['x'.repeat(name.length)]: page('外') }), 'x'.repeat(name.length), Buffer.from(name)),
    ),
  ),
  fault('A2', 'a file that inflates out of proportion', 'bomb', zipOf({ 'a.html': new Uint8Array(3_000_000) })),
  fault('A2', 'files that overlap', 'unsafe-archive', overlapping()),
  fault('A2', 'a file beyond the limit', 'too-large', zipOf({ 'a.html': 'x'.repeat(500) }), {}, { file: 400 }),
  fault('A2', 'more bytes than the limit', 'scope-cut', two, {}, { total: 60 }),
  fault('A2', 'more files than the limit', 'scope-cut', two, {}, { entries: 1 }),
  fault('A2', 'archives in archives in archives', 'unsafe-archive', { 'site/x.zip': nested(4) }),
  fault('A3', 'a password', 'encrypted', locked()),
  fault('A3', 'an archive cut short', 'corrupt-archive', one.subarray(0, one.length - 30)),
  fault('A3', 'a file that does not match its checksum', 'corrupt-archive', flipped(stored, stored.indexOf('甲'))),
  fault('A3', 'no table of contents', 'corrupt-archive', one.subarray(0, headerAt(one, CENTRAL_HEADER))),
];

const ole = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(600),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);
const block = answer(page('页'));
const at = (path: string): string => `${BASE}${path}`;
const warc = warcRecord({ url: at('a.html'), block });

const warcs: readonly RoadFault[] = [
  fault('A5', 'an Office document with a password', 'encrypted', ole),
  fault(
    'A7',
    'a WARC record that does not match its payload digest',
    'corrupt-archive',
    warcRecord({ url: at('a.html'), block, fields: { 'WARC-Payload-Digest': sha1('别的') } }),
  ),
  fault(
    'A7',
    'a WARC record that does not match its block digest',
    'corrupt-archive',
    warcRecord({ url: at('a.html'), block, fields: { 'WARC-Block-Digest': sha1('别的') } }),
  ),
  fault(
    'A7',
    'a WARC record that states a wrong length',
    'corrupt-archive',
    warcRecord({ url: at('a.html'), block, length: block.length - 2 }),
  ),
  fault('A7', 'a WARC cut short', 'corrupt-archive', warc.subarray(0, warc.length - 20)),
  fault('A7', 'a gzipped WARC cut short', 'corrupt-archive', gzipSync(warc).subarray(0, -20)),
  fault(
    'A7',
    'a revisit without its original',
    'not-attempted',
    warcRecord({ type: 'revisit', url: at('a.html'), block: answer(''), fields: { 'WARC-Payload-Digest': sha1('x') } }),
  ),
  fault(
    'A7',
    'a redirect that leads out of the WARC',
    'not-attempted',
    warcRecord({ url: at('a.html'), block: answer('', 'Location: https://other.example/', '301 Moved Permanently') }),
  ),
  fault(
    'A7',
    'an answer 403 in a WARC',
    'auth-wall',
    warcRecord({ url: at('a.html'), block: answer('<p>…', undefined, '403 Forbidden') }),
  ),
  fault(
    'A7',
    'an answer 502 in a WARC',
    'server-error',
    warcRecord({ url: at('a.html'), block: answer('<p>…', undefined, '502 Bad Gateway') }),
  ),
  fault(
    'A7',
    'a gzipped WARC that is a bomb',
    'bomb',
    gzipSync(warcRecord({ url: at('a.html'), block: answer(Buffer.alloc(30_000_000)) })),
  ),
];

const htmlPart = `Content-Type: text/html\r\nContent-Location: ${at('a.html')}\r\n\r\n${page('供电质量')}`;
const badPart = `Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: ${at('b.html')}\r\n\r\n!!not base64!!`;

const mhtmls: readonly RoadFault[] = [
  fault(
    'A8',
    'an MHTML without its closing boundary',
    'corrupt-archive',
    mhtmlOf(at('a.html'), [htmlPart, htmlPart.replace('a.html', 'b.html')], ''),
  ),
  fault('A8', 'an MHTML part that does not decode', 'corrupt-archive', mhtmlOf(at('a.html'), [htmlPart, badPart])),
];

const log = (line: string): Files => ({ 'site/a.html': page('首页'), 'log.csv': `${at('b.html')},${line}\n` });

const others: readonly RoadFault[] = [
  ...(
    [
      ['403', 'auth-wall'],
      ['500', 'server-error'],
      ['521', 'waf-challenge'],
      ['429', 'rate-limited'],
    ] as const
  ).map(([status, reason]) => fault('A9', `a log that tells of ${status}`, reason, log(status), { log: 'log.csv' })),
  fault('A12', 'an empty file', 'unsupported-format', { 'site/a.html': '' }),
  fault('A12', 'a file of no known format', 'unsupported-format', { 'site/a.dat': Buffer.from([1, 0, 2, 0, 3, 200]) }),
  fault('A12', 'a picture called a page', 'no-text-layer', {
    'site/a.html': Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  }),
  fault('A12', 'a snapshot that is not there', 'insufficient-evidence', {}, { snapshot: 'elsewhere' }),
  fault('C6', 'a saved page that needs scripts', 'needs-js', {
    'site/a.html': '<!doctype html><title>公开</title><div id="app"></div><script src="/app.js"></script>',
  }),
  fault('C4', 'a saved page of a hundred thousand elements in one another', 'too-complex', {
    'site/a.html': '<html><body>' + '<b>'.repeat(100_000),
  }),
  fault('N33', 'a saved page in no known encoding', 'charset', {
    'site/a.html': Buffer.concat([
      Buffer.from('<html><body><p>'),
      Buffer.from('ff80fe'.repeat(300), 'hex'),
      Buffer.from('</p></body></html>'),
    ]),
  }),
  fault('N27', 'a saved login form', 'auth-wall', {
    'site/a.html':
      '<!doctype html><meta charset="utf-8"><title>用户登录</title><h1>用户登录</h1><form><input type=password></form>',
  }),
  fault('N29', 'a saved page that says that there is none', 'soft-404', {
    'site/a.html': '<!doctype html><meta charset="utf-8"><title>页面不存在</title><h1>您访问的页面不存在</h1>',
  }),
];

/** Snapshots handed in that cannot be opened, believed or read. */
export const SNAPSHOT_FAULTS: readonly RoadFault[] = [...zips, ...warcs, ...mhtmls, ...others];
