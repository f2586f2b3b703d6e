import type { z } from 'zod';
import { text, type Text } from '../language/text.ts';
import { branch, complaint, named, type Issue } from './complaint.ts';
import { didYouMean, nearest } from './nearest.ts';
import { problem, sortProblems, type Place, type Problem } from './problem.ts';
import { keysAt } from './schema-keys.ts';
import { hintForValue } from './value-hint.ts';
import { readYaml } from './yaml.ts';
import { locate, nodeAt, placeOf, plain, type YamlNode, type YamlPath } from './yaml/node.ts';

/** A value that the schema accepted, which can still say where each part of it was written. */
export interface Parsed<T> {
  readonly value: T;
  /** `file:line:column`; undefined for what was not written but filled in. */
  readonly locate: (path: YamlPath) => string | undefined;
  /** The place to blame for a value: its own, or that of the nearest thing around it that was written. */
  readonly placeOf: (path: YamlPath) => Place;
}
export interface Refused {
  readonly problems: readonly Problem[];
}

/** A complaint, and the key that it misses or suggests, so that one slip is not reported as two. */
interface Draft {
  readonly problem: Problem;
  readonly parent: string;
  readonly missing?: string;
  readonly suggested?: string | undefined;
}

const parentOf = (path: YamlPath): string => JSON.stringify(path.map(String));
const missingKey = (issue: Issue, root: YamlNode): string | undefined =>
  issue.path.length > 0 && !nodeAt(root, issue.path) ? String(issue.path.at(-1)) : undefined;

/** A key of another branch: url and snapshot are two sources. */
const besideOthers = (key: string): Text =>
  text(`「${key}」不能和这一项的其他键写在一起`, `"${key}" cannot stand beside the other keys of this entry`);

function unknownKeys(issue: Issue & { code: 'unrecognized_keys' }, root: YamlNode, schema: z.ZodType): Draft[] {
  const map = nodeAt(root, issue.path);
  const written = map?.kind === 'map' ? map.entries : new Map<string, { keyAt: Place }>();
  const possible = keysAt(schema, issue.path);
  const known = possible.filter((key) => !written.has(key));
  return issue.keys.map((key) => {
    const at = written.get(key)?.keyAt ?? placeOf(root, issue.path);
    const off = text('「off」只能用来关闭上级目录中已有的 id', '"off" can only switch off an id that is inherited');
    const said =
      key === 'off'
        ? problem(at, off)
        : possible.includes(key)
          ? problem(at, besideOthers(key), text('分成两项写', 'write them as two entries'))
          : problem(at, text(`不认识的键「${key}」`, `unknown key "${key}"`), didYouMean(key, known));
    return { problem: said, parent: parentOf(issue.path), suggested: nearest(key, known) };
  });
}

function draftsOf(issue: Issue, root: YamlNode, schema: z.ZodType): Draft[] {
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, root, schema);
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return branch(issue).flatMap((inner) => draftsOf(inner, root, schema));
  const at = placeOf(root, issue.path);
  const parent = parentOf(issue.path.slice(0, -1));
  const missing = missingKey(issue, root);
  if (missing !== undefined)
    return [{ problem: problem(at, text(`缺少「${missing}」`, `"${missing}" is missing`)), parent, missing }];
  const node = nodeAt(root, issue.path);
  return [{ problem: problem(at, named(issue.path, complaint(issue)), node && hintForValue(node, issue)), parent }];
}

/** Applies a schema to what was read; every mismatch becomes a problem at its line and column. */
export function validate<T>(schema: z.ZodType<T>, root: YamlNode): Parsed<T> | Refused {
  const result = schema.safeParse(plain(root));
  if (result.success)
    return { value: result.data, locate: (path) => locate(root, path), placeOf: (path) => placeOf(root, path) };
  const drafts = result.error.issues.flatMap((issue) => draftsOf(issue, root, schema));
  const mistyped = new Set(drafts.map(({ parent, suggested }) => `${parent} ${suggested ?? ''}`));
  const kept = drafts.filter(({ parent, missing }) => missing === undefined || !mistyped.has(`${parent} ${missing}`));
  return { problems: sortProblems(kept.map((draft) => draft.problem)) };
}

/** Reads and checks one file: every problem of the text and of its values at once, in the order of the file. */
export function parseYaml<T>(schema: z.ZodType<T>, bytes: Uint8Array, file: string): Parsed<T> | Refused {
  const { node, problems } = readYaml(bytes, file);
  if (!node) return { problems };
  const checked = validate(schema, node);
  if ('value' in checked) return problems.length > 0 ? { problems } : checked;
  // A line that was already complained about is not complained about again for its consequences.
  const lines = new Set(problems.map(({ line }) => line));
  return { problems: sortProblems([...problems, ...checked.problems.filter(({ line }) => !lines.has(line))]) };
}
