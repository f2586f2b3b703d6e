import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadCatalogue, type CatalogueResult } from '../catalogue/load.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { problem, type Place } from '../catalogue/problem.ts';
import type { Catalogue } from '../catalogue/rule.ts';
import { catalogueIds, type RuleRoots } from '../catalogue/rule-roots.ts';
import type { Shelf } from '../catalogue/shelf.ts';
import { text } from '../language/text.ts';
import { Stop, stopWith } from './desk.ts';

/** Where the program's rules are, and where a company keeps its own: a folder `rules` beside its `gongkai.yaml`. */
export interface LawPlaces {
  readonly home: string;
  readonly workspace?: string;
  /** The build that runs; without one nothing is taken from a shelf. */
  readonly build?: string;
}

function rootsOf({ home, workspace }: LawPlaces): RuleRoots {
  const own = path.join(home, 'rules');
  return workspace === undefined ? [own] : [path.join(workspace, 'rules'), own];
}

/** Rules that came with the program, read when it was built; it may stand where nobody may write. */
export const builtShelf = (home: string): string => path.join(home, 'dist/rules');

/** The built rules; for a catalogue of the company's own also a cache in its workspace. Undefined without a build. */
export function shelfOf({ home, workspace, build }: LawPlaces, id: string): Shelf | undefined {
  if (build === undefined) return undefined;
  const built = builtShelf(home);
  const isOwn =
    workspace !== undefined &&
    existsSync(path.join(workspace, 'gongkai.yaml')) &&
    existsSync(path.join(workspace, 'rules', id));
  if (!isOwn) return { build, folders: [built] };
  const writable = path.join(workspace, '.gongkai/cache');
  return { build, folders: [built, writable], writable };
}

/** Holidays come with the program alone. */
export const calendarShelf = ({ home, build }: LawPlaces): Shelf | undefined =>
  build === undefined ? undefined : { build, folders: [builtShelf(home)] };

/** The catalogue with its problems, if it exists; one that does not is a slip of the one who named it (code 2). */
export async function findCatalogue(id: string, places: LawPlaces, namedIn?: string): Promise<CatalogueResult> {
  const known = namedIn === undefined ? places : { ...places, workspace: path.dirname(namedIn) };
  const roots = rootsOf(known);
  await mustExist(id, roots, namedIn);
  return loadCatalogue(roots, id, shelfOf(known, id));
}

/** One catalogue to be looked at; its rules are not bound to their checks. Stops with every error at once (code 3). */
export async function openCatalogue(id: string, places: LawPlaces): Promise<Catalogue> {
  const loaded = await findCatalogue(id, places);
  if ('problems' in loaded) throw stopWith('catalogue', loaded.problems);
  return loaded.catalogue;
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
  const [{ parseYaml }, { workspaceSchema }] = await Promise.all([
    import('../catalogue/validate.ts'),
    import('../workspace/workspace.ts'),
  ]);
  const parsed = parseYaml(workspaceSchema, await readFile(file), file.split(path.sep).join('/'));
  return 'placeOf' in parsed ? parsed.placeOf(['catalogue']) : { file, line: 1, column: 1 };
}
