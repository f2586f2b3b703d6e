import type { Reason } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';
import type { Corpus } from './corpus.ts';

/**
 * Why "every page" or "no page" cannot be said of a channel: something of it was not read (faults 5.1). Undefined when
 * all of it was.
 */
export function unreadReason({ scope, unread, foreign }: Corpus): { reason: Reason; says: Text } | undefined {
  if (scope.cut)
    return {
      reason: scope.cut.reason,
      says: text(`采集不完整：${scope.cut.detail}`, `the capture is incomplete: ${scope.cut.detail}`),
    };
  const [first] = unread;
  if (first?.unread) {
    const says = text(
      `另有 ${unread.length} 个页面未读：${first.capture.url}`,
      `${unread.length} more pages were not read: ${first.capture.url}`,
    );
    return { reason: first.unread.reason, says };
  }
  const hijacked = foreign.find(({ identity }) => identity === 'suspicious');
  return (
    hijacked && {
      reason: 'tampered',
      says: text(
        `疑似被篡改的页面：${hijacked.capture.url}`,
        `a page that looks tampered with: ${hijacked.capture.url}`,
      ),
    }
  );
}
