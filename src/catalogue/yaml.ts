import { Composer, isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { text } from '../language/text.ts';
import { problem, sortProblems, type Problem } from './problem.ts';
import { suspectInBroken } from './yaml/characters.ts';
import { guardYaml } from './yaml/guard.ts';
import type { MapNode, YamlNode } from './yaml/node.ts';
import { YamlSource } from './yaml/source.ts';
import { decodeYaml } from './yaml/text.ts';

/** What was read and what is wrong with it, in the order of the file; no node where the file cannot be read at all. */
export interface YamlResult {
  readonly node: YamlNode | undefined;
  readonly problems: readonly Problem[];
}

/** Keys that mean something to JavaScript itself; no rule needs them. */
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const FILL_IN = text('填写内容，或删除这一行', 'fill it in, or delete the line');

/** Null, as YAML would read it, in the four spellings that staff use. */
const isNothing = (node: ParsedNode | null): boolean =>
  node === null || (isScalar(node) && node.type === 'PLAIN' && /^(|~|null|Null|NULL)$/.test(String(node.value)));

/** The key's wording; undefined and a complaint for a key that rules cannot have. */
function keyOf(key: ParsedNode | null, seen: MapNode['entries'], source: YamlSource): string | undefined {
  const offset = key?.range[0] ?? 0;
  if (!isScalar(key)) {
    source.complain(offset, text('键必须是一个词', 'a key must be one word'));
    return undefined;
  }
  const name = String(key.value);
  if (key.type === 'PLAIN') source.inspectPlain(key.range[0], key.range[1]);
  if (PROTOTYPE_KEYS.has(name))
    source.complain(offset, text(`不允许使用键「${name}」`, `the key "${name}" is not allowed`));
  if (name === '<<')
    source.complain(
      offset,
      text('不允许使用合并键「<<」', 'merge keys (<<) are not allowed'),
      text('把内容照写一遍', 'write it out'),
    );
  const first = seen.get(name);
  if (first)
    source.complain(
      offset,
      text(`键「${name}」重复`, `the key "${name}" is given twice`),
      text(`第一次出现在第 ${first.keyAt.line} 行，请合并或删除`, `first given on line ${first.keyAt.line}`),
    );
  return PROTOTYPE_KEYS.has(name) || first ? undefined : name;
}

function mapNode(map: YAMLMap.Parsed, source: YamlSource): YamlNode {
  const entries = new Map<string, { keyAt: ReturnType<YamlSource['placeAt']>; node: YamlNode }>();
  for (const { key, value } of map.items) {
    const name = keyOf(key, entries, source);
    if (name === undefined) continue;
    const keyAt = source.placeAt(key.range[0]);
    if (isNothing(value)) {
      // Between braces `kind：county` is all key.
      const slip = suspectInBroken(name);
      if (slip) source.complain(key.range[0] + slip.index, slip.message, slip.hint);
      else source.complain(key.range[0], text(`「${name}」没有值`, `"${name}" has no value`), FILL_IN);
      entries.set(name, { keyAt, node: { kind: 'scalar', value: '', at: keyAt } });
    } else entries.set(name, { keyAt, node: nodeOf(value, source) });
  }
  return { kind: 'map', entries, at: source.placeAt(map.range[0]) };
}

function nodeOf(node: ParsedNode | null, source: YamlSource): YamlNode {
  const [from, to] = node?.range ?? [0, 0];
  const at = source.placeAt(from);
  if (isMap(node)) return mapNode(node, source);
  if (isSeq(node))
    return { kind: 'list', items: node.items.map((item) => nodeOf(item as ParsedNode | null, source)), at };
  if (isNothing(node)) source.complain(from, text('这里没有值', 'there is no value here'), FILL_IN);
  else if (isScalar(node) && node.type === 'PLAIN') source.inspectPlain(from, to);
  else if (isScalar(node) && node.type === 'QUOTE_DOUBLE') source.inspectQuoted(from, to, String(node.value));
  const value = isScalar(node) && !isAlias(node) && typeof node.value === 'string' ? node.value : '';
  return { kind: 'scalar', value, at };
}

/** Only the first complaint of a line: what follows is mostly its consequence. */
function firstOfEachLine(problems: readonly Problem[]): readonly Problem[] {
  const lines = new Set<number>();
  return sortProblems(problems).filter(({ line }) => !lines.has(line) && lines.add(line) !== undefined);
}

/**
 * Reads one YAML file of rules or of a workspace: strict UTF-8, YAML 1.2, every scalar a string (failsafe schema), no
 * directives, tags, anchors, aliases, merge keys or duplicate keys; at most 1 MiB, 32 levels and 20,000 values. `file`
 * is the name to print. Never throws for what a file may hold; all problems come at once.
 */
export function readYaml(bytes: Uint8Array, file: string): YamlResult {
  const unread = (problems: readonly Problem[]): YamlResult => ({
    node: undefined,
    problems: firstOfEachLine(problems),
  });
  const decoded = decodeYaml(bytes, file);
  if ('problem' in decoded) return unread([decoded.problem]);
  const source = new YamlSource(decoded.source, file);
  const guard = guardYaml(decoded.source, source.lines, source.placeAt);
  source.problems.push(...guard.problems);
  if (!guard.bounded) return unread(guard.problems);
  // Duplicate keys are looked for by `keyOf`, because the library's own check is quadratic.
  const composer = new Composer({ version: '1.2', schema: 'failsafe', merge: false, uniqueKeys: false });
  const [document] = [...composer.compose(guard.tokens, true, decoded.source.length)];
  source.syntaxErrors(document?.errors ?? []);
  if (source.problems.length > 0) return unread(source.problems);
  if (!document?.contents)
    return unread([problem(source.placeAt(0), text('文件是空的', 'the file is empty'), FILL_IN)]);
  const node = nodeOf(document.contents, source);
  return { node, problems: firstOfEachLine(source.problems) };
}
