import type { z } from 'zod';
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Catalogue, Element, Item, Variant } from '../catalogue/rule.ts';
import type { Approval, Change, Company, Review } from '../workspace/workspace.ts';
import type { Corpus } from './corpus.ts';
import type { Finding } from './finding.ts';

/** What surrounds a check: whose duty it is, and the day it is judged on. */
export interface Context {
  readonly item: Item;
  readonly element: Element;
  /** The business or outage type, for an element repeated over them. */
  readonly variant: Variant | undefined;
  readonly company: Company;
  readonly catalogue: Catalogue;
  readonly asOf: CivilDate;
  /** What the company recorded itself; undefined where it handed in no records at all. */
  readonly records?: Records;
}

/** 变更登记, 批复 and 三审 of the workspace. */
export interface Records {
  readonly changes: readonly Change[];
  readonly approvals: readonly Approval[];
  readonly reviews: readonly Review[];
}

/** One word of the vocabulary that rules choose from: a named pure function and the schema of its parameters. */
export interface Check<P = unknown> {
  readonly name: string;
  readonly parameters: z.ZodType<P>;
  /** Never throws for what a page may hold; an empty corpus gives one finding `no / missing / absence`. */
  readonly run: (corpus: Corpus, parameters: P, context: Context) => readonly Finding[];
}

/**
 * Seals a check so that checks of different parameters stand in one registry: whoever runs it hands in what its own
 * `parameters` schema made of the rule, and nothing else.
 */
export const defineCheck = <P>({ name, parameters, run }: Check<P>): Check => ({
  name,
  parameters,
  run: (corpus, given, context) => run(corpus, given as P, context),
});
