import type { YamlPath } from './yaml/node.ts';

/** A word at a place in the rules that should be the name of something else in the rules. */
export interface Reference {
  readonly path: YamlPath;
  readonly name: string;
}

/** Words that must each be the name of one kind of thing. */
export interface ReferenceKind {
  readonly zh: string;
  readonly en: string;
  readonly known: ReadonlySet<string>;
  readonly references: readonly Reference[];
}

export const each = <T>(
  list: readonly T[] | undefined,
  path: YamlPath,
  visit: (one: T, path: YamlPath) => readonly Reference[],
): Reference[] => (list ?? []).flatMap((one, index) => visit(one, [...path, index]));

/** Every name of a list, each at its own place. */
export const names = (list: readonly string[] | undefined, path: YamlPath): Reference[] =>
  each(list, path, (name, at) => [{ path: at, name }]);
