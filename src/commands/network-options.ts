import ipaddr from 'ipaddr.js';
import { text, type Text } from '../language/text.ts';
import { Stop } from './desk.ts';
import type { AuditOptions } from './options.ts';

/** Refuses numbers and networks that cannot be meant, before anything is captured; each with an example that can. */
export function checkNetworkOptions(options: AuditOptions): void {
  const { rate, maxPages, confirmAfter, allowPrivate = [] } = options;
  mustBe(
    '--rate',
    rate,
    /^\d{1,3}(?:\.\d{1,3})?$/,
    text('0 到 999 的数，例如 1 或 0.5', 'a number from 0 to 999, such as 1 or 0.5'),
  );
  mustBe('--max-pages', maxPages, /^[1-9]\d{0,6}$/, text('正整数，例如 500', 'a whole number from 1, such as 500'));
  mustBe('--confirm-after', confirmAfter, /^\d{1,5}$/, text('秒数，例如 600', 'a number of seconds, such as 600'));
  mustBe(
    '--max-depth',
    options.maxDepth,
    /^\d{1,2}$/,
    text('0 到 99 的整数，例如 6', 'a whole number from 0 to 99, such as 6'),
  );
  mustBe(
    '--max-body',
    options.maxBody,
    /^[1-9]\d{0,3}$/,
    text('兆字节数，例如 16', 'a number of megabytes, such as 16'),
  );
  mustBe('--timeout', options.timeout, /^[1-9]\d{0,4}$/, text('秒数，例如 60', 'a number of seconds, such as 60'));
  mustBe(
    '--retries',
    options.retries,
    /^\d{1,2}$/,
    text('0 到 99 的整数，例如 3', 'a whole number from 0 to 99, such as 3'),
  );
  mustBe(
    '--second-looks',
    options.secondLooks,
    /^\d{1,3}$/,
    text('0 到 999 的整数，例如 10', 'a whole number from 0 to 999, such as 10'),
  );
  for (const network of allowPrivate) {
    if (!ipaddr.isValidCIDR(network))
      throw refusal('--allow-private', network, text('网段，例如 10.0.0.0/8', 'a network, such as 10.0.0.0/8'));
  }
}

/** An option that was not given is in order. */
function mustBe(option: string, written: string | undefined, shape: RegExp, expected: Text): void {
  if (written !== undefined && !shape.test(written)) throw refusal(option, written, expected);
}

const refusal = (option: string, written: string, expected: Text): Stop =>
  new Stop(
    'usage',
    text(`${option} 的值「${written}」不对，应为${expected.zh}`, `${option} ${written}: expected is ${expected.en}`),
  );
