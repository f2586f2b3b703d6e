import { totalsOf, type FleetLine, type FleetNode } from './fleet-report.ts';

/** The companies under the companies that they belong to: by `fleet.yaml`, else by what each says of itself. */
export function treeOf(lines: readonly FleetLine[]): FleetNode[] {
  const known = new Map<string, FleetLine>();
  // An id or a full name goes before the alias of another, and the first before the later ones.
  for (const namesOf of [exactNames, aliasesOf])
    for (const line of lines) for (const name of namesOf(line)) if (!known.has(name)) known.set(name, line);
  const above = new Map<FleetLine, FleetLine | string>();
  for (const line of lines) {
    const name = line.parent ?? line.company?.parent;
    const parent = name === undefined ? undefined : (known.get(name) ?? name);
    if (parent !== undefined && !isBelow(parent, line, above)) above.set(line, parent);
  }
  const groups = [...new Set([...above.values()].filter((one) => typeof one === 'string'))];
  const below = (parent: FleetLine | string): FleetLine[] => lines.filter((line) => above.get(line) === parent);
  const nodeOf = (line: FleetLine): FleetNode => nodeFor(line, below(line).map(nodeOf), membersOf(line));
  const membersOf = (line: FleetLine): FleetLine[] => [line, ...below(line).flatMap(membersOf)];
  return [
    ...groups.map((name) => groupNode(name, below(name).map(nodeOf), below(name).flatMap(membersOf))),
    ...lines.filter((line) => !above.has(line)).map(nodeOf),
  ];
}

const exactNames = ({ company }: FleetLine): string[] => (company ? [company.id, company.name] : []);
const aliasesOf = ({ company }: FleetLine): readonly string[] => company?.aliases ?? [];

/** Companies that name each other in a circle must not lose themselves: the link that closes it is left out. */
function isBelow(one: FleetLine | string, line: FleetLine, above: ReadonlyMap<FleetLine, FleetLine | string>): boolean {
  for (let at: FleetLine | string | undefined = one; at !== undefined && typeof at !== 'string'; at = above.get(at))
    if (at === line) return true;
  return false;
}

const nodeFor = (line: FleetLine, children: FleetNode[], members: FleetLine[]): FleetNode => ({
  name: line.company?.name ?? line.folder,
  ...(line.company?.en !== undefined && { en: line.company.en }),
  ...(line.company && { kind: line.company.kind }),
  folder: line.folder,
  totals: totalsOf(members),
  children,
});

const groupNode = (name: string, children: FleetNode[], members: FleetLine[]): FleetNode => ({
  name,
  totals: totalsOf(members),
  children,
});

/** The nodes in the order in which they are read, each with its depth. */
export const inReadingOrder = (
  nodes: readonly FleetNode[],
  depth = 0,
): { readonly node: FleetNode; readonly depth: number }[] =>
  nodes.flatMap((node) => [{ node, depth }, ...inReadingOrder(node.children, depth + 1)]);
