import { createHash } from 'node:crypto';
import type { Problem } from './problem.ts';
import type { RuleFile } from './rule-files.ts';
import { filesOfCatalogue, type RuleRoots } from './rule-roots.ts';
import type { Catalogue, SwitchedOff } from './rule.ts';
import { putOnShelf, takeFromShelf, type Shelf } from './shelf.ts';
import type { WholeCatalogue } from './whole-catalogue.ts';

export type CatalogueResult = { readonly catalogue: Catalogue } | { readonly problems: readonly Problem[] };

/**
 * The catalogue of that id with all that it extends, each from the first root that has it: from the shelf where exactly these
 * files were read before by this build, else from the YAML. All problems come at once, each at its file and line.
 */
export async function loadCatalogue(rules: string | RuleRoots, id: string, shelf?: Shelf): Promise<CatalogueResult> {
  const roots: RuleRoots = typeof rules === 'string' ? [rules] : rules;
  const kept = shelf && (await takeFromShelf(shelf, `rules-${id}`, (layers) => filesOfLayers(roots, layers)));
  // Reading YAML needs its library and all schemas, which a run that finds its rules on the shelf never loads.
  const reader = () => import('./read-catalogue.ts');
  if (kept)
    return {
      catalogue: catalogueOf(kept.value as Whole, kept.files, async () =>
        (await reader()).placesIn(kept.files, kept.layers),
      ),
    };
  const read = await (await reader()).readCatalogue(roots, id);
  if ('problems' in read) return read;
  const { whole, layers, files, places } = read;
  if (shelf) await putOnShelf(shelf, `rules-${id}`, { layers, value: whole }, files);
  return { catalogue: catalogueOf(whole, files, () => Promise.resolve(places)) };
}

async function filesOfLayers(roots: RuleRoots, layers: readonly string[]): Promise<readonly RuleFile[] | undefined> {
  const found = await Promise.all(layers.map((id) => filesOfCatalogue(roots, id)));
  return found.every((files) => files !== undefined) ? found.flat() : undefined;
}

type Whole = WholeCatalogue & { readonly off?: readonly SwitchedOff[] };

const catalogueOf = (whole: Whole, files: readonly RuleFile[], places: Catalogue['places']): Catalogue => ({
  ...whole,
  instruments: byId(whole.instruments),
  readings: byId(whole.readings),
  digest: digestOf(files),
  places,
});

const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.id, one]));

/** SHA-256 of the bytes in path order, as `cat` in that order would give it. */
function digestOf(files: readonly RuleFile[]): string {
  const hash = createHash('sha256');
  for (const { bytes } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) hash.update(bytes);
  return hash.digest('hex');
}
