import type { Text } from '../language/text.ts';
import type { Finding, Gap } from './search/finding.ts';

/** What a register or an on-site check shows: in order, or a gap. No page can say otherwise. */
export const onRecord = (gap: Gap | undefined, says: readonly Text[]): Finding => ({
  holds: gap === undefined ? 'yes' : 'no',
  ...(gap !== undefined && { gap }),
  proof: 'record',
  says,
  quotes: [],
  sought: [],
});
