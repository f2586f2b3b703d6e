import { text, type Text } from '../../language/text.ts';
import { addressWords } from '../address-words.ts';
import { CODES, CODE_FAMILIES, STATUSES } from './codes.ts';
import { PHRASES } from './phrases.ts';

/** Addresses in front of what is said of them: `http://…/a.html → http://…/b.html HTTP 403`. */
const ADDRESSES = /^(?:https?:\/\/\S+ (?:→ )?)*/;
/** What one more look at a host that refused TLS has shown. */
const DIAGNOSIS = /^(.*); (TLCP|certificate sha256 .*)$/s;
const CERTIFICATE = /^certificate sha256 ([0-9a-f]+), (.+) to (.+)$/;
/** An error code, and the host or the address that it is about. */
const CODE = /^([A-Za-z][A-Za-z0-9_]{3,})(?: (\S+))?$/;
const STATUS = /^HTTP (\d{3})((?:: .*)?)$/s;

/**
 * What the detail of a fault says to people. Bundles keep it as it came, in one wording for good; whatever is no detail of
 * ours (a title, an address) is left as it stands, and a file of a snapshot is called by its name.
 */
export function faultWords(detail: string): Text {
  if (detail.startsWith('snapshot:')) return addressWords(detail);
  const where = ADDRESSES.exec(detail)?.[0] ?? '';
  const what = worded(detail.slice(where.length));
  return text(where + what.zh, where + what.en);
}

function worded(what: string): Text {
  const [, fault, shown] = DIAGNOSIS.exec(what) ?? [];
  if (fault === undefined || shown === undefined) return codeWords(what) ?? text(chinese(what), what);
  const [first, second] = [worded(fault), diagnosis(shown)];
  return text(`${first.zh}；${second.zh}`, `${first.en}; ${second.en}`);
}

function diagnosis(shown: string): Text {
  const [, digest, from = '', until = ''] = CERTIFICATE.exec(shown) ?? [];
  return digest === undefined
    ? text('服务器只用国密协议（TLCP）', 'the server speaks TLCP alone')
    : text(`证书有效期 ${day(from)} 至 ${day(until)}，SHA-256 ${digest}`, shown);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov  2 08:00:00 2026 GMT` as `2026-11-02`; anything else as it is. */
function day(stamp: string): string {
  const [, month = '', date = '', year] = /^(\w{3}) +(\d{1,2}) [\d:]+ (\d{4}) GMT$/.exec(stamp) ?? [];
  const at = MONTHS.indexOf(month) + 1;
  return year === undefined || at === 0 ? stamp : [year, `${at}`.padStart(2, '0'), date.padStart(2, '0')].join('-');
}

function codeWords(what: string): Text | undefined {
  const [, code = '', about] = CODE.exec(what) ?? [];
  const named = Object.hasOwn(CODES, code) ? CODES[code] : CODE_FAMILIES.find(([family]) => family.test(code))?.[1];
  const rest = about === undefined ? '' : ` ${about}`;
  return named && text(`${named.zh}（${code}${rest}）`, `${named.en} (${code}${rest})`);
}

function chinese(what: string): string {
  for (const [pattern, wording] of PHRASES) {
    const found = pattern.exec(what);
    if (found) return filled(wording, found);
  }
  const [, status = '', rest = ''] = STATUS.exec(what) ?? [];
  const meaning = STATUSES[status];
  return meaning === undefined ? what : `HTTP ${status}（${meaning}）${rest}`;
}

const filled = (wording: string, found: RegExpExecArray): string =>
  wording
    .replace(/\{(\d)\}/g, (_, at: string) => faultWords(found[Number(at)] ?? '').zh)
    .replace(/\$(\d)/g, (_, at: string) => found[Number(at)] ?? '')
    .replace(/(\d+) 毫秒/g, (_, ms: string) => duration(Number(ms)));

const duration = (ms: number): string =>
  ms % 60_000 === 0 ? `${ms / 60_000} 分钟` : ms % 1_000 === 0 ? `${ms / 1_000} 秒` : `${ms} 毫秒`;
