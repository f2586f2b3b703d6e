import { loadCalendar } from './load-calendar.ts';
import { loadCatalogue } from './load.ts';
import type { Problem } from './problem.ts';
import { catalogueIds } from './rule-roots.ts';
import type { Shelf } from './shelf.ts';

/** Puts every catalogue below `rules` and the calendar on a writable shelf: what the build does. All problems come back at once. */
export async function stockShelf(rules: string, shelf: Shelf): Promise<readonly Problem[]> {
  const ids = await catalogueIds([rules]);
  const loaded = await Promise.all(ids.map((id) => loadCatalogue(rules, id, shelf)));
  return [...loaded, await loadCalendar(rules, shelf)].flatMap((one) => ('problems' in one ? one.problems : []));
}
