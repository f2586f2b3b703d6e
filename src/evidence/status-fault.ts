import type { Fault } from './capture.ts';
import type { Headers } from './exchange.ts';
import type { Reason } from './reason.ts';

/** Statuses that web firewalls answer with (加速乐 521, 瑞数 412, Aliyun 405, nginx's own 444 …). */
const CHALLENGES: ReadonlySet<number> = new Set([405, 406, 412, 418, 444, 456, 493, 521]);

/** What a status alone means. 2xx, 304, 404 and 410 are readable observations; redirects are followed elsewhere. */
export function statusFault(status: number, headers: Headers): Fault | undefined {
  const reason = reasonOf(status, headers);
  return reason === undefined ? undefined : { reason, detail: `HTTP ${status}` };
}

function reasonOf(status: number, headers: Headers): Reason | undefined {
  if (headers['cf-mitigated']?.includes('challenge')) return 'waf-challenge';
  if (status === 206) return 'truncated';
  if ((status >= 200 && status < 300) || status === 304 || status === 404 || status === 410) return undefined;
  if (status >= 301 && status <= 308 && status !== 305 && status !== 306) return undefined;
  if (status === 401 || status === 403 || status === 407) return 'auth-wall';
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined)) return 'rate-limited';
  if (CHALLENGES.has(status)) return 'waf-challenge';
  return status >= 400 && status < 600 ? 'server-error' : 'protocol';
}
