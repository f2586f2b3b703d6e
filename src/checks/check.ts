import type { z } from 'zod';
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Catalogue, Element, Item, Variant } from '../catalogue/rule.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import type { Text } from '../language/text.ts';
import type {
  Approval,
  Attestation,
  Change,
  Company,
  Consultation,
  Contact,
  Evaluation,
  Review,
} from '../workspace/workspace.ts';
import type { Corpus } from './search/corpus.ts';
import type { Finding } from './search/finding.ts';
import type { SearchOrder } from './search/page-search.ts';

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
  /** Working days, for duties that are judged on records alone. */
  readonly calendar?: WorkCalendar;
  /** A capture or an on-site check older than this many days proves nothing. */
  readonly maxAgeDays?: number;
}

/** 变更登记, 批复, 三审 and further registers of the workspace; a register that was not handed in is undefined. */
export interface Records {
  readonly changes: readonly Change[];
  readonly approvals: readonly Approval[];
  readonly reviews: readonly Review[];
  readonly consultations?: readonly Consultation[] | undefined;
  readonly evaluations?: readonly Evaluation[] | undefined;
  readonly contacts?: readonly Contact[] | undefined;
  readonly attestations?: readonly Attestation[] | undefined;
}

/** One word of the vocabulary that rules choose from: a named pure function and the schema of its parameters. */
export interface Check<P = unknown> {
  readonly name: string;
  /** What a rule says with it, in a line. */
  readonly purpose: Text;
  /** Every parameter tells in `NOTES` what it is for. */
  readonly parameters: z.ZodType<P>;
  /** The duty leaves its trace in registers and on-site checks only, so that no page has to be read for it. */
  readonly onRecords?: true;
  /** What it finds is said by a company of itself or to its customers: prices, charges, promises. A law's text is nobody's. */
  readonly ofCompany?: true;
  /** What it looks for on each page by itself, so that readers can do it. */
  readonly searches?: (parameters: P, item: Item, catalogue: Pick<Catalogue, 'vocabulary'>) => readonly SearchOrder[];
  /** Never throws for what a page may hold; an empty corpus gives one finding `no / missing / absence`. */
  readonly run: (corpus: Corpus, parameters: P, context: Context) => readonly Finding[];
}

/**
 * Seals a check so that checks of different parameters stand in one registry: whoever runs it hands in what its own
 * `parameters` schema made of the rule, and nothing else.
 */
export const defineCheck = <P>({
  name,
  purpose,
  parameters,
  onRecords,
  ofCompany,
  searches,
  run,
}: Check<P>): Check => ({
  name,
  purpose,
  parameters,
  ...(onRecords && { onRecords }),
  ...(ofCompany && { ofCompany }),
  ...(searches && { searches: (given, item, catalogue) => searches(given as P, item, catalogue) }),
  run: (corpus, given, context) => run(corpus, given as P, context),
});
