import { spansIn } from '../dates/spans.ts';
import type { Document, Link } from '../document.ts';
import { kindIn } from './labels.ts';
import { isOutageTitle, keyOf, tellsOfCancelling, UNFILLED } from './title.ts';
import { daysOf, type Outage } from '../outages.ts';

/** The notices that a list page names, one an entry: what is known before the article is opened. */
export function listedOutages(document: Document): readonly Outage[] {
  if (document.unread || document.identity === 'suspicious') return [];
  return document.links.flatMap((link) => entry(link, document) ?? []);
}

function entry(link: Link, document: Document): Outage | undefined {
  const title = link.text.norm;
  if (link.region === 'nav' || link.region === 'footer' || !isOutageTitle(title) || UNFILLED.test(title))
    return undefined;
  const [span] = spansIn(title, { writtenOn: link.date });
  // 停电公告 alone is the name of a column.
  if (!span && link.date === undefined) return undefined;
  const kind = kindIn(title);
  return {
    key: span ? keyOf(title, span) : `${link.date}-${title.slice(0, 24)}`,
    kind: kind ?? 'planned',
    kindStated: kind !== undefined,
    title,
    ...(span && daysOf(span)),
    ...(tellsOfCancelling(title, []) && { cancelled: true }),
    ...(link.date !== undefined && { posted: { date: link.date, quote: link.date } }),
    document,
    from: 'entry',
    href: link.href,
  };
}
