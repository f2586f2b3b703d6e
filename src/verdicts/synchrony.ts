import type { Fault } from '../evidence/capture.ts';
import { text, verbatim } from '../language/text.ts';
import { openingAcross, type Across } from './across.ts';
import { placeName, type Court } from './court.ts';
import type { Verdict } from './verdict.ts';

/** The same change reached the channels on the same day, or on different ones; the plan gives no tolerance (N10, C57). */
export function judgeSynchronised(across: Across, court: Court): Verdict[] {
  const timings = across.stands.flatMap((stand) => stand.timings);
  const changes = new Set(timings.flatMap(({ instance = '' }) => (instance.startsWith('change-') ? [instance] : [])));
  return [...changes].flatMap((change) => synchronised(across, change, court));
}

interface Concerned {
  readonly timing: Verdict;
  /** An unread page that may show the change earlier. */
  readonly open: Fault | undefined;
}

/** That two channels differ needs only those two; that all agree needs everything that may show the change. */
function synchronised(across: Across, change: string, court: Court): Verdict[] {
  const concerned = across.stands.flatMap(({ timings, open }): Concerned[] =>
    timings
      .filter(({ instance }) => instance === change)
      .map((timing) => ({ timing, open: open(change.slice('change-'.length)) })),
  );
  const dated = concerned.filter(({ timing }) => timing.published !== undefined);
  const unsettled = concerned.find(({ open }) => open !== undefined)?.open;
  if (dated.length < 2 && !unsettled) return [];
  const base = {
    ...openingAcross(across, court, change),
    severity: 'minor' as const,
    quotes: dated.flatMap(({ timing }) => timing.quotes.slice(0, 1)),
    says: dated.length > 0 ? [verbatim(dated.map(shownAt).join('；'))] : [],
  };
  if (daysOf(dated.filter(({ open }) => open === undefined)).size > 1)
    return [{ ...base, outcome: 'failed', gap: 'unsynchronised' }];
  if (!unsettled) return [{ ...base, outcome: 'passed' }];
  const notRead = text(`未读到：${unsettled.detail}`, `not read: ${unsettled.detail}`);
  return [{ ...base, outcome: 'cantTell', reason: unsettled.reason, says: [...base.says, notRead] }];
}

const daysOf = (dated: readonly Concerned[]): ReadonlySet<string | undefined> =>
  new Set(dated.map(({ timing }) => timing.published?.date));

const shownAt = ({ timing: { channel = 'portal', site = '', published } }: Concerned): string =>
  `${placeName(channel, site)} ${published?.date ?? ''}`;
