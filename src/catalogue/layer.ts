import { text } from '../language/text.ts';
import { problem, sortProblems, spellPlace, type Place, type Problem } from './problem.ts';
import { strayFile, type RuleFile } from './rule-files.ts';
import { readYaml } from './yaml.ts';
import { idOf, type ListNode, type MapNode, type YamlNode } from './yaml/node.ts';

/** One catalogue folder as written, before it is laid over the one that it extends. */
export interface Layer {
  /** The head's keys beside `instruments`, `readings`, `vocabulary`, `items` and `registers`; undefined where a file cannot be read. */
  readonly node: MapNode | undefined;
  readonly extends: { readonly id: string; readonly at: Place } | undefined;
  readonly problems: readonly Problem[];
}

const PARTS = ['instruments', 'readings', 'vocabulary'] as const;

/** Lists are merged by id, so a member without one, or two with the same, would be lost without a word. */
function checkIds(node: YamlNode, required: boolean): Problem[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'map') return [...node.entries.values()].flatMap((entry) => checkIds(entry.node, false));
  const first = new Map<string, Place>();
  const own = node.items.flatMap((item): Problem[] => {
    const id = idOf(item);
    if (id === undefined) return required ? [problem(item.at, text('缺少「id」', '"id" is missing'))] : [];
    const seen = first.get(id);
    if (!seen) first.set(id, item.at);
    const hint = seen && text(`第一次出现在 ${spellPlace(seen)}`, `first given at ${spellPlace(seen)}`);
    return seen ? [problem(item.at, text(`id「${id}」重复`, `the id "${id}" is given twice`), hint)] : [];
  });
  return [...own, ...node.items.flatMap((item) => checkIds(item, false))];
}

const asList = (items: readonly YamlNode[], at: Place): ListNode => ({ kind: 'list', items, at });

function misplaced(file: RuleFile, node: YamlNode | undefined): Problem[] {
  if (!node) return [];
  const wanted = /^(instruments|readings)\./.test(file.path) ? 'list' : 'map';
  if (node.kind === wanted) return [];
  const [zh, en] = wanted === 'list' ? ['列表（每行以「- 」开头）', 'a list'] : ['若干「键: 值」', 'a map'];
  return [problem(node.at, text(`整个文件应为${zh}`, `the file should hold ${en}`))];
}

/** The folders of files that each hold one member of a list. */
const LISTS = { 'items/': 'items', 'clauses/': 'registers' } as const;

/**
 * Reads the files of one catalogue folder: `catalogue.yaml`, its three companions, one item per file below `items/` and
 * one instrument per file below `clauses/`.
 */
export function readLayer(files: readonly RuleFile[], head: Place): Layer {
  const read = files.map((file) => ({
    file,
    name: file.path.replace(/\.ya?ml$/i, ''),
    ...readYaml(file.bytes, file.name),
  }));
  const known = (name: string) =>
    name === 'catalogue' ||
    PARTS.some((part) => part === name) ||
    Object.keys(LISTS).some((folder) => name.startsWith(folder));
  const stray = files.filter((file) => !known(file.path.replace(/\.ya?ml$/i, ''))).map(strayFile);
  const shape = read.flatMap(({ file, node }) => misplaced(file, node));
  const problems = sortProblems([...read.flatMap((one) => one.problems), ...stray, ...shape]);
  const root = read.find(({ name }) => name === 'catalogue')?.node;
  if (!root) {
    const missing = problem(head, text('缺少 catalogue.yaml', 'catalogue.yaml is missing'));
    return { node: undefined, extends: undefined, problems: problems.length > 0 ? problems : [missing] };
  }
  if (root.kind !== 'map' || shape.length > 0 || read.some(({ node }) => !node))
    return { node: undefined, extends: undefined, problems };
  const entries = new Map(root.entries);
  for (const part of PARTS) {
    const node = read.find(({ name }) => name === part)?.node;
    if (node) entries.set(part, { keyAt: node.at, node });
  }
  for (const [folder, list] of Object.entries(LISTS)) {
    const members = read.filter(({ name }) => name.startsWith(folder)).flatMap(({ node }) => (node ? [node] : []));
    if (members.length > 0) entries.set(list, { keyAt: root.at, node: asList(members, root.at) });
  }
  return { node: { ...root, entries }, extends: parentOf(root), problems: [...problems, ...idProblems(entries)] };
}

function idProblems(entries: MapNode['entries']): Problem[] {
  return [...entries].flatMap(([key, { node }]) =>
    checkIds(node, ['items', 'registers', 'instruments', 'readings'].includes(key)),
  );
}

function parentOf(root: MapNode): Layer['extends'] {
  const node = root.entries.get('extends')?.node;
  return node?.kind === 'scalar' ? { id: node.value, at: node.at } : undefined;
}
