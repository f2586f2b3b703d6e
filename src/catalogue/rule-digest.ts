import { createHash } from 'node:crypto';
import type { Catalogue, Element, Item } from './rule.ts';

const known = new WeakMap<Catalogue, Map<Element, string>>();

/**
 * The first 16 hex digits of the SHA-256 of everything in the rules that can change a verdict on an element: itself, what it
 * inherits, the instruments and readings that it names, with all their versions, and what every rule shares. Two verdicts
 * with different digests were judged by different rules.
 */
export function ruleDigest(item: Item, element: Element, catalogue: Catalogue): string {
  const digests = known.get(catalogue) ?? new Map<Element, string>();
  known.set(catalogue, digests);
  const before = digests.get(element);
  if (before !== undefined) return before;
  const made = createHash('sha256')
    .update(canonical(item, element, catalogue))
    .digest('hex')
    .slice(0, 16);
  digests.set(element, made);
  return made;
}

function canonical(item: Item, element: Element, catalogue: Catalogue): string {
  const inherited = { ...item, elements: [] };
  const { instruments, readings, vocabulary, publishers, may_lack, if_declared, settings, across } = catalogue;
  const words = wordsIn([inherited, element]);
  const named = [...instruments.values()].filter(({ id }) => words.has(id));
  const versions = [...instruments.values()].filter(
    ({ id, superseded_by }) =>
      named.some((one) => one.superseded_by === id) || named.some((one) => one.id === superseded_by),
  );
  return JSON.stringify([
    inherited,
    element,
    named,
    versions,
    [...readings.values()].filter(({ id }) => words.has(id)),
    { vocabulary, publishers, may_lack, if_declared, settings, across },
  ]);
}

/** Every word written anywhere in a rule, so that an instrument counts wherever its check names it. */
function wordsIn(value: unknown): ReadonlySet<string> {
  if (typeof value === 'string') return new Set([value]);
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.values(value).flatMap((one) => [...wordsIn(one)]));
}
