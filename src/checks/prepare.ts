import type { Catalogue } from '../catalogue/rule.ts';
import { itemNotes, itemsAlone, tellItems, type ContentNotes } from '../documents/assignment.ts';
import { subjectsOf, type Subjects } from '../documents/assignment-terms.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Document, StatedDate } from '../documents/document.ts';
import { lettersOf } from '../documents/grams.ts';
import { noOutagesOf, type NoOutage } from '../documents/outages/none.ts';
import { outagesOf, yearSeen, type Outage } from '../documents/outages.ts';
import type { CompiledRules } from './compile.ts';
import { placesOn } from './places/directory-entries.ts';
import { citing, headingLines } from './search/evidence.ts';
import { sharingLines, shortNumberLines, type NumberLine } from './number-lines.ts';
import { tellFound, type SearchOrder } from './search/page-search.ts';
import { exposures, type Exposure } from './personal-data.ts';
import { isStatute } from './law/statute.ts';
import { tariffsOn } from './tariffs.ts';

/** What is asked of every page, worked out of it once. Plain data: it is found where the page is read. */
export interface Facts {
  /** The publication that the rest goes by; which one that is hangs on the day of the capture. */
  readonly posted: StatedDate | null;
  /** The year in which an undated page was seen, by which its outages are dated. */
  readonly year: number | null;
  /** As `lettersOf` has it. */
  readonly letters: string;
  readonly headings: readonly string[];
  readonly numbers: readonly NumberLine[];
  readonly items: ContentNotes;
  readonly outages: readonly Omit<Outage, 'document'>[];
  readonly noOutages: readonly NoOutage[];
  readonly exposures: readonly Exposure[];
  readonly statute: boolean;
  /** What rules look for in words of their own, a search each; undefined where the page is none to look on. */
  readonly searched: readonly (readonly unknown[] | undefined)[];
}

/** What readers are to look for on every page; plain data. */
export interface Wanted {
  readonly subjects: Subjects;
  readonly searches: readonly SearchOrder[];
}

const SEARCHES = [tariffsOn, placesOn] as const;

function searched(document: Document, order: SearchOrder): readonly unknown[] {
  const search = SEARCHES.find(({ name }) => name === order.search);
  if (!search) throw new RangeError(`no search named ${order.search}`);
  return search.fill(document, order);
}

/** What a reader finds on a page of what is `Wanted`. */
export function factsOf(document: Document, wanted: unknown): Facts {
  const { subjects, searches } = wanted as Wanted;
  const items = itemNotes(document, subjects);
  return {
    posted: postedOf(document),
    year: yearSeen(document) ?? null,
    letters: lettersOf(document),
    headings: headingLines(document),
    numbers: shortNumberLines(document),
    items,
    outages: outagesOf(document).map((outage) => ({ ...outage, document: undefined })),
    noOutages: noOutagesOf(document),
    exposures: exposures(document),
    statute: isStatute(document),
    searched: searchedFor(document, searches, () => itemsAlone(document, subjects, items)),
  };
}

/** A page that speaks about an item only by what links elsewhere say of it is left to the rule itself. */
function searchedFor(
  document: Document,
  searches: readonly SearchOrder[],
  itemsOf: () => ReadonlySet<string>,
): Facts['searched'] {
  if (searches.length === 0) return [];
  const items = itemsOf();
  return searches.map((order) =>
    order.item === undefined || items.has(order.item) ? searched(document, order) : undefined,
  );
}

const postedOf = (document: Document): StatedDate | null => publicationOf(document, 'first') ?? null;

/** Found on the page as it was captured this time, or on the same page of an earlier night. */
const areOf = (document: Document, facts: Facts): boolean =>
  JSON.stringify(facts.posted) === JSON.stringify(postedOf(document)) && facts.year === (yearSeen(document) ?? null);

/** Looks at pages before the checks do, so that these find done what is asked of every page. */
export class Preparation {
  /** What readers are to look for. */
  readonly wanted: Wanted;
  readonly #catalogue: Catalogue;
  readonly #shared = sharingLines();

  constructor({ catalogue, rules }: { readonly catalogue: Catalogue; readonly rules: CompiledRules }) {
    this.#catalogue = catalogue;
    const orders = [...rules.values()].flatMap(({ searches = [] }) => searches);
    // Rules that want the same are served at once.
    const searches = [...new Map(orders.map((order) => [JSON.stringify(order), order])).values()];
    this.wanted = { subjects: subjectsOf(catalogue), searches };
  }

  /** Takes in what a reader found on a page, or finds it itself where none has looked. */
  readonly meet = (document: Document, found: unknown): void => {
    if (document.unread) return;
    const known = found as Facts | undefined;
    const facts =
      known && areOf(document, known) ? known : factsOf(document, { subjects: this.#catalogue, searches: [] });
    lettersOf.tell(document, facts.letters);
    headingLines.tell(document, facts.headings);
    shortNumberLines.tell(document, facts.numbers.map(this.#shared));
    tellItems(document, this.#catalogue, facts.items);
    outagesOf.tell(
      document,
      facts.outages.map((outage) => ({ ...outage, document })),
    );
    noOutagesOf.tell(document, facts.noOutages);
    isStatute.tell(document, facts.statute);
    // Where no reader has looked, rules look for themselves on the pages that they come to.
    if (facts === known) tellFound(document, this.wanted.searches, facts.searched);
    exposures.tell(
      document,
      facts.exposures.map(({ kind, quote: { words, place } }) => ({ kind, quote: citing(document, words, place) })),
    );
  };
}
