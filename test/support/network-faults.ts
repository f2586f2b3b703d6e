import type { Reason } from '../../src/evidence/reason.ts';
import type { LiveLimits } from '../../src/evidence/limits.ts';
import { IMPATIENT, type LiveRun } from './live-run.ts';
import { chunk, packed, page, raw, redirect, type Scenario, type Step } from './fault-server.ts';

/** One row of the network faults: what a page's server does, and what must be said of the page. */
export interface FaultCase {
  /** Row of the fault table. */
  readonly row: string;
  readonly what: string;
  /** What the server answers for the page. */
  readonly reply: Scenario;
  /** Why the page counts as unread; none when it is read in spite of everything. */
  readonly reason?: Reason;
  /** Marks that the capture must carry. */
  readonly marks?: readonly string[];
  /** Further pages of the same server. */
  readonly beside?: Readonly<Record<string, Scenario>>;
  readonly limits?: Partial<LiveLimits>;
  readonly expect?: (run: LiveRun) => void;
}

const OK = '<!doctype html><html><title>停电公告</title><body>计划停电公告：十一月二十八日检修。</body></html>';
const HEAD = ['HTTP/1.1 200 OK', 'Content-Type: text/html; charset=utf-8'];
const LENGTH = `Content-Length: ${Buffer.byteLength(OK)}`;
const html = (text: string, title = '页面'): string =>
  `<!doctype html><html><title>${title}</title><body>${text}</body></html>`;
/** Long enough that one broken letter leaves it readable. */
const LONG = html('计划停电公告：十一月二十八日检修。'.repeat(60), '停电公告');
const zeros = (bytes: number): Uint8Array => new Uint8Array(bytes);
const coded = (coding: string, body: Uint8Array): readonly Step[] =>
  page(body, { headers: [`Content-Encoding: ${coding}`] });
const okBytes = Buffer.from(OK);
const gz = packed(okBytes, 'gzip');
const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, index) => (index === at ? byte ^ 0xff : byte));

const connections: readonly FaultCase[] = [
  { row: 'N3', what: 'the connection is closed without a word', reply: ['close'], reason: 'connect' },
  { row: 'N3', what: 'the connection is reset without a word', reply: ['reset'], reason: 'connect' },
  {
    row: 'N3',
    what: 'half a header, then the end',
    reply: [{ send: 'HTTP/1.1 200 OK\r\nContent-Ty' }, 'close'],
    reason: 'connect',
  },
  {
    row: 'N3',
    what: 'half a header, then a reset',
    reply: [{ send: 'HTTP/1.1 200 OK\r\nContent-Ty' }, 'reset'],
    reason: 'connect',
  },
  { row: 'N3', what: 'a reset once, then the page', reply: ({ times }) => (times === 1 ? ['reset'] : page(OK)) },
  { row: 'N9', what: 'never any byte', reply: ['hang'], reason: 'timeout' },
  { row: 'N9', what: 'a status line and no more', reply: [{ send: 'HTTP/1.1 200 OK\r\n' }, 'hang'], reason: 'timeout' },
  {
    row: 'N9',
    what: 'headers one byte at a time',
    reply: [{ drip: `${HEAD.join('\r\n')}\r\nX: ${'y'.repeat(400)}`, everyMs: 50 }],
    reason: 'timeout',
  },
  {
    row: 'N9',
    what: 'a body one byte at a time',
    reply: [raw([...HEAD, LENGTH]), { drip: OK, everyMs: 50 }],
    reason: 'timeout',
  },
  {
    row: 'N9',
    what: 'chunks one at a time',
    reply: [raw([...HEAD, 'Transfer-Encoding: chunked']), { drip: chunk('x').repeat(40), everyMs: 50 }],
    reason: 'timeout',
  },
  {
    row: 'N9',
    what: 'half a body, then silence',
    reply: [raw([...HEAD, LENGTH], OK.slice(0, 30)), 'hang'],
    reason: 'timeout',
  },
  {
    row: 'N9',
    what: 'silence once, then the page',
    reply: ({ times }) => (times === 1 ? ['hang'] : page(OK)),
    limits: { ...IMPATIENT, retries: 1 },
  },
];

