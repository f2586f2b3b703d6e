import { datesIn } from './in-text.ts';
import { dateInPath } from './in-path.ts';
import { EVENT_TITLE } from './layout.ts';
import type { StatedDate } from '../document.ts';
import { normalise, quote } from '../normal-text.ts';

/** Dates that a page states outside its text: in `<title>`, in `<meta>` and in its address. */
export const datesElsewhere = (title: string, metas: Readonly<Record<string, string>>, url: string): StatedDate[] => [
  ...inTitle(title),
  ...inMetas(metas),
  ...inPath(url),
];

function inTitle(title: string): StatedDate[] {
  const text = normalise(title);
  const role = EVENT_TITLE.test(text.norm) ? 'event' : 'unknown';
  return datesIn(text.norm).map(({ date, start, end }) => ({
    date,
    role,
    quote: quote(text, start, end),
    block: -1,
    source: 'title',
  }));
}

const META_ROLES: ReadonlyMap<string, 'published' | 'updated'> = new Map([
  ['pubdate', 'published'],
  ['publishdate', 'published'],
  ['publish-date', 'published'],
  ['publish_time', 'published'],
  ['article:published_time', 'published'],
  ['firstpublishedtime', 'published'],
  ['lastmodifiedtime', 'updated'],
  ['article:modified_time', 'updated'],
]);

function inMetas(metas: Readonly<Record<string, string>>): StatedDate[] {
  return Object.entries(metas).flatMap(([name, content]) => {
    const role = META_ROLES.get(name.toLowerCase());
    if (!role) return [];
    const text = normalise(content);
    const [found] = datesIn(text.norm);
    if (!found) return [];
    return [{ date: found.date, role, quote: quote(text, found.start, found.end), block: -1, source: 'meta' as const }];
  });
}

function inPath(url: string): StatedDate[] {
  const found = dateInPath(url);
  return found ? [{ date: found.date, role: 'published', quote: found.quote, block: -1, source: 'url' }] : [];
}
