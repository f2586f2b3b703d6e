import path from 'node:path';
import type { Law } from '../audit.ts';
import { loadCalendar } from '../catalogue/load-calendar.ts';
import { problem, type Problem } from '../catalogue/problem.ts';
import type { Places } from '../catalogue/rule.ts';
import { compileRules } from '../checks/compile.ts';
import type { RuleFault } from '../checks/rule-fault.ts';
import { stopWith } from './desk.ts';
import { calendarShelf, findCatalogue, type LawPlaces } from './open-catalogue.ts';

/**
 * Reads the calendar and one catalogue, and binds its rules; stops with every error at once (code 3). A catalogue that does
 * not exist is a slip of the one who named it (code 2): in the workspace file, if one is given.
 */
export async function openLaw(id: string, places: LawPlaces, namedIn?: string): Promise<Law> {
  const [loaded, dated] = await Promise.all([
    findCatalogue(id, places, namedIn),
    loadCalendar(path.join(places.home, 'rules'), calendarShelf(places)),
  ]);
  const problems = [...('problems' in loaded ? loaded.problems : []), ...('problems' in dated ? dated.problems : [])];
  if ('problems' in loaded || 'problems' in dated) throw stopWith('catalogue', problems);
  const { rules, faults } = compileRules(loaded.catalogue);
  if (faults.length > 0) {
    const where = await loaded.catalogue.places();
    throw stopWith(
      'catalogue',
      faults.map((fault) => placed(fault, id, where)),
    );
  }
  return { catalogue: loaded.catalogue, rules, calendar: dated.calendar };
}

function placed({ path: where, message, hint }: RuleFault, id: string, places: Places): Problem {
  // What is missing was not written anywhere: the nearest thing around it is.
  const written = where.map((_, at) => places(where.slice(0, where.length - at))).find((place) => place !== undefined);
  const [, file = `rules/${id}`, line = '1', column = '1'] = /^(.*):(\d+):(\d+)$/.exec(written ?? '') ?? [];
  return problem({ file, line: Number(line), column: Number(column) }, message, hint);
}