const sizes: readonly FaultCase[] = [
  {
    row: 'N10',
    what: 'a body without end, delimited by close',
    reply: [raw(HEAD), { endless: 'x'.repeat(4_096) }],
    reason: 'too-large',
  },
  {
    row: 'N10',
    what: 'chunks without end',
    reply: [raw([...HEAD, 'Transfer-Encoding: chunked']), { endless: chunk('x'.repeat(4_096)) }],
    reason: 'too-large',
  },
  {
    row: 'N10',
    what: 'a length beyond the limit',
    reply: [raw([...HEAD, 'Content-Length: 50000000000'], 'x'), 'hang'],
    reason: 'too-large',
  },
  { row: 'N11', what: 'a long honest page within the limit', reply: page(html('电'.repeat(60_000))) },
  { row: 'N11', what: 'a page one byte over the limit', reply: page(html('x').padEnd(300_001)), reason: 'too-large' },
  {
    row: 'N12',
    what: 'fewer bytes than declared',
    reply: [raw([...HEAD, 'Content-Length: 5000'], OK), 'close'],
    reason: 'truncated',
  },
  {
    row: 'N12',
    what: 'fewer bytes than declared, then a reset',
    reply: [raw([...HEAD, 'Content-Length: 5000'], OK), 'reset'],
    reason: 'truncated',
  },
  {
    row: 'N12',
    what: 'chunks without the last',
    reply: [raw([...HEAD, 'Transfer-Encoding: chunked'], chunk(OK)), 'close'],
    reason: 'truncated',
  },
  {
    row: 'N12',
    what: 'a chunk cut in the middle',
    reply: [raw([...HEAD, 'Transfer-Encoding: chunked'], 'ff\r\n<html>'), 'close'],
    reason: 'truncated',
  },
  {
    row: 'N12',
    what: 'cut once, then whole',
    reply: ({ times }) => (times === 1 ? [raw([...HEAD, 'Content-Length: 5000'], OK), 'close'] : page(OK)),
  },
  {
    row: 'N12',
    what: 'a part that nobody asked for',
    reply: page(OK, { status: 206, headers: ['Content-Range: bytes 0-99/5000'] }),
    reason: 'truncated',
  },
  {
    row: 'N13',
    what: 'a page that ends with the connection and not with </html>',
    reply: [raw([...HEAD, 'Connection: close'], OK.slice(0, -16)), 'close'],
    marks: ['truncated'],
    expect: (run) => expectCut(run, 'truncated'),
  },
  {
    row: 'N13',
    what: 'a whole page that ends with the connection',
    reply: [raw([...HEAD, 'Connection: close'], OK), 'close'],
  },
  {
    row: 'N13',
    what: 'a whole page in HTTP/1.0',
    reply: [raw(['HTTP/1.0 200 OK', 'Content-Type: text/html'], OK), 'close'],
  },
];

