import { spellPlace, type Place } from '../problem.ts';

/** A value as somebody wrote it, which still knows its file, line and column; all scalars are strings. */
export type YamlNode = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string;
  readonly at: Place;
}
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly at: Place;
}
export interface MapNode {
  readonly kind: 'map';
  /** In the order of the file; `keyAt` is where the key stands, for messages about the key itself. */
  readonly entries: ReadonlyMap<string, { readonly keyAt: Place; readonly node: YamlNode }>;
  readonly at: Place;
}

export type YamlPath = readonly PropertyKey[];

/** The plain value for a schema: strings, arrays and objects with own properties only. */
export function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.node)]));
}

/** The `id` of a map, by which lists are merged and looked up. */
export function idOf(node: YamlNode): string | undefined {
  const id = node.kind === 'map' ? node.entries.get('id')?.node : undefined;
  return id?.kind === 'scalar' ? id.value : undefined;
}

function step(node: YamlNode, key: PropertyKey): YamlNode | undefined {
  if (node.kind === 'map') return node.entries.get(String(key))?.node;
  if (node.kind !== 'list') return undefined;
  return typeof key === 'number' ? node.items[key] : node.items.find((item) => idOf(item) === key);
}

/** The value at a path; a string steps into a map by key and into a list by `id`, a number by position. */
export function nodeAt(root: YamlNode, path: YamlPath): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const key of path) node = node && step(node, key);
  return node;
}

/** The place of the deepest value on the path that was written down. */
export function placeOf(root: YamlNode, path: YamlPath): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const node = nodeAt(root, path.slice(0, length));
    if (node) return node.at;
  }
  return root.at;
}

/** `file:line:column` of the value at exactly this path; undefined where nothing was written. */
export function locate(root: YamlNode, path: YamlPath): string | undefined {
  const node = nodeAt(root, path);
  return node && spellPlace(node.at);
}
