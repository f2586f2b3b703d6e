import { text } from '../language/text.ts';
import { didYouMean } from './nearest.ts';
import { problem, type Problem } from './problem.ts';
import { clauseKinds } from './cross-check-clauses.ts';
import { withoutLostDepartments } from './lost-departments.ts';
import { each, names, type Reference, type ReferenceKind } from './reference.ts';
import type { Element, Item, UpdateRule } from './rule.ts';
import type { WholeCatalogue } from './whole-catalogue.ts';
import { placeOf, type YamlNode, type YamlPath } from './yaml/node.ts';

type Duty = Item | Element;

/** Items and their elements, with their paths. */
const duties = (catalogue: WholeCatalogue): readonly { duty: Duty; path: YamlPath }[] =>
  catalogue.items.flatMap((item, index) => [
    { duty: item, path: ['items', index] },
    ...item.elements.map((element, at) => ({ duty: element, path: ['items', index, 'elements', at] })),
  ]);

function updateRules(duty: Duty, path: YamlPath): readonly { rule: UpdateRule; path: YamlPath }[] {
  const list = (rules: readonly UpdateRule[] | undefined, at: YamlPath) =>
    (rules ?? []).map((rule, index) => ({ rule, path: [...at, 'update', index] }));
  const variants = 'for_each' in duty ? (duty.for_each ?? []) : [];
  return [
    ...list(duty.update, path),
    ...variants.flatMap((one, index) => list(one.update, [...path, 'for_each', index])),
  ];
}

function kinds(catalogue: WholeCatalogue): readonly ReferenceKind[] {
  const all = duties(catalogue);
  const departments = new Set(catalogue.departments.map(({ name }) => name));
  const superseded = catalogue.instruments.flatMap((one, index): Reference[] =>
    one.superseded_by === undefined ? [] : [{ path: ['instruments', index, 'superseded_by'], name: one.superseded_by }],
  );
  const basis = all.flatMap(({ duty, path }) =>
    each(duty.basis, [...path, 'basis'], ({ instrument }, at) => [{ path: [...at, 'instrument'], name: instrument }]),
  );
  const readings = all.flatMap(({ duty, path }) => [
    ...names(duty.readings, [...path, 'readings']),
    ...updateRules(duty, path).flatMap(({ rule, path: at }) =>
      rule.reading === undefined ? [] : [{ path: [...at, 'reading'], name: rule.reading }],
    ),
  ]);
  const owners = all.flatMap(({ duty, path }) => [
    ...names(duty.departments?.content, [...path, 'departments', 'content']),
    ...names(duty.departments?.publisher, [...path, 'departments', 'publisher']),
  ]);
  const publishers = Object.entries(catalogue.publishers).map(([channel, name]) => ({
    path: ['publishers', channel],
    name,
  }));
  const instruments = new Set(catalogue.instruments.map(({ id }) => id));
  return [
    { zh: '依据文件', en: 'instrument', known: instruments, references: [...superseded, ...basis] },
    { zh: '口径', en: 'reading', known: new Set(catalogue.readings.map(({ id }) => id)), references: readings },
    { zh: '部门', en: 'department', known: departments, references: owners },
    { zh: '部门', en: 'department', known: new Set([...departments, 'content']), references: publishers },
  ];
}

/** Two elements of different items with one id would share their verdicts. */
function repeatedElements(catalogue: WholeCatalogue, root: YamlNode): Problem[] {
  const seen = new Set<string>();
  return catalogue.items.flatMap((item, index) =>
    item.elements.flatMap(({ id }, at) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      const place = placeOf(root, ['items', index, 'elements', at, 'id']);
      return [
        problem(
          place,
          text(`检查要素的 id「${id}」在别的事项中已用过`, `the element id "${id}" is used in another item`),
        ),
      ];
    }),
  );
}

/** A document that in the end supersedes itself would never be in force. */
function circular({ instruments }: WholeCatalogue, root: YamlNode): Problem[] {
  const next = new Map(instruments.map(({ id, superseded_by }) => [id, superseded_by]));
  return instruments.flatMap(({ id }, index) => {
    const passed = new Set<string>();
    for (let at = next.get(id); at !== undefined && !passed.has(at); at = next.get(at)) passed.add(at);
    const says = text(`「${id}」不能被它自己替代`, `"${id}" cannot be superseded by itself`);
    return passed.has(id) ? [problem(placeOf(root, ['instruments', index, 'superseded_by']), says)] : [];
  });
}

/** A clause given twice would be printed twice in every report. */
const repeatedBasis = (catalogue: WholeCatalogue, root: YamlNode): Problem[] =>
  duties(catalogue).flatMap(({ duty, path }) => {
    const given = (duty.basis ?? []).map(({ instrument, clause = '' }) => JSON.stringify([instrument, clause]));
    return given.flatMap((one, at) =>
      given.indexOf(one) === at
        ? []
        : [
            problem(
              placeOf(root, [...path, 'basis', at]),
              text('同一依据的同一条款写了两次', 'the same clause is given twice'),
            ),
          ],
    );
  });

/**
 * Every name in the rules that must exist elsewhere in the rules and does not. `written`: the ids of all elements that any
 * layer writes, those that a later one switches off included; a clause may name them, and is then unaccounted for.
 */
export function crossCheck(
  catalogue: WholeCatalogue,
  root: YamlNode,
  written: ReadonlySet<string>,
): readonly Problem[] {
  const unknown = [...kinds(catalogue), ...clauseKinds(catalogue, written)].flatMap(({ zh, en, known, references }) =>
    references
      .filter(({ name }) => !known.has(name))
      .map(({ path, name }) => ({
        kind: zh,
        name,
        says: problem(
          placeOf(root, path),
          text(`没有${zh}「${name}」`, `there is no ${en} "${name}"`),
          didYouMean(name, [...known]),
        ),
      })),
  );
  return [
    ...withoutLostDepartments(unknown, root),
    ...repeatedElements(catalogue, root),
    ...circular(catalogue, root),
    ...repeatedBasis(catalogue, root),
  ];
}
