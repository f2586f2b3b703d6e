import { faultWords } from '../evidence/fault/words.ts';
import { readableAddresses } from '../evidence/address-words.ts';
import { LIVE_LIMITS } from '../evidence/limits.ts';
import type { CrawlEvent, Notify } from '../evidence/session.ts';
import { text, type Text } from '../language/text.ts';
import { withoutSecrets } from '../report/mask-secrets.ts';
import type { Desk } from './desk.ts';

/** Milliseconds from which a pause is worth a word of its own. */
const LONG_PAUSE = 10_000;

/** So many pages tell the pace; those before them may have been remembered from an interrupted run, or come from another host. */
const PACE_OF = 30;
const MINUTE = 60_000;

/**
 * Tells a capture as it goes: how many pages of those known so far, of all its sites, how many of them unread, how long the site
 * at hand takes yet, and why nothing happens now.
 */
export function tellProgress({
  language,
  progress,
  tell,
  now,
}: Pick<Desk, 'language' | 'progress' | 'tell' | 'now'>): Notify {
  const count = { done: 0, unread: 0, known: 0 };
  const site = { place: '', before: 0, known: 0, started: 0, times: [] as number[] };
  return (event) => {
    if (event.kind === 'captured') {
      const { capture, known } = event;
      const place = JSON.stringify([capture.channel, capture.site]);
      // What is known of a site never shrinks: where it does, this is the next one.
      if (place !== site.place || known < site.known)
        Object.assign(site, { place, before: count.done, started: now(), times: [] });
      site.known = known;
      site.times = [...site.times.slice(-PACE_OF), now()];
      count.done += 1;
      count.known = Math.max(site.before + known, count.done);
      if (capture.fault) count.unread += 1;
      const minutes = minutesLeft(site.times, count.known - count.done, site.started);
      progress(lineOf(count, minutes, readableAddresses(withoutSecrets(capture.url)))[language]);
    }
    if ((event.kind === 'waiting' || event.kind === 'retry') && event.waitMs >= LONG_PAUSE)
      tell(withoutSecrets(pauseOf(event)[language]));
  };
}

/** Whole minutes for the pages that are known and not done, at the pace of the last ones; never beyond the time that a site is given. */
function minutesLeft(times: readonly number[], pages: number, started: number): number {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  if (times.length <= PACE_OF) return 0;
  const needed = ((last - first) / PACE_OF) * pages;
  return Math.round(Math.min(needed, LIVE_LIMITS.sourceMs - (last - started)) / MINUTE);
}

const lineOf = ({ done, unread, known }: Record<'done' | 'unread' | 'known', number>, minutes: number, url: string) =>
  text(
    `采集 ${done}/${known}${unread > 0 ? `（未读到 ${unread}）` : ''}${minutes > 0 ? `，约还要 ${minutes} 分钟` : ''} ${url}`,
    `captured ${done}/${known}${unread > 0 ? ` (${unread} unread)` : ''}${minutes > 0 ? `, about ${minutes} min to go` : ''} ${url}`,
  );

function pauseOf(event: Extract<CrawlEvent, { waitMs: number }>) {
  const seconds = Math.round(event.waitMs / 1_000);
  return event.kind === 'waiting'
    ? text(
        `${seconds} 秒后再次确认 ${readableAddresses(event.url)} 等页面是否确实不存在（--confirm-after 可调整）`,
        `looking again in ${seconds} s whether ${readableAddresses(event.url)} and the like are really not there (--confirm-after changes that)`,
      )
    : retrying(readableAddresses(event.url), seconds, faultWords(event.fault.detail));
}

const retrying = (url: string, seconds: number, why: Text) =>
  text(`${seconds} 秒后重试 ${url}（${why.zh}）`, `trying ${url} again in ${seconds} s (${why.en})`);
