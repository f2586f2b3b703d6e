import path from 'node:path';
import type { Law } from '../../src/audit.ts';
import { prepare, unmet, type ReadySet } from '../../src/cases/rule-case/check.ts';
import { loadRuleCases } from '../../src/cases/rule-case/load.ts';
import type { Catalogue, Item } from '../../src/catalogue/rule.ts';
import { compileRules } from '../../src/checks/compile.ts';
import { loadLaw } from './law.ts';
import { mutantsOf, type Mutant } from './mutants.ts';
import { seeded } from './random.ts';

export interface Outcome {
  readonly mutant: Mutant;
  readonly caught: boolean;
  /** The first thing that gave it away. */
  readonly by: string;
}

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/rules');

/** Changes the catalogue `count` times in one place each, and asks the cases of the rules concerned whether they notice. */
export async function mutate(
  count: number,
  seed: number,
  notify: (done: number) => void = () => undefined,
): Promise<Outcome[]> {
  const [law, base] = [await loadLaw('chongqing'), await loadLaw('base')];
  const loaded = await loadRuleCases([FOLDER], law.catalogue);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message.en).join('\n'));
  const mutants = mutantsOf(law.catalogue, count, seeded(seed));
  const ready = new Map<string, ReadySet>();
  const outcomes: Outcome[] = [];
  for (const mutant of mutants) {
    let by = '';
    for (const set of loaded.sets.filter(({ rule }) => mutant.rules.includes(rule.element.id))) {
      const { id } = set.rule.element;
      const prepared = ready.get(id) ?? (await prepare(set, law, (name) => loadLaw(name)));
      ready.set(id, prepared);
      [by = ''] = noticed(prepared, mutant, law, base);
      if (by !== '') break;
    }
    outcomes.push({ mutant, caught: by !== '', by });
    notify(outcomes.length);
  }
  return outcomes;
}

/** A catalogue that no longer compiles, or a rule that is gone, is noticed before any case is run. */
function noticed(prepared: ReadySet, { items, change, rules: [rule = ''] }: Mutant, law: Law, base: Law): string[] {
  const catalogue = withItems(change ? change(law.catalogue) : law.catalogue, items);
  const { rules, faults } = compileRules(catalogue);
  if (faults.length > 0) return [faults[0]?.message.en ?? 'it does not compile'];
  const { id } = prepared.set.rule.element;
  const item = catalogue.items.find((one) => one.elements.some((element) => element.id === id));
  const element = item?.elements.find((one) => one.id === id);
  if (!item || !element) return [`the rule ${rule} is gone, but has cases`];
  const set = { ...prepared.set, rule: { item, element } };
  const mutated = { catalogue, rules, calendar: law.calendar };
  // Where a text is shown depends on the case and not on the rule that is being changed.
  const pinned = prepared.ready.map((one) => ({ ...one, one: { ...one.one, ...pin(one.one.on, prepared) } }));
  return unmet({ set, ready: pinned }, ({ catalogue: named }) => (named === 'base' ? base : mutated), true);
}

const pin = (on: ReadySet['ready'][number]['one']['on'], { set: { rule } }: ReadySet) =>
  rule.item.scope === 'unit' && on === undefined
    ? {}
    : { on: on ?? rule.element.channels?.[0] ?? rule.item.channels?.[0] ?? ('portal' as const) };

const withItems = (catalogue: Catalogue, items: readonly Item[]): Catalogue => ({ ...catalogue, items });
