import { isUtf8 } from 'node:buffer';
import type { Fault } from '../capture.ts';
import type { Headers } from '../exchange.ts';
import type { PageLinks } from '../links.ts';

/** What a page is told by besides its status. */
export interface PageSight {
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly page: PageLinks;
}

/** Scripts and words of web firewalls, in the first 64 KiB of a page (ASCII, so that no charset matters). */
const CHALLENGE_BYTES =
  /__jsl_clearance|jsl_clearance_s|acw_sc__v[23]|aliyun_waf|aliyunwaf_|\$_ts=window\[|_\$_ts\b|cf-chl-|challenge-platform|cf_chl_opt|_Incapsula_Resource|btwaf|safedog|yunsuo_session|security_(?:session_)?verify|SafeLineChallenge|sl-challenge|ge_js_validator|WZWS|wzws-waf-cgi|Request Rejected<|support ID is:?\s*\d{6}/i;
const CHALLENGE_WORDS =
  /安全验证|人机验证|访问被拦截|请求被拦截|您的访问.{0,12}(?:异常|拦截|阻断)|请完成.{0,8}验证|云防护|网站防火墙|正在进行安全检测|浏览器安全检查/;
/** What a page of a few lines says that is no answer to what was asked; a longer one may speak of such pages. */
const REFUSAL =
  /验证码.{0,4}继续访问|拖动滑块|您的访问过于频繁|疑似.{0,4}攻击|设置为?拦截|拦截提示|请求.{0,4}存在(?:异常|威胁)|IP(?:地址)?(?:不在允许|已被(?:禁止|封禁|拉黑|限制))/;
/** It remembers the visitor and begins anew: what is behind it is shown to those who come back with what it gave them. */
const COOKIE_AND_AGAIN = /document\.cookie\s*=[^]{0,400}\blocation\.reload\s*\(/;
/** More text than this is no mere refusal, and has shown something before it begins anew. */
const REFUSAL_TEXT = 200;
const LOGIN_PATH = /(?:^|[/_.-])(?:log-?in|sign-?in|sso|cas|oauth2?|passport|uias|authcenter)(?:[/_.-]|$)/i;
const LOGIN_WORDS = /登录|登陆|统一身份认证|单点登录|log ?in|sign ?in/i;
/** Whether an address is that of a login page. */
export const isLoginPath = ({ pathname }: URL): boolean => LOGIN_PATH.test(pathname);
/** More text than this is a page of its own, whatever else stands on it. */
const CHALLENGE_TEXT = 1_500;
const LOGIN_TEXT = 800;
/** So many links are the menu of a site, which only speaks of a firewall: no firewall shows one. */
const MENU_LINKS = 6;

/** A firewall's page in place of the real one. */
export function challenge({ status, body, page }: PageSight): Fault | undefined {
  if (page.textLength > CHALLENGE_TEXT) return undefined;
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 65_536)).toString('latin1');
  const words = page.links.length < MENU_LINKS ? CHALLENGE_WORDS.exec(`${page.title} ${page.text}`) : undefined;
  const sign = CHALLENGE_BYTES.exec(head)?.[0] ?? words?.[0] ?? (page.textLength < REFUSAL_TEXT && refusal(head, page));
  if (typeof sign === 'string') return { reason: 'waf-challenge', detail: `HTTP ${status}: ${sign.slice(0, 40)}` };
  if (status === 202 && page.textLength < 50) return { reason: 'waf-challenge', detail: 'HTTP 202 without text' };
  return undefined;
}

const refusal = (head: string, { title, text, links }: PageLinks): string | undefined =>
  COOKIE_AND_AGAIN.test(head)
    ? 'cookie and reload'
    : links.length < MENU_LINKS
      ? REFUSAL.exec(`${title} ${text}`)?.[0]
      : undefined;

/**
 * A login page served where another page was asked for. A login page at an address of its own is just a page, and a
 * home page with a login box is no wall.
 */
export function loginWall({ url, finalUrl, page }: PageSight): Fault | undefined {
  const asked = isLoginPath(new URL(url));
  if (asked || page.textLength > LOGIN_TEXT) return undefined;
  const sent = finalUrl !== url && isLoginPath(new URL(finalUrl));
  const looks = page.hasPasswordField && LOGIN_WORDS.test(page.title === '' ? page.text : page.title);
  return looks || (sent && page.hasPasswordField) ? { reason: 'auth-wall', detail: finalUrl } : undefined;
}

/** `{"code":500,"msg":…}` */
const ERROR_CODE = /^\s*\{[^{}[\]]{0,300}?("(?:code|status|errcode)"\s*:\s*"?[45]\d\d)\b/i;

/** The error of a server that says so as data, with status 200. */
export function errorAsData({
  status,
  headers,
  body,
}: Pick<PageSight, 'status' | 'headers' | 'body'>): Fault | undefined {
  if (status !== 200 || !/\bjson\b/i.test(headers['content-type']?.[0] ?? '')) return undefined;
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1_024)).toString('latin1');
  const [, code] = ERROR_CODE.exec(head) ?? [];
  return code === undefined ? undefined : { reason: 'server-error', detail: `HTTP 200: ${code.replaceAll('"', '')}` };
}

/**
 * A page cut where nobody can see it on the wire: an HTML document that never ends, without length or chunks, or in the midst of a tag or
 * a character. Its text may
 * prove something; what it lacks proves nothing.
 */
export function looksCut({ headers, body }: Pick<PageSight, 'headers' | 'body'>): boolean {
  const isMeasured = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1_024)).toString('latin1');
  if (!/<html[\s>]|<!doctype html/i.test(head)) return false;
  const tail = Buffer.from(
    body.buffer,
    body.byteOffset + Math.max(0, body.length - 2_048),
    Math.min(body.length, 2_048),
  ).toString('latin1');
  return !/<\/html\s*>/i.test(tail) && (!isMeasured || endsMidway(body, tail));
}

/** In the middle of a tag, or of a character of UTF-8: its length was counted wrongly, as in characters and not in bytes. */
function endsMidway(body: Uint8Array, tail: string): boolean {
  if (/<\/?[a-z][^<>]*$/i.test(tail)) return true;
  const whole = wholeCharacters(body);
  return whole < body.length && isUtf8(body.subarray(0, whole));
}

/** Where the last character begins that is not there whole; the length where none is cut. */
function wholeCharacters(body: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, body.length); back += 1) {
    const byte = body[body.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? body.length - back : body.length;
  }
  return body.length;
}
