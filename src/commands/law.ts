import path from 'node:path';
import type { Law } from '../audit.ts';
import { loadCalendar } from '../catalogue/load-calendar.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { problem, type Problem } from '../catalogue/problem.ts';
import type { Catalogue } from '../catalogue/rule.ts';
import { compileRules, type RuleFault } from '../checks/compile.ts';
import { stopWith } from './desk.ts';

/** Reads the calendar and one catalogue from `rules/`, and binds its rules; stops with every error at once (code 3). */
export async function openLaw(id: string, { home }: { readonly home: string }): Promise<Law> {
  const rulesFolder = path.join(home, 'rules');
  const [loaded, dated] = await Promise.all([loadCatalogue(rulesFolder, id), loadCalendar(rulesFolder)]);
  const problems = [...('problems' in loaded ? loaded.problems : []), ...('problems' in dated ? dated.problems : [])];
  if ('problems' in loaded || 'problems' in dated) throw stopWith('catalogue', problems);
  const { rules, faults } = compileRules(loaded.catalogue);
  if (faults.length > 0) throw stopWith('catalogue', faults.map((fault) => placed(fault, loaded.catalogue)));
  return { catalogue: loaded.catalogue, rules, calendar: dated.calendar };
}

function placed({ path: where, message, hint }: RuleFault, catalogue: Catalogue): Problem {
  const [, file = `rules/${catalogue.id}`, line = '1', column = '1'] = /^(.*):(\d+):(\d+)$/.exec(catalogue.locate(where) ?? '') ?? [];
  return problem({ file, line: Number(line), column: Number(column) }, message, hint);
}
