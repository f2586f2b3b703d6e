import { placesOfClause } from './clause.ts';
import { each, names, type Reference, type ReferenceKind } from './reference.ts';
import type { Basis } from './rule.ts';
import type { WholeCatalogue } from './whole-catalogue.ts';
import type { YamlPath } from './yaml/node.ts';

/** The names that clause registers use, and the places of registered instruments that rules cite. */
export function clauseKinds(catalogue: WholeCatalogue, written: ReadonlySet<string>): readonly ReferenceKind[] {
  const { registers } = catalogue;
  const instruments = registers.map(({ id }, at) => ({ path: ['registers', at, 'id'], name: id }));
  const rules = each(registers, ['registers'], ({ clauses }, at) =>
    each(clauses, [...at, 'clauses'], (clause, place) => names(clause.rules, [...place, 'rules'])),
  );
  const owners = each(registers, ['registers'], ({ owner, clauses }, at) => [
    ...names(owner, [...at, 'owner']),
    ...each(clauses, [...at, 'clauses'], (clause, place) => names(clause.owner, [...place, 'owner'])),
  ]);
  return [
    {
      zh: '依据文件',
      en: 'instrument',
      known: new Set(catalogue.instruments.map(({ id }) => id)),
      references: instruments,
    },
    { zh: '检查要素', en: 'element', known: written, references: rules },
    { zh: '部门', en: 'department', known: new Set(catalogue.departments.map(({ name }) => name)), references: owners },
    ...registers.map(({ id, clauses }) => ({
      zh: '条款（该文件的逐条登记中）',
      en: 'clause in the register of the instrument',
      known: new Set(clauses.flatMap(({ clause }) => placesOfClause(clause))),
      references: cited(catalogue, id),
    })),
  ];
}

/** Every place of the instrument that a rule rests on. */
function cited({ items, across }: WholeCatalogue, instrument: string): Reference[] {
  const places = (basis: readonly Basis[] | undefined, path: YamlPath): Reference[] =>
    each(basis, [...path, 'basis'], (one, at) =>
      one.instrument === instrument && one.clause !== undefined
        ? placesOfClause(one.clause).map((name) => ({ path: [...at, 'clause'], name }))
        : [],
    );
  const ofRules = each(items, ['items'], (item, at) => [
    ...places(item.basis, at),
    ...each(item.elements, [...at, 'elements'], ({ basis }, place) => places(basis, place)),
  ]);
  return [...places(across?.basis, ['across']), ...ofRules];
}
