import { faultWords } from '../evidence/fault-words.ts';
import type { CrawlEvent, Notify } from '../evidence/session.ts';
import { text, type Text } from '../language/text.ts';
import { withoutSecrets } from '../report/mask-secrets.ts';
import type { Desk } from './desk.ts';

/** Milliseconds from which a pause is worth a word of its own. */
const LONG_PAUSE = 10_000;

/** Tells a crawl as it goes: how many pages of those known so far, how many of them unread, and why nothing happens now. */
export function tellProgress({ language, progress, tell }: Pick<Desk, 'language' | 'progress' | 'tell'>): Notify {
  const count = { done: 0, unread: 0, known: 0 };
  return (event) => {
    if (event.kind === 'captured') {
      count.done += 1;
      count.known = Math.max(event.known, count.done);
      if (event.capture.fault) count.unread += 1;
      progress(lineOf(count, withoutSecrets(event.capture.url))[language]);
    }
    if ((event.kind === 'waiting' || event.kind === 'retry') && event.waitMs >= LONG_PAUSE)
      tell(withoutSecrets(pauseOf(event)[language]));
  };
}

const lineOf = ({ done, unread, known }: Record<'done' | 'unread' | 'known', number>, url: string) =>
  text(
    `采集 ${done}/${known}${unread > 0 ? `（未读到 ${unread}）` : ''} ${url}`,
    `captured ${done}/${known}${unread > 0 ? ` (${unread} unread)` : ''} ${url}`,
  );

function pauseOf(event: Extract<CrawlEvent, { waitMs: number }>) {
  const seconds = Math.round(event.waitMs / 1_000);
  return event.kind === 'waiting'
    ? text(
        `${seconds} 秒后再次确认 ${event.url} 等页面是否确实不存在（--confirm-after 可调整）`,
        `looking again in ${seconds} s whether ${event.url} and the like are really not there (--confirm-after changes that)`,
      )
    : retrying(event.url, seconds, faultWords(event.fault.detail));
}

const retrying = (url: string, seconds: number, why: Text) =>
  text(`${seconds} 秒后重试 ${url}（${why.zh}）`, `trying ${url} again in ${seconds} s (${why.en})`);