const framing: readonly FaultCase[] = [
  {
    row: 'N14',
    what: 'two different lengths',
    reply: [raw([...HEAD, LENGTH, 'Content-Length: 7'], OK), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'a negative length',
    reply: [raw([...HEAD, 'Content-Length: -5'], OK), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'a length in words',
    reply: [raw([...HEAD, 'Content-Length: many'], OK), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'a length beyond 64 bits',
    reply: [raw([...HEAD, 'Content-Length: 99999999999999999999'], OK), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'a hexadecimal length',
    reply: [raw([...HEAD, 'Content-Length: 0x10'], OK), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'a length and chunks',
    reply: [raw([...HEAD, LENGTH, 'Transfer-Encoding: chunked'], `${chunk(OK)}0\r\n\r\n`), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'a chunk size that is no number',
    reply: [raw([...HEAD, 'Transfer-Encoding: chunked'], 'zz\r\nabc\r\n0\r\n\r\n'), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'a chunk longer than it says',
    reply: [raw([...HEAD, 'Transfer-Encoding: chunked'], '3\r\nabcdef\r\n0\r\n\r\n'), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'a chunk size beyond 64 bits',
    reply: [raw([...HEAD, 'Transfer-Encoding: chunked'], 'fffffffffffffffff\r\nabc'), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'gzip as a transfer coding',
    reply: [raw([...HEAD, 'Transfer-Encoding: gzip, chunked'], `${chunk(OK)}0\r\n\r\n`), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'chunked twice',
    reply: [raw([...HEAD, 'Transfer-Encoding: chunked, chunked'], `${chunk(OK)}0\r\n\r\n`), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N14',
    what: 'chunks with extensions and a trailer',
    reply: [
      raw(
        [...HEAD, 'Transfer-Encoding: chunked'],
        `${Buffer.byteLength(OK).toString(16)};x=y\r\n${OK}\r\n0\r\nX-Sum: 1\r\n\r\n`,
      ),
    ],
  },
  {
    row: 'N14',
    what: 'the same length twice',
    reply: [raw([...HEAD, LENGTH, LENGTH], OK), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N16',
    what: 'one header line of 100 kB',
    reply: [raw([...HEAD, `X-Long: ${'y'.repeat(100_000)}`, LENGTH], OK), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N16',
    what: 'five thousand headers',
    reply: [
      raw([...HEAD, ...Array.from({ length: 5_000 }, (_, index) => `X-${index}: ${'z'.repeat(20)}`)], OK),
      'close',
    ],
    reason: 'protocol',
  },
  {
    row: 'N16',
    what: 'interim replies without end',
    reply: [{ endless: 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n' }],
    reason: 'protocol',
  },
  {
    row: 'N16',
    what: 'one interim reply, then the page',
    reply: [{ send: 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n' }, ...page(OK)],
  },
  {
    row: 'N16',
    what: 'leave to go on that nobody asked for, then the page',
    reply: [{ send: 'HTTP/1.1 100 Continue\r\n\r\n' }, ...page(OK)],
    marks: ['lenient-http'],
  },
  {
    row: 'N12',
    what: 'a length too short: the page ends in the midst of a character',
    reply: [raw([...HEAD, `Content-Length: ${Buffer.byteLength(LONG.slice(0, LONG.lastIndexOf('检'))) + 1}`], LONG)],
    marks: ['truncated'],
  },
  {
    row: 'N12',
    what: 'a length too short: the page ends in the midst of a tag',
    reply: [raw([...HEAD, `Content-Length: ${Buffer.byteLength(OK) - 9}`], OK)],
    marks: ['truncated'],
  },
  {
    row: 'N12',
    what: 'a whole page that leaves its last tags to the browser',
    reply: page(OK.replace('</body></html>', '')),
  },
  {
    row: 'N26',
    what: 'an error told as data, with status 200',
    reply: page('{"code":500,"msg":"系统异常"}', { type: 'application/json' }),
    reason: 'server-error',
  },
  {
    row: 'N26',
    what: 'data without an error',
    reply: page('{"code":200,"data":[]}', { type: 'application/json' }),
  },
  { row: 'N17', what: 'HTML without any header (HTTP/0.9)', reply: [{ send: OK }, 'close'], reason: 'protocol' },
  {
    row: 'N17',
    what: 'binary rubbish',
    reply: [{ send: Uint8Array.from({ length: 512 }, (_, index) => (index * 73) & 0xff) }, 'close'],
    reason: 'protocol',
  },
  {
    row: 'N17',
    what: 'another service (SSH)',
    reply: [{ send: 'SSH-2.0-OpenSSH_9.2\r\n' }, 'close'],
    reason: 'protocol',
  },
  {
    row: 'N17',
    what: 'a status beyond three digits',
    reply: [raw(['HTTP/1.1 2000 OK', LENGTH], OK), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N19',
    what: 'HTTP/2 in answer to HTTP/1.1',
    reply: [{ send: Uint8Array.of(0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100) }, 'close'],
    reason: 'protocol',
  },
  {
    row: 'N19',
    what: 'an upgrade that nobody asked for',
    reply: [raw(['HTTP/1.1 101 Switching Protocols', 'Upgrade: h2c', 'Connection: Upgrade']), 'hang'],
    reason: 'connect',
  },
];

const lenient: readonly FaultCase[] = [
  {
    row: 'N15',
    what: 'header lines that end with LF only',
    reply: [raw([...HEAD, LENGTH], OK, '\n'), 'close'],
    marks: ['lenient-http'],
  },
  {
    row: 'N15',
    what: 'one line with LF only among others',
    reply: [{ send: `HTTP/1.1 200 OK\r\nContent-Type: text/html\n${LENGTH}\r\n\r\n${OK}` }, 'close'],
    marks: ['lenient-http'],
  },
  {
    row: 'N15',
    what: 'LF only, and HTTP/1.2',
    reply: [raw(['HTTP/1.2 200 OK', LENGTH], OK, '\n'), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N15',
    what: 'LF only, and NUL in a header',
    reply: [raw([...HEAD, 'X-Bad: a\0b', LENGTH], OK, '\n'), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N15',
    what: 'LF only, a length and chunks',
    reply: [raw([...HEAD, LENGTH, 'Transfer-Encoding: chunked'], `${chunk(OK)}0\r\n\r\n`, '\n'), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N15',
    what: 'LF only, two different lengths',
    reply: [raw([...HEAD, LENGTH, 'Content-Length: 7'], OK, '\n'), 'close'],
    reason: 'protocol',
  },
  {
    row: 'N15',
    what: 'LF only, cut short',
    reply: [raw([...HEAD, 'Content-Length: 5000'], OK, '\n'), 'close'],
    reason: 'truncated',
  },
  {
    row: 'N15',
    what: 'LF only, without end',
    reply: [raw(HEAD, '', '\n'), { endless: 'x'.repeat(4_096) }],
    reason: 'too-large',
  },
  { row: 'N15', what: 'LF only, then silence', reply: [raw([...HEAD, LENGTH], '', '\n'), 'hang'], reason: 'timeout' },
];

const codings: readonly FaultCase[] = [
  { row: 'N18', what: 'gzip', reply: coded('gzip', gz) },
  { row: 'N18', what: 'brotli', reply: coded('br', packed(okBytes, 'br')) },
  { row: 'N18', what: 'deflate as the standard means it', reply: coded('deflate', packed(okBytes, 'deflate')) },
  { row: 'N18', what: 'deflate as some servers send it', reply: coded('deflate', packed(okBytes, 'deflate-raw')) },
  { row: 'N18', what: 'gzip twice, honestly', reply: coded('gzip, gzip', packed(okBytes, 'gzip', 'gzip')) },
  { row: 'N18', what: 'a gzip bomb', reply: coded('gzip', packed(zeros(20_000_000), 'gzip')), reason: 'bomb' },
  {
    row: 'N18',
    what: 'a gzip bomb in a few hundred bytes',
    reply: coded('gzip, gzip', packed(zeros(200_000_000), 'gzip', 'gzip')),
    reason: 'bomb',
  },
  { row: 'N18', what: 'a brotli bomb', reply: coded('br', packed(zeros(20_000_000), 'br')), reason: 'bomb' },
  { row: 'N18', what: 'a deflate bomb', reply: coded('deflate', packed(zeros(20_000_000), 'deflate')), reason: 'bomb' },
  {
    row: 'N18',
    what: 'three codings',
    reply: coded('gzip, gzip, gzip', packed(okBytes, 'gzip', 'gzip', 'gzip')),
    reason: 'content-coding',
  },
  { row: 'N18', what: 'a coding that we did not offer', reply: coded('zstd', gz), reason: 'content-coding' },
  { row: 'N18', what: 'plain text that calls itself gzip', reply: coded('gzip', okBytes), reason: 'content-coding' },
  {
    row: 'N18',
    what: 'gzip with a broken checksum',
    reply: coded('gzip', flipped(gz, gz.length - 6)),
    reason: 'content-coding',
  },
  { row: 'N18', what: 'gzip broken inside', reply: coded('gzip', flipped(gz, 3)), reason: 'content-coding' },
  { row: 'N18', what: 'gzip cut short', reply: coded('gzip', gz.subarray(0, gz.length - 20)), reason: 'truncated' },
  {
    row: 'N18',
    what: 'brotli cut short',
    reply: coded('br', packed(okBytes, 'br').subarray(0, 40)),
    reason: 'truncated',
  },
  { row: 'N18', what: 'rubbish that calls itself brotli', reply: coded('br', okBytes), reason: 'content-coding' },
];

/** 127.0.0.1 is the one private address that these tests allow. */
const PRIVATE = [
  '127.0.0.2',
  '127.2',
  '0x7f.2',
  '2130706434',
  '[::1]',
  '[::ffff:10.0.0.1]',
  '[64:ff9b::a00:1]',
  '[fd00:ec2::254]',
  '10.0.0.1',
  '192.168.1.1:8080',
  '169.254.169.254',
  '100.100.100.200',
];

const chain = (hops: number): Readonly<Record<string, Scenario>> =>
  Object.fromEntries(
    Array.from({ length: hops }, (_, index) => [
      `/hop${index + 1}`,
      index + 1 === hops ? page(OK) : redirect(`/hop${index + 2}`),
    ]),
  );

const redirects: readonly FaultCase[] = [
  { row: 'N20', what: 'a redirect to itself', reply: redirect('/x'), reason: 'redirect-loop' },
  {
    row: 'N20',
    what: 'two addresses that redirect to each other',
    reply: redirect('/y'),
    beside: { '/y': redirect('/x') },
    reason: 'redirect-loop',
  },
  { row: 'N20', what: 'five redirects', reply: redirect('/hop1'), beside: chain(5) },
  { row: 'N20', what: 'six redirects', reply: redirect('/hop1'), beside: chain(6), reason: 'redirect-loop' },
  { row: 'N20', what: 'an empty Location', reply: redirect(''), reason: 'protocol' },
  { row: 'N20', what: 'no Location', reply: page('', { status: 302 }), reason: 'protocol' },
  {
    row: 'N20',
    what: 'two different Locations',
    reply: page('', { status: 302, headers: ['Location: /a', 'Location: /b'] }),
    reason: 'protocol',
  },
  { row: 'N20', what: 'a Location that is no address', reply: redirect('http://['), reason: 'protocol' },
  { row: 'N20', what: 'status 300 without a choice', reply: page('', { status: 300 }), reason: 'protocol' },
  { row: 'N20', what: 'status 304 that nobody asked for', reply: page('', { status: 304 }), reason: 'protocol' },
  {
    row: 'N20',
    what: 'a Location in raw UTF-8 bytes',
    reply: redirect(Buffer.from('/公告.html').toString('latin1')),
    beside: { '/%E5%85%AC%E5%91%8A.html': page(OK) },
  },
  {
    row: 'N20',
    what: 'a Location in raw GBK bytes',
    reply: redirect('/\xb9\xab\xb8\xe6.html'),
    beside: { '/%B9%AB%B8%E6.html': page(OK) },
  },
  ...PRIVATE.map((host): FaultCase => ({
    row: 'N21',
    what: `a redirect to ${host}`,
    reply: redirect(`http://${host}/latest/meta-data/`),
    reason: 'blocked-address',
  })),
  { row: 'N22', what: 'a redirect to a file', reply: redirect('file:///etc/passwd'), reason: 'blocked-address' },
  { row: 'N22', what: 'a redirect to data', reply: redirect('data:text/html,hello'), reason: 'blocked-address' },
  { row: 'N22', what: 'a redirect to gopher', reply: redirect('gopher://127.0.0.1:70/'), reason: 'blocked-address' },
  { row: 'N22', what: 'a redirect to a script', reply: redirect('javascript:alert(1)'), reason: 'blocked-address' },
  { row: 'N22', what: 'a redirect to FTP', reply: redirect('ftp://127.0.0.1/'), reason: 'blocked-address' },
  {
    row: 'N22',
    what: 'a redirect to the mail port',
    reply: redirect('http://127.0.0.1:25/'),
    reason: 'blocked-address',
  },
  {
    row: 'N22',
    what: 'a redirect with a user name',
    reply: redirect('http://root:toor@127.0.0.1/'),
    reason: 'blocked-address',
  },
  {
    row: 'N24',
    what: 'a redirect to a host that nobody declared',
    reply: redirect('http://login.elsewhere.example/'),
    reason: 'redirect-out-of-scope',
  },
];

const statuses: readonly FaultCase[] = [
  { row: 'N25', what: '429 for ever', reply: page('slow down', { status: 429 }), reason: 'rate-limited' },
  {
    row: 'N25',
    what: '429 that asks for a day',
    reply: page('', { status: 429, headers: ['Retry-After: 86400'] }),
    reason: 'rate-limited',
    expect: ({ clock }) => expectSlept(clock.slept(), 0),
  },
  {
    row: 'N25',
    what: '429 that asks for 7 seconds, then the page',
    reply: ({ times }) => (times === 1 ? page('', { status: 429, headers: ['Retry-After: 7'] }) : page(OK)),
    expect: ({ clock }) => expectSlept(clock.slept(), 7_000),
  },
  {
    row: 'N25',
    what: '503 with a date 90 seconds ahead, then the page',
    reply: ({ times }) =>
      times === 1
        ? page('', {
            status: 503,
            headers: ['Date: Fri, 20 Nov 2026 02:00:00 GMT', 'Retry-After: Fri, 20 Nov 2026 02:01:30 GMT'],
          })
        : page(OK),
    expect: ({ clock }) => expectSlept(clock.slept(), 90_000),
  },
  {
    row: 'N25',
    what: '503 with a negative pause',
    reply: page('', { status: 503, headers: ['Retry-After: -5'] }),
    reason: 'rate-limited',
  },
  {
    row: 'N25',
    what: '503 with rubbish for a pause',
    reply: page('', { status: 503, headers: ['Retry-After: soon'] }),
    reason: 'rate-limited',
  },
  {
    row: 'N25',
    what: '503 with a date in the past',
    reply: page('', { status: 503, headers: ['Retry-After: Thu, 01 Jan 1970 00:00:00 GMT'] }),
    reason: 'rate-limited',
  },
  {
    row: 'N26',
    what: '401',
    reply: page(html('x'), { status: 401, headers: ['WWW-Authenticate: Basic'] }),
    reason: 'auth-wall',
  },
  { row: 'N26', what: '403', reply: page(html('Forbidden'), { status: 403 }), reason: 'auth-wall' },
  { row: 'N26', what: '407', reply: page('', { status: 407 }), reason: 'auth-wall' },
  { row: 'N26', what: '500', reply: page(html('error'), { status: 500 }), reason: 'server-error' },
  { row: 'N26', what: '502', reply: page(html('Bad Gateway'), { status: 502 }), reason: 'server-error' },
  { row: 'N26', what: '503 without a pause', reply: page(html('维护中'), { status: 503 }), reason: 'server-error' },
  { row: 'N26', what: '504', reply: page('', { status: 504 }), reason: 'server-error' },
  {
    row: 'N26',
    what: '500 once, then the page',
    reply: ({ times }) => (times === 1 ? page('', { status: 500 }) : page(OK)),
  },
  { row: 'N26', what: '451', reply: page('', { status: 451 }), reason: 'server-error' },
  { row: 'N26', what: '400', reply: page('', { status: 400 }), reason: 'server-error' },
  { row: 'N26', what: '404', reply: page(html('404'), { status: 404 }), marks: ['confirmed-404'] },
  { row: 'N26', what: '410', reply: page(html('gone'), { status: 410 }), marks: ['confirmed-404'] },
  {
    row: 'N26',
    what: '404 once, then the page',
    reply: ({ times }) => (times === 1 ? page('', { status: 404 }) : page(OK)),
  },
  {
    row: 'N26',
    what: '404 once, then an error',
    reply: ({ times }) => page('', { status: times === 1 ? 404 : 500 }),
    reason: 'server-error',
  },
];

const LOGIN = html('<form><input name=u><input type=password name=p><button>登录</button></form>', '用户登录');
const JSL =
  "<html><script>document.cookie='__jsl_clearance_s=1700|0|x;max-age=3600';location.href=location.pathname</script></html>";
const wafs: readonly FaultCase[] = [
  {
    row: 'N27',
    what: 'a redirect to the login page',
    reply: redirect('/sso/login?back=/x'),
    beside: { '/sso/login?back=/x': page(LOGIN) },
    reason: 'auth-wall',
  },
  { row: 'N27', what: 'the login page in place of the page', reply: page(LOGIN), reason: 'auth-wall' },
  {
    row: 'N27',
    what: 'a page with a login box in a corner',
    reply: page(html(`${'信息公开内容'.repeat(200)}<input type=password>登录`, '山城供电公司')),
  },
  {
    row: 'N27',
    what: 'a cookie first, then the page',
    reply: ({ head }) =>
      /cookie: pass=1/i.test(head)
        ? page(OK)
        : page('', { status: 302, headers: ['Location: /x', 'Set-Cookie: pass=1'] }),
  },
  {
    row: 'N27',
    what: 'a new cookie at every visit, and never the page',
    reply: ({ times }) => page('', { status: 302, headers: ['Location: /x', `Set-Cookie: visit=${times}`] }),
    reason: 'redirect-loop',
  },
  { row: 'N28', what: '521 with a cookie script', reply: page(JSL, { status: 521 }), reason: 'waf-challenge' },
  { row: 'N28', what: 'the cookie script with 200', reply: page(JSL), reason: 'waf-challenge' },
  {
    row: 'N28',
    what: '412 with a packed script',
    reply: page("<html><script>$_ts=window['$_ts'];</script></html>", { status: 412 }),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: '202 and nothing',
    reply: page('<html><body></body></html>', { status: 202 }),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: '200 with a signed cookie script',
    reply: page("<html><script>var arg1='A1';setCookie('acw_sc__v2', x)</script></html>"),
    reason: 'waf-challenge',
  },
  { row: 'N28', what: '405 to a GET', reply: page(html('blocked'), { status: 405 }), reason: 'waf-challenge' },
  {
    row: 'N28',
    what: '200 “Request Rejected”',
    reply: page(
      '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Your support ID is: 1234567890</body></html>',
    ),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: '403 with a challenge header',
    reply: page(html('x'), { status: 403, headers: ['cf-mitigated: challenge'] }),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: '503 with a challenge page',
    reply: page('<html><script>window._cf_chl_opt={}</script>Just a moment</html>', { status: 503 }),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: '200 with a cookie to come back with',
    reply: page(
      '<html><script>document.cookie = "sec=1;path=/"; window.location.reload();</script>正在进入，请稍候</html>',
    ),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: '200 with a picture to copy letters from',
    reply: page(html('<img src="/code.jpg">请输入验证码后继续访问', '提示')),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: '200 of a firewall that suspects',
    reply: page(html('当前访问疑似黑客攻击，已被网站管理员设置为拦截！', '访问禁止')),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: '200 in Chinese words',
    reply: page(html('您的访问请求可能对网站造成安全威胁，请求被拦截。', '访问被拦截')),
    reason: 'waf-challenge',
  },
  {
    row: 'N28',
    what: 'the words in GBK',
    reply: page(Buffer.from('3c68746d6c3ec7ebc7f3b1bbc0b9bdd83c2f68746d6c3e', 'hex'), {
      type: 'text/html; charset=gbk',
    }),
    reason: 'waf-challenge',
  },
  { row: 'N28', what: 'a slider', reply: page(html('请完成下列验证后继续访问', '人机验证')), reason: 'waf-challenge' },
];

const expectSlept = (slept: number, ms: number): void => {
  if (slept !== ms) throw new Error(`slept ${slept} ms, not ${ms}`);
};

function expectCut(run: LiveRun, reason: Reason): void {
  if (run.scope.cut?.reason !== reason)
    throw new Error(`scope cut by ${run.scope.cut?.reason ?? 'nothing'}, not ${reason}`);
}

export const NETWORK_FAULTS: readonly FaultCase[] = [
  ...connections,
  ...sizes,
  ...framing,
  ...lenient,
  ...codings,
  ...redirects,
  ...statuses,
  ...wafs,
];
