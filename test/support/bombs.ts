import type { Reason } from '../../src/evidence/reason.ts';
import { page, packed, raw, type Scenario } from './fault-server.ts';

/** A page made to bring its reader down: how it is served, and what must become of it. */
export interface Bomb {
  readonly name: string;
  readonly reply: () => Scenario;
  readonly reason: Reason;
  /** Quick to make and to take: part of the short form. */
  readonly quick?: true;
}

const MB = 1_000_000;
const OK = 'HTTP/1.1 200 OK';
const HTML = 'Content-Type: text/html; charset=utf-8';
const ZEROS = Buffer.alloc(256 * 1024);
const gzipped = (body: string | Uint8Array): Scenario =>
  page(packed(Buffer.from(body), 'gzip'), { headers: ['Content-Encoding: gzip'] });

const PAGE = '<!doctype html><html><head><title>停电公告</title></head><body>';
/** So many bytes of lines that differ, as an honest list's do: nothing that a ratio would give away. */
function lines(bytes: number, line: (n: number) => string): string {
  const all: string[] = [];
  for (let size = 0, n = 1; size < bytes; n = (n * 48_271) % 2_147_483_647)
    size += all[all.push(line(n)) - 1]?.length ?? 0;
  return all.join('');
}
const entry = (n: number): string => `<p><a href="/gg/${n}.html">No. ${n} of planned outages</a> 2026-11-20</p>\n`;

/** Half a GB of zeros packed twice: some hundred bytes on the wire, as in faults.md 0.6. */
const doubleGzip = (): Scenario =>
  page(packed(Buffer.alloc(500 * MB), 'gzip', 'gzip'), { headers: ['Content-Encoding: gzip, gzip'] });

/** Gzip allows members one after another: 200 of them, each 50 MB of zeros. */
function tenGigabytes(): Scenario {
  const member = packed(Buffer.alloc(50 * MB), 'gzip');
  return page(Buffer.concat(Array.from({ length: 200 }, () => member)), { headers: ['Content-Encoding: gzip'] });
}

export const BOMBS: readonly Bomb[] = [
  { name: 'double gzip of a few hundred bytes', reply: doubleGzip, reason: 'bomb', quick: true },
  {
    name: '10 GB stream of zeros',
    reply: () => [raw([OK, HTML, `Content-Length: ${10_000 * MB}`]), { endless: ZEROS }],
    reason: 'too-large',
    quick: true,
  },
  { name: '10 GB stream of zeros, gzipped', reply: tenGigabytes, reason: 'bomb' },
  { name: 'stream of zeros without a length', reply: () => [raw([OK, HTML]), { endless: ZEROS }], reason: 'too-large' },
  { name: '10^6 nested tags', reply: () => page(PAGE + '<div>'.repeat(MB)), reason: 'too-complex', quick: true },
  {
    name: '10^6 nested tags, closed',
    reply: () => page(PAGE + '<b>'.repeat(MB) + '</b>'.repeat(MB)),
    reason: 'too-complex',
  },
  {
    name: '50,000 attributes',
    reply: () => page(`${PAGE}<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}=1`).join(' ')}>停电</p>`),
    reason: 'too-complex',
    quick: true,
  },
  { name: '2.3 million nodes', reply: () => page(PAGE + '<i></i>x'.repeat(1.15 * MB)), reason: 'too-complex' },
  {
    name: 'one text of 17 million characters',
    reply: () => gzipped(`${PAGE}<p>${lines(17 * MB, String)}`),
    reason: 'too-complex',
  },
  { name: '50 MB page, gzipped', reply: () => gzipped(PAGE + lines(50 * MB, entry)), reason: 'too-complex' },
  { name: '50 MB page', reply: () => page(PAGE + lines(50 * MB, entry)), reason: 'too-large' },
];
