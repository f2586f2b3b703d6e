import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import type { Item } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/search/corpus.ts';
import type { Finding } from '../checks/search/finding.ts';
import type { Court } from './court.ts';

/** Whether a capture is too old to speak about the day of audit (C58). */
export const isStaleCapture = ({ capturedAt }: { readonly capturedAt: string }, { asOf, maxAgeDays }: Court): boolean =>
  civilDay(capturedAt) < addDays(asOf, -maxAgeDays);

/** Evidence too old speaks neither for nor against: the pages quoted, or where none is, all that were looked at. */
export function isStale(finding: Finding, corpus: Corpus, court: Court): boolean {
  const times = finding.quotes.length > 0 ? finding.quotes : corpus.documents.map(({ capture }) => capture);
  return times.length > 0 && times.every((one) => isStaleCapture(one, court));
}

/** The last day on which the pages about an item were looked at; of all pages where none is about it. */
export function lastSeen(corpus: Corpus, item: Item): CivilDate {
  const about = corpus.about(item).map(({ document }) => document);
  const pages = about.length > 0 ? about : corpus.documents;
  return pages.map(({ capture }) => civilDay(capture.capturedAt)).reduce((last, day) => (day > last ? day : last), '');
}

/** The Shanghai day of an ISO 8601 instant in UTC: from 16:00 on it is already tomorrow there (C48). */
export function civilDay(instant: string): string {
  const day = instant.slice(0, 10);
  return Number(instant.slice(11, 13)) >= 16 ? addDays(day, 1) : day;
}
