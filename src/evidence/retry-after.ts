const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/** An IMF-fixdate (RFC 9110, 5.6.7) in epoch milliseconds; `undefined` for anything else. */
export function httpDate(value: string): number | undefined {
  const [, day, month, year, hour, minute, second] = HTTP_DATE.exec(value.trim()) ?? [];
  const index = MONTHS.indexOf(month ?? '');
  if (index < 0) return undefined;
  return Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second));
}

/**
 * How long a server asks us to stay away, in milliseconds (RFC 9110, 10.2.3). The date form counts from the server's own
 * `Date` where it has one. `undefined` when it says nothing that can be obeyed.
 */
export function retryAfter(
  value: string | undefined,
  serverDate: string | undefined,
  nowMs: number,
): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000;
  const until = httpDate(value);
  if (until === undefined) return undefined;
  return Math.max(0, until - (httpDate(serverDate ?? '') ?? nowMs));
}
