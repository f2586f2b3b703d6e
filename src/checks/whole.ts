import { addressWords } from '../evidence/address-words.ts';
import { faultWords } from '../evidence/fault/words.ts';
import type { Reason } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';
import type { Corpus } from './search/corpus.ts';

/**
 * Why "every page" or "no page" cannot be said of a channel: something of it was not read (faults 5.1). Undefined when
 * all of it was.
 */
export function unreadReason({ scope, unread, foreign }: Corpus): { reason: Reason; says: Text } | undefined {
  if (scope.cut) {
    const why = faultWords(scope.cut.detail);
    return {
      reason: scope.cut.reason,
      says: text(`采集不完整：${why.zh}`, `the capture is incomplete: ${why.en}`),
    };
  }
  const [first] = unread;
  if (first?.unread) {
    const { zh, en } = addressWords(first.capture.url);
    const says = text(
      `另有 ${unread.length} 个页面未读：${zh}`,
      `${unread.length} more ${unread.length === 1 ? 'page was' : 'pages were'} not read: ${en}`,
    );
    return { reason: first.unread.reason, says };
  }
  const hijacked = foreign.find(({ identity }) => identity === 'suspicious');
  if (!hijacked) return undefined;
  const { zh, en } = addressWords(hijacked.capture.url);
  return { reason: 'tampered', says: text(`疑似被篡改的页面：${zh}`, `a page that looks tampered with: ${en}`) };
}
