import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Law } from '../audit.ts';
import { loadCalendar } from '../catalogue/load-calendar.ts';
import { catalogueIds, loadCatalogue, type RuleRoots } from '../catalogue/load.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { problem, type Place, type Problem } from '../catalogue/problem.ts';
import { parseYaml } from '../catalogue/validate.ts';
import { text } from '../language/text.ts';
import { workspaceSchema } from '../workspace/workspace.ts';
import type { Catalogue } from '../catalogue/rule.ts';
import { compileRules, type RuleFault } from '../checks/compile.ts';
import { Stop, stopWith } from './desk.ts';

/** Where the program's rules are, and where a company keeps its own: a folder `rules` beside its `gongkai.yaml`. */
export interface LawPlaces {
  readonly home: string;
  readonly workspace?: string;
}

function rootsOf({ home, workspace }: LawPlaces): RuleRoots {
  const own = path.join(home, 'rules');
  return workspace === undefined ? [own] : [path.join(workspace, 'rules'), own];
}

/**
 * Reads the calendar and one catalogue, and binds its rules; stops with every error at once (code 3). A catalogue that does
 * not exist is a slip of the one who named it (code 2): in the workspace file, if one is given.
 */
export async function openLaw(id: string, places: LawPlaces, namedIn?: string): Promise<Law> {
  const roots = rootsOf(namedIn === undefined ? places : { ...places, workspace: path.dirname(namedIn) });
  await mustExist(id, roots, namedIn);
  const [loaded, dated] = await Promise.all([loadCatalogue(roots, id), loadCalendar(path.join(places.home, 'rules'))]);
  const problems = [...('problems' in loaded ? loaded.problems : []), ...('problems' in dated ? dated.problems : [])];
  if ('problems' in loaded || 'problems' in dated) throw stopWith('catalogue', problems);
  const { rules, faults } = compileRules(loaded.catalogue);
  if (faults.length > 0)
    throw stopWith(
      'catalogue',
      faults.map((fault) => placed(fault, loaded.catalogue)),
    );
  return { catalogue: loaded.catalogue, rules, calendar: dated.calendar };
}

async function mustExist(id: string, roots: RuleRoots, namedIn: string | undefined): Promise<void> {
  const known = await catalogueIds(roots);
  if (known.includes(id)) return;
  const says = text(`没有名为「${id}」的规则库`, `there is no catalogue "${id}"`);
  const hint = didYouMean(id, known);
  if (namedIn !== undefined) throw stopWith('usage', [problem(await placeOfName(namedIn), says, hint)]);
  throw new Stop(
    'usage',
    text(`${says.zh}${hint ? `（${hint.zh}）` : ''}`, `${says.en}${hint ? ` (${hint.en})` : ''}`),
  );
}

async function placeOfName(file: string): Promise<Place> {
  const parsed = parseYaml(workspaceSchema, await readFile(file), file.split(path.sep).join('/'));
  return 'placeOf' in parsed ? parsed.placeOf(['catalogue']) : { file, line: 1, column: 1 };
}

function placed({ path: where, message, hint }: RuleFault, catalogue: Catalogue): Problem {
  const [, file = `rules/${catalogue.id}`, line = '1', column = '1'] =
    /^(.*):(\d+):(\d+)$/.exec(catalogue.locate(where) ?? '') ?? [];
  return problem({ file, line: Number(line), column: Number(column) }, message, hint);
}
