import {
  CHANNELS,
  COMPANY_KINDS,
  SEVERITIES,
  type Catalogue,
  type ChannelId,
  type Element,
  type Item,
} from '../../src/catalogue/rule.ts';
import type { Random } from './random.ts';

/** One change of the catalogue, and the rules whose cases should notice it. */
export interface Mutant {
  readonly what: string;
  readonly rules: readonly string[];
  readonly items: readonly Item[];
  /** A change of the head, beside that of the items. */
  readonly change?: (catalogue: Catalogue) => Catalogue;
}

/** Something in the catalogue that can be changed in one way. */
interface Site {
  readonly what: string;
  readonly rules: readonly string[];
  readonly apply: () => Pick<Mutant, 'items' | 'change'>;
}

type Operator = (catalogue: Catalogue, random: Random) => readonly Site[];

/** `count` mutants, the operators by turns so that no kind crowds out the others; each place is changed once. */
export function mutantsOf(catalogue: Catalogue, count: number, random: Random): Mutant[] {
  const pools = Object.values(OPERATORS).map((operator) => [...operator(catalogue, random)]);
  const mutants: Mutant[] = [];
  for (let turn = 0; mutants.length < count && pools.some((pool) => pool.length > 0); turn += 1) {
    const pool = pools[turn % pools.length] ?? [];
    const [site] = pool.length === 0 ? [] : pool.splice(random.below(pool.length), 1);
    if (site) mutants.push({ what: site.what, rules: site.rules, ...site.apply() });
  }
  return mutants;
}

const idsOf = ({ elements }: Item): string[] => elements.map(({ id }) => id);

/** The element, or the item around it, with something else in one place. */
function edit(catalogue: Catalogue, item: Item, change: (item: Item) => Item): Pick<Mutant, 'items'> {
  return { items: catalogue.items.map((one) => (one === item ? change(one) : one)) };
}
const editElement = (catalogue: Catalogue, item: Item, element: Element, change: (one: Element) => Element) =>
  edit(catalogue, item, (one) => ({
    ...one,
    elements: one.elements.map((each) => (each === element ? change(each) : each)),
  }));

const elementsOf = ({ items }: Catalogue): { item: Item; element: Element }[] =>
  items.flatMap((item) => item.elements.map((element) => ({ item, element })));

/** Every list of words below a value, by its path. */
function lists(
  value: unknown,
  path: readonly (string | number)[] = [],
): { path: readonly (string | number)[]; words: string[] }[] {
  if (Array.isArray(value)) {
    const words = value.filter((one) => typeof one === 'string');
    if (words.length === value.length) return [{ path, words }];
    return value.flatMap((one, at) => lists(one, [...path, at]));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => lists(one, [...path, key]));
}

/** A copy with another value at a path. */
function put(value: unknown, [key, ...rest]: readonly (string | number)[], made: unknown): unknown {
  if (key === undefined) return made;
  if (Array.isArray(value)) return value.map((one: unknown, at) => (at === key ? put(one, rest, made) : one));
  const map = value as Record<string, unknown>;
  return { ...map, [key]: put(map[key], rest, made) };
}

/** Lists are matched by containment, so a word that holds another of its list adds nothing there. */
const tells = (word: string, words: readonly string[]): boolean =>
  !words.some((other) => other !== word && word.includes(other));

const dropWord: Operator = (catalogue) =>
  elementsOf(catalogue).flatMap(({ item, element }) =>
    lists(element.check)
      .filter(({ words, path }) => words.length > 1 && !path.includes('readings'))
      .flatMap(({ path, words }) =>
        words
          .filter((word) => tells(word, words))
          .map((word): Site => ({
            what: `${element.id}: drop “${word}” from ${path.join('.')}`,
            rules: [element.id],
            apply: () =>
              editElement(catalogue, item, element, (one) => ({
                ...one,
                check: put(
                  one.check,
                  path,
                  words.filter((other) => other !== word),
                ) as Element['check'],
              })),
          })),
      ),
  );

const dropVariantTerm: Operator = (catalogue) =>
  elementsOf(catalogue).flatMap(({ item, element }) =>
    (element.for_each ?? []).flatMap((variant, at) =>
      variant.terms
        .filter((word) => variant.terms.length > 1 && tells(word, variant.terms))
        .map((word): Site => ({
          what: `${element.id}-${variant.id}: drop “${word}”`,
          rules: [element.id],
          apply: () =>
            editElement(catalogue, item, element, (one) => ({
              ...one,
              for_each: put(
                one.for_each,
                [at, 'terms'],
                variant.terms.filter((other) => other !== word),
              ) as typeof element.for_each,
            })),
        })),
    ),
  );

const dropAlias: Operator = (catalogue) =>
  catalogue.items
    .filter((item) => item.kind === 'item')
    .flatMap((item) => {
      const known = [item.name.zh, ...item.aliases, ...item.topics];
      return item.aliases
        .filter((word) => tells(word, known) && !item.topics.includes(word))
        .map((word): Site => ({
          what: `item ${item.id}: drop the alias “${word}”`,
          rules: idsOf(item),
          apply: () =>
            edit(catalogue, item, (one) => ({ ...one, aliases: one.aliases.filter((other) => other !== word) })),
        }));
    });

const channelsOf = (item: Item, element: Element): readonly ChannelId[] => element.channels ?? item.channels ?? [];

