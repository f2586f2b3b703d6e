import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { text } from '../language/text.ts';
import { crossCheck } from './cross-check.ts';
import { readLayer, type Layer } from './layer.ts';
import { merge } from './merge.ts';
import { didYouMean } from './nearest.ts';
import { problem, sortProblems, type Place, type Problem } from './problem.ts';
import { readRuleFiles, type RuleFile } from './rule-files.ts';
import type { Catalogue } from './rule.ts';
import { validate } from './validate.ts';
import { wholeCatalogueSchema, type WholeCatalogue } from './whole-catalogue.ts';
import { idOf, locate, type MapNode, type YamlNode } from './yaml-node.ts';

export type CatalogueResult = { readonly catalogue: Catalogue } | { readonly problems: readonly Problem[] };

interface Found {
  readonly id: string;
  readonly files: readonly RuleFile[];
  readonly layer: Layer;
}

/** How a folder of rules is called in messages, wherever it stands. */
const RULES = 'rules';

/** A catalogue may extend one that extends another; more than this is a circle or a labyrinth. */
const MAX_LAYERS = 8;

/** The folders in which catalogues stand: a company's own first, then the program's. */
export type RuleRoots = readonly [string, ...string[]];

/** The ids of all catalogues, sorted. */
export async function catalogueIds(roots: RuleRoots): Promise<string[]> {
  const found = await Promise.all(
    roots.map(async (root) => {
      const folders = await readdir(root, { withFileTypes: true }).catch(() => []);
      return folders.flatMap((entry) =>
        existsSync(path.join(root, entry.name, 'catalogue.yaml')) ? [entry.name] : [],
      );
    }),
  );
  return [...new Set(found.flat())].sort();
}

async function noSuchCatalogue(roots: RuleRoots, id: string, at: Place): Promise<Problem> {
  const hint = didYouMean(id, await catalogueIds(roots));
  return problem(at, text(`没有名为「${id}」的规则目录`, `there is no catalogue "${id}"`), hint);
}

/** The files of a catalogue from the first root that has it. */
async function filesOf(roots: RuleRoots, id: string): Promise<readonly RuleFile[] | undefined> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) return undefined;
  for (const root of roots) {
    const files = await readRuleFiles(root, id);
    if (files) return files;
  }
  return undefined;
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
    const files = await filesOf(roots, next);
    if (!files) return [await noSuchCatalogue(roots, next, at)];
    const layer = readLayer(files, { ...at, file: `${RULES}/${next}/catalogue.yaml` });
    found.unshift({ id: next, files, layer });
    wanted = layer.extends;
  }
  return found;
}

/** SHA-256 of the bytes in path order, as `cat` in that order would give it. */
function digestOf(found: readonly Found[]): string {
  const files = found.flatMap(({ files: own }) => own);
  const hash = createHash('sha256');
  for (const { bytes } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) hash.update(bytes);
  return hash.digest('hex');
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.id, one]));

function catalogueOf(whole: WholeCatalogue, root: YamlNode, digest: string): Catalogue {
  return {
    ...whole,
    instruments: byId(whole.instruments),
    readings: byId(whole.readings),
    digest,
    locate: (where) => locate(root, where),
  };
}

/** The ids of the elements that any layer writes, whether or not a later one switches them off. */
const elementsIn = (layers: readonly MapNode[]): ReadonlySet<string> =>
  new Set(
    layers
      .flatMap((layer) => membersOf(layer, 'items').flatMap((item) => membersOf(item, 'elements').map(idOf)))
      .filter((id) => id !== undefined),
  );

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
 * Reads the catalogue of that id and all that it extends, each from the first root that has it, lays the layers over one another and checks the whole. All problems come
 * at once, each at the file and line that has to change; nothing is thrown for what the files hold.
 */
export async function loadCatalogue(rules: string | RuleRoots, id: string): Promise<CatalogueResult> {
  const found = await readLayers(typeof rules === 'string' ? [rules] : rules, id);
  if (!isFound(found)) return { problems: found };
  const written = [...found.flatMap(({ layer }) => layer.problems), ...found.flatMap(misnamed)];
  const layers = found.flatMap(({ layer }) => (layer.node ? [layer.node] : []));
  if (layers.length < found.length) return { problems: sortProblems(written) };
  const root = layers.reduce((base, overlay) => merge(base, overlay) as MapNode);
  const checked = validate(wholeCatalogueSchema, root);
  const problems = 'value' in checked ? crossCheck(checked.value, root, elementsIn(layers)) : checked.problems;
  const lines = new Set(written.map(({ file, line }) => `${file}:${line}`));
  const all = [...written, ...problems.filter(({ file, line }) => !lines.has(`${file}:${line}`))];
  if (all.length > 0 || !('value' in checked)) return { problems: sortProblems(all) };
  return { catalogue: catalogueOf(checked.value, root, digestOf(found)) };
}

const isFound = (found: readonly Found[] | readonly Problem[]): found is readonly Found[] =>
  found.every((one) => 'layer' in one);
