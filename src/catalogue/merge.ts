import { idOf, type ListNode, type MapNode, type YamlNode } from './yaml/node.ts';

/** `off: true` on a thing with an id takes the inherited one away. */
const isOff = (node: YamlNode): boolean => {
  const off = node.kind === 'map' ? node.entries.get('off')?.node : undefined;
  return off?.kind === 'scalar' && off.value === 'true';
};

const hasIds = (list: ListNode): boolean => list.items.every((item) => idOf(item) !== undefined);

/** Base order is kept, what is new comes after it. An `off` without anything to take away stays, to be complained about. */
function mergeById(base: ListNode, overlay: ListNode): ListNode {
  const items = new Map(base.items.map((item) => [idOf(item), item]));
  for (const item of overlay.items) {
    const inherited = items.get(idOf(item));
    if (!inherited) items.set(idOf(item), item);
    else if (isOff(item)) items.delete(idOf(item));
    else items.set(idOf(item), merge(inherited, item));
  }
  return { kind: 'list', items: [...items.values()], at: overlay.at };
}

function mergeMaps(base: MapNode, overlay: MapNode): MapNode {
  const entries = new Map(base.entries);
  for (const [key, { keyAt, node }] of overlay.entries) {
    const inherited = entries.get(key)?.node;
    entries.set(key, { keyAt, node: inherited ? merge(inherited, node) : node });
  }
  return { kind: 'map', entries, at: overlay.at };
}

/**
 * Lays one layer of the law over another: maps are merged key by key, lists whose members carry an `id` member by
 * member, everything else is replaced. Every value keeps the place where it was written.
 */
export function merge(base: YamlNode, overlay: YamlNode): YamlNode {
  if (base.kind === 'map' && overlay.kind === 'map') return mergeMaps(base, overlay);
  const listed = base.kind === 'list' && overlay.kind === 'list' && base.items.length > 0;
  return listed && hasIds(base) && hasIds(overlay) ? mergeById(base, overlay) : overlay;
}