const swapChannel: Operator = (catalogue, random) =>
  elementsOf(catalogue)
    .filter(({ item }) => item.scope !== 'unit')
    .flatMap(({ item, element }) =>
      channelsOf(item, element).map((channel): Site => {
        const others = CHANNELS.filter((one) => !channelsOf(item, element).includes(one));
        const other = others[random.below(others.length)] ?? 'wechat';
        return {
          what: `${element.id}: ${channel} → ${other}`,
          rules: [element.id],
          apply: () =>
            editElement(catalogue, item, element, (one) => ({
              ...one,
              channels: channelsOf(item, element).map((each) => (each === channel ? other : each)),
            })),
        };
      }),
    );

/** Whole numbers and durations in a value: those of update rules and of checks. */
function numbers(
  value: unknown,
  path: readonly (string | number)[] = [],
): { path: readonly (string | number)[]; amount: number }[] {
  if (typeof value === 'number') return [{ path, amount: value }];
  if (Array.isArray(value)) return value.flatMap((one, at) => numbers(one, [...path, at]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => numbers(one, [...path, key]));
}

const shiftDeadline: Operator = (catalogue, random) =>
  elementsOf(catalogue).flatMap(({ item, element }) => {
    const variants = (element.for_each ?? []).flatMap((variant, at) =>
      numbers(variant.update).map((one) => ({ ...one, path: ['for_each', at, 'update', ...one.path] })),
    );
    const own = element.for_each?.some(({ update }) => update) ? [] : numbers(element.update ?? item.update);
    return [...own.map((one) => ({ ...one, path: ['update', ...one.path] })), ...variants].map(
      ({ path, amount }): Site => {
        const by = amount > 1 && random.below(2) === 0 ? -1 : 1;
        return {
          what: `${element.id}: ${path.join('.')} ${amount} → ${amount + by}`,
          rules: [element.id],
          apply: () =>
            editElement(catalogue, item, element, (one) => {
              const whole = { ...one, ...((one.update ?? item.update) && { update: one.update ?? item.update }) };
              return put(whole, path, amount + by) as Element;
            }),
        };
      },
    );
  });

const dropElement: Operator = (catalogue) =>
  elementsOf(catalogue).map(({ item, element }): Site => ({
    what: `${element.id}: drop the rule`,
    rules: [element.id],
    apply: () =>
      edit(catalogue, item, (one) => ({ ...one, elements: one.elements.filter((each) => each !== element) })),
  }));

const swapDepartment: Operator = (catalogue, random) =>
  elementsOf(catalogue).flatMap(({ item, element }) => {
    const owners = (element.departments ?? item.departments)?.content ?? [];
    return owners.map((owner): Site => {
      const others = catalogue.departments.map(({ name }) => name).filter((name) => !owners.includes(name));
      const other = others[random.below(others.length)] ?? '';
      const publisher = (element.departments ?? item.departments)?.publisher;
      return {
        what: `${element.id}: ${owner} → ${other}`,
        rules: [element.id],
        apply: () =>
          editElement(catalogue, item, element, (one) => ({
            ...one,
            departments: {
              content: owners.map((each) => (each === owner ? other : each)),
              ...(publisher && { publisher }),
            },
          })),
      };
    });
  });

const shiftSeverity: Operator = (catalogue, random) =>
  elementsOf(catalogue).map(({ item, element }): Site => {
    const now = element.severity ?? item.severity ?? 'major';
    const others = SEVERITIES.filter((one) => one !== now);
    const severity = others[random.below(others.length)] ?? 'minor';
    return {
      what: `${element.id}: ${now} → ${severity}`,
      rules: [element.id],
      apply: () => editElement(catalogue, item, element, (one) => ({ ...one, severity })),
    };
  });

/** Ranges and least lengths of checks, widened. */
const widenRange: Operator = (catalogue) =>
  elementsOf(catalogue).flatMap(({ item, element }) =>
    lists(element.check)
      .filter(({ path }) => path.at(-1) === 'range')
      .flatMap(({ path, words }) =>
        [0, 1].map((end): Site => ({
          what: `${element.id}: ${path.join('.')}.${end} widened`,
          rules: [element.id],
          apply: () =>
            editElement(catalogue, item, element, (one) => ({
              ...one,
              check: put(
                one.check,
                [...path, end],
                String(Number(words[end]) + (end === 0 ? -5 : 100)),
              ) as Element['check'],
            })),
        })),
      ),
  );

/** Whom the rule binds: another kind of company is let off, or one that was let off is bound. */
const changeKinds: Operator = (catalogue) =>
  elementsOf(catalogue).flatMap(({ item, element }) => {
    const kinds = element.applies_to ?? item.applies_to;
    const made = kinds ? [...COMPANY_KINDS] : COMPANY_KINDS.filter((kind) => kind !== 'branch');
    if (kinds?.length === COMPANY_KINDS.length) return [];
    return [
      {
        what: `${element.id}: applies to ${made.join(', ')}`,
        rules: [element.id],
        apply: () => editElement(catalogue, item, element, (one) => ({ ...one, applies_to: made })),
      },
    ];
  });

const OPERATORS = {
  dropWord,
  dropAlias,
  dropVariantTerm,
  swapChannel,
  shiftDeadline,
  dropElement,
  swapDepartment,
  shiftSeverity,
  widenRange,
  changeKinds,
} as const satisfies Record<string, Operator>;
