import type { Catalogue } from '../catalogue/rule.ts';
import { itemNotes, tellItems, type ContentNotes } from '../documents/assignment.ts';
import { subjectsOf, type Subjects } from '../documents/assignment-terms.ts';
import type { Document } from '../documents/document.ts';
import { lettersOf } from '../documents/grams.ts';
import { noOutagesOf, type NoOutage } from '../documents/outages-none.ts';
import { outagesOf, type Outage } from '../documents/outages.ts';
import { headingLines } from './evidence.ts';
import { shortNumberLines, type NumberLine } from './number-lines.ts';
import { exposures, type Exposure } from './personal-data.ts';

/** What is asked of every page, worked out of it once. Plain data: it is found where the page is read. */
export interface Facts {
  readonly letters: Uint8Array;
  readonly headings: readonly string[];
  readonly numbers: readonly NumberLine[];
  readonly items: ContentNotes;
  readonly outages: readonly Omit<Outage, 'document'>[];
  readonly noOutages: readonly NoOutage[];
  readonly exposures: readonly Exposure[];
}

/** What a reader finds on a page; `subjects` are those of `subjectsOf`. */
export function factsOf(document: Document, subjects: unknown): Facts {
  return {
    letters: lettersOf(document),
    headings: headingLines(document),
    numbers: shortNumberLines(document),
    items: itemNotes(document, subjects as Subjects),
    outages: outagesOf(document).map((outage) => ({ ...outage, document: undefined })),
    noOutages: noOutagesOf(document),
    exposures: exposures(document),
  };
}

/** Looks at pages before the checks do, so that these find done what is asked of every page. */
export class Preparation {
  /** What readers are to look for. */
  readonly subjects: Subjects;
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.subjects = subjectsOf(catalogue);
  }

  /** Takes in what a reader found on a page, or finds it itself where none has looked. */
  readonly meet = (document: Document, found: unknown): void => {
    if (document.unread) return;
    const facts = (found as Facts | undefined) ?? factsOf(document, this.#catalogue);
    lettersOf.tell(document, facts.letters);
    headingLines.tell(document, facts.headings);
    shortNumberLines.tell(document, facts.numbers);
    tellItems(document, this.#catalogue, facts.items);
    outagesOf.tell(
      document,
      facts.outages.map((outage) => ({ ...outage, document })),
    );
    noOutagesOf.tell(document, facts.noOutages);
    exposures.tell(document, facts.exposures);
  };
}
