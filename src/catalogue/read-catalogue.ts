import { text } from '../language/text.ts';
import { crossCheck } from './cross-check.ts';
import { readLayer, type Layer } from './layer.ts';
import { merge } from './merge.ts';
import { didYouMean } from './nearest.ts';
import { problem, sortProblems, type Place, type Problem } from './problem.ts';
import type { RuleFile } from './rule-files.ts';
import { catalogueIds, filesOfCatalogue, type RuleRoots } from './rule-roots.ts';
import type { Places, SwitchedOff } from './rule.ts';
import { validate } from './validate.ts';
import { wholeCatalogueSchema, type WholeCatalogue } from './whole-catalogue.ts';
import { idOf, locate, nodeAt, type MapNode, type YamlNode } from './yaml/node.ts';

/** A catalogue as read from its files, with the files: those that it extends first. */
export interface ReadCatalogue {
  readonly whole: WholeCatalogue & { readonly off?: readonly SwitchedOff[] };
  readonly layers: readonly string[];
  readonly files: readonly RuleFile[];
  readonly places: Places;
}

interface Found {
  readonly id: string;
  readonly files: readonly RuleFile[];
  readonly layer: Layer;
}

/** How a folder of rules is called in messages, wherever it stands. */
const RULES = 'rules';

/** A catalogue may extend one that extends another; more than this is a circle or a labyrinth. */
const MAX_LAYERS = 8;

async function noSuchCatalogue(roots: RuleRoots, id: string, at: Place): Promise<Problem> {
  const hint = didYouMean(id, await catalogueIds(roots));
  return problem(at, text(`没有名为「${id}」的规则目录`, `there is no catalogue "${id}"`), hint);
}

/** The folders of a catalogue and of all that it extends, the outermost base first. */
async function readLayers(roots: RuleRoots, id: string): Promise<readonly Found[] | readonly Problem[]> {
  const found: Found[] = [];
  let wanted: { id: string; at: Place } | undefined = {
    id,
    at: { file: RULES, line: 1, column: 1 },
  };
  while (wanted) {
    const { id: next, at }: { id: string; at: Place } = wanted;
    if (found.some((one) => one.id === next) || found.length === MAX_LAYERS)
      return [
        problem(
          at,
          text(
            `extends 成了循环：${[...found.map((one) => one.id).reverse(), next].join(' → ')}`,
            'extends goes in a circle',
          ),
        ),
      ];
    const files = await filesOfCatalogue(roots, next);
    if (!files) return [await noSuchCatalogue(roots, next, at)];
    const layer = readLayer(files, { ...at, file: `${RULES}/${next}/catalogue.yaml` });
    found.unshift({ id: next, files, layer });
    wanted = layer.extends;
  }
  return found;
}

/** The ids of the elements that any layer writes, whether or not a later one switches them off. */
const elementsIn = (layers: readonly MapNode[]): ReadonlySet<string> =>
  new Set(
    layers
      .flatMap((layer) => membersOf(layer, 'items').flatMap((item) => membersOf(item, 'elements').map(idOf)))
      .filter((id) => id !== undefined),
  );

function withSwitchedOff(whole: WholeCatalogue, layers: readonly MapNode[]): ReadCatalogue['whole'] {
  const inForce = new Set(whole.items.flatMap((item) => [item, ...item.elements]).map(({ id }) => id));
  const off = new Map<string, SwitchedOff>();
  for (const item of layers.flatMap((layer) => membersOf(layer, 'items')))
    for (const one of [item, ...membersOf(item, 'elements')]) {
      const id = idOf(one);
      // The layer that switches it off names it by its id alone.
      if (id !== undefined && !inForce.has(id) && !off.has(id)) off.set(id, { id, names: namesOf(one) });
    }
  return off.size === 0 ? whole : { ...whole, off: [...off.values()] };
}

function namesOf(one: YamlNode): string[] {
  const names = [nodeAt(one, ['name', 'zh'])];
  const aliases = nodeAt(one, ['aliases']);
  if (aliases?.kind === 'list') names.push(...aliases.items);
  return names.flatMap((node) => (node?.kind === 'scalar' ? [node.value] : []));
}

function membersOf(node: YamlNode, key: string): readonly YamlNode[] {
  const list = node.kind === 'map' ? node.entries.get(key)?.node : undefined;
  return list?.kind === 'list' ? list.items : [];
}

/** The folder name is what workspaces write, so the id inside must be the same. */
function misnamed({ id, layer }: Found): Problem[] {
  const node = layer.node?.entries.get('id')?.node;
  if (node?.kind !== 'scalar' || node.value === id) return [];
  return [
    problem(
      node.at,
      text(`id「${node.value}」与目录名「${id}」不一致`, `the id "${node.value}" is not the folder's name "${id}"`),
    ),
  ];
}

/**
 * Reads the catalogue of that id and all that it extends, each from the first root that has it, lays the layers over one another
 * and checks the whole. All problems come at once, each at the file and line that has to change; nothing is thrown for what the
 * files hold.
 */
export async function readCatalogue(
  roots: RuleRoots,
  id: string,
): Promise<ReadCatalogue | { readonly problems: readonly Problem[] }> {
  const found = await readLayers(roots, id);
  if (!isFound(found)) return { problems: found };
  const written = [...found.flatMap(({ layer }) => layer.problems), ...found.flatMap(misnamed)];
  const layers = found.flatMap(({ layer }) => (layer.node ? [layer.node] : []));
  if (layers.length < found.length) return { problems: sortProblems(written) };
  const root = overlaid(layers);
  const checked = validate(wholeCatalogueSchema, root);
  const problems = 'value' in checked ? crossCheck(checked.value, root, elementsIn(layers)) : checked.problems;
  const lines = new Set(written.map(({ file, line }) => `${file}:${line}`));
  const all = [...written, ...problems.filter(({ file, line }) => !lines.has(`${file}:${line}`))];
  if (all.length > 0 || !('value' in checked)) return { problems: sortProblems(all) };
  return {
    whole: withSwitchedOff(checked.value, layers),
    layers: found.map((one) => one.id),
    files: found.flatMap(({ files }) => files),
    places: (where) => locate(root, where),
  };
}

const overlaid = (layers: readonly MapNode[]): MapNode =>
  layers.reduce((base, overlay) => merge(base, overlay) as MapNode);

const isFound = (found: readonly Found[] | readonly Problem[]): found is readonly Found[] =>
  found.every((one) => 'layer' in one);

/** Where each value of files that were found in order before was written; `layers` are their folders, the base first. */
export function placesIn(files: readonly RuleFile[], layers: readonly string[]): Places {
  const nodes = layers.flatMap((id) => {
    const head = { file: `${RULES}/${id}/catalogue.yaml`, line: 1, column: 1 };
    const { node } = readLayer(
      files.filter(({ folder }) => folder === id),
      head,
    );
    return node ? [node] : [];
  });
  const root = overlaid(nodes);
  return (where) => locate(root, where);
}
