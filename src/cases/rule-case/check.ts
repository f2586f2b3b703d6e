import type { Law } from '../../audit.ts';
import { COMPANY_KINDS, type CompanyKind } from '../../catalogue/closed-lists.ts';
import { spellPlace } from '../../catalogue/problem.ts';
import { caseSchema } from '../case-file.ts';
import { dutyUnmet, unmetBy } from './hold.ts';
import type { RuleSet } from './load.ts';
import { judgeRule, readCase, spread, type ReadyCase, type Rule } from './run.ts';
import type { RuleCase } from '../rule-case.ts';

export const COUNTED = ['passed', 'failed', 'inapplicable', 'cantTell'] as const;
export type Counted = (typeof COUNTED)[number];

/** How the cases of one rule came out. */
export interface RuleResult {
  readonly rule: Rule;
  /** Cases by what they expect. */
  readonly counts: Readonly<Record<Counted, number>>;
  readonly ran: number;
  /** `file:line:column case: what was wrong`, a line each. */
  readonly wrong: readonly string[];
  /** Kinds of case that every rule must have and this one lacks. */
  readonly lacks: readonly Counted[];
}

/** A rule's cases with their pages read, to be judged by one law after another. */
export interface ReadySet {
  readonly set: RuleSet;
  readonly ready: readonly (ReadyCase & { readonly index: number })[];
}

/** The law of a catalogue by its id; cases may ask for another than the one under test. */
export type LawOf = (catalogue: string) => Promise<Law>;

export async function prepare(set: RuleSet, law: Law, lawOf: LawOf): Promise<ReadySet> {
  const ready: (ReadyCase & { index: number })[] = [];
  for (const [index, one] of set.set.cases.entries()) {
    const own = one.catalogue === undefined ? law : await lawOf(one.catalogue);
    for (const word of spread(one)) ready.push({ ...(await readCase(one, word, set.rule, set.set, own)), index });
  }
  return { set, ready };
}

/** Everything in which the law differs from what the cases demand; `first`: stop at the first. */
export function unmet({ set, ready }: ReadySet, lawFor: (one: RuleCase) => Law, first = false): string[] {
  const said: string[] = [];
  const { duty } = set.set;
  if (duty) {
    const law = lawFor(NOTHING);
    const byKind = new Map(COMPANY_KINDS.map((kind) => [kind, judgeRule(silent(kind), set.rule, law)] as const));
    said.push(...dutyUnmet(byKind, duty).map((one) => `${spellPlace(set.dutyAt)} ${set.rule.element.id} ${one}`));
  }
  for (const one of ready) {
    if (first && said.length > 0) return said;
    const wrong = unmetBy(judgeRule(one, set.rule, lawFor(one.one)), one, set.rule);
    const word = one.word === undefined ? '' : `「${one.word}」`;
    said.push(...wrong.map((line) => `${spellPlace(set.placeOf(one.index))} ${one.one.case}${word}：${line}`));
  }
  return said;
}

/** A company that has said nothing about its channels. */
const silent = (kind: CompanyKind): ReadyCase => ({
  one: NOTHING,
  word: undefined,
  file: caseSchema.parse({ title: '', company: { kind }, expect: [{ verdict: '*', outcome: 'untested' }] }),
  documents: [],
});
const NOTHING: RuleCase = { case: '', lacks: [], capabilities: [], mentions: [], readings: [], sought: [] };

export function resultOf(prepared: ReadySet, wrong: readonly string[]): RuleResult {
  const { set, ready } = prepared;
  const expected = ready.flatMap(({ one }) => expectationsOf(one));
  const count = (kind: Counted): number => expected.filter((one) => one === kind).length;
  const counts = { passed: 0, failed: 0, inapplicable: 0, cantTell: 0 };
  for (const kind of COUNTED) counts[kind] = count(kind);
  return {
    rule: set.rule,
    counts,
    ran: ready.length,
    wrong,
    // What is merely worth having is never a gap when it is not there.
    lacks: COUNTED.filter((kind) => counts[kind] === 0 && !(kind === 'failed' && set.rule.element.soft)),
  };
}

/** `none` tells that nothing is asked; what nobody handed in cannot be told. */
function expectationsOf({ expect, time, agree }: RuleCase): Counted[] {
  return [expect, time, agree].flatMap((words) => {
    const [outcome = ''] = (words ?? '').split(' ');
    if (outcome === 'none') return ['inapplicable' as const];
    if (outcome === 'untested') return ['cantTell' as const];
    return COUNTED.filter((kind) => kind === outcome);
  });
}
