import type { CivilDate } from '../calendar/civil-date.ts';
import type { Item } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/search/corpus.ts';
import type { Document } from '../documents/document.ts';
import { GOES_ON, UNFILLED } from '../documents/read.ts';
import type { Fault } from '../evidence/capture.ts';
import { faultWords } from '../evidence/fault/words.ts';
import { REASONS } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';
import type { Court } from './court.ts';
import { isStaleCapture } from './staleness.ts';
import { mayHold, type Thing } from './unread-page.ts';
import { beyondFor, clickFor, untriedFor } from './untried.ts';
import type { Search } from './verdict.ts';

/**
 * What keeps a thing from being said of the whole channel: "not there" and "all of them are in order" are
 * said only when everything that could have held it was read, and lately (faults 5.1). An unread page stands in the way of
 * the items that it may hold (`mayHold`); so does a page of the site that an incomplete snapshot left out (A17).
 * `since`: only what was published on or after that day matters, as for the figures of one period.
 */
export function doubt(corpus: Corpus, thing: Thing, court: Court, since?: CivilDate): Fault | undefined {
  if (corpus.scope.cut) return corpus.scope.cut;
  const hijacked = corpus.foreign.find(({ identity }) => identity === 'suspicious');
  if (hijacked) return { reason: 'tampered', detail: hijacked.capture.url };
  const obstacle = worstOf(corpus.unread.filter((page) => mayHold(page, thing, corpus, court.catalogue, since)));
  if (obstacle?.unread) return { reason: obstacle.unread.reason, detail: obstacle.capture.url };
  const frame = corpus.documents.find((page) => isFrame(page) && mayHold(page, thing, corpus, court.catalogue, since));
  if (frame) return behindClick(frame, frame.remarks.includes(GOES_ON) ? 'the list goes on by a click only' : '');
  const opener = clickFor(corpus, thing, court.catalogue);
  if (opener) return behindClick(opener.from, `“${opener.link.text.raw.trim()}” opens by a click only`);
  return (
    halfRead(corpus, thing.item, court) ??
    blurred(corpus, thing, court) ??
    leftOut(corpus) ??
    untried(corpus, thing, court)
  );
}

/** A page that needs its scripts, and what they would open; the file of a snapshot is named alone. */
const behindClick = ({ capture: { url, obtained } }: Document, what: string): Fault => ({
  reason: 'needs-js',
  detail: what === '' || obtained === 'snapshot' ? url : `${url} ${what}`,
});

/** A page of which only the frame was read: what is its own is filled in by scripts. */
const isFrame = ({ remarks }: Document): boolean => remarks.includes(UNFILLED);

/** A page that could not be had at all hides more than a picture that a person can still look at. */
const worstOf = (pages: readonly Document[]): Document | undefined =>
  pages.find(({ unread }) => unread && REASONS[unread.reason].group === 'capture') ?? pages[0];

/** A page about the item whose panes open on a click was read in part only, and one captured long ago was read as it was. */
function halfRead(corpus: Corpus, item: Item, court: Court): Fault | undefined {
  const pages = corpus.about(item).map(({ document }) => document);
  const pane = pages.find(({ remarks }) => remarks.includes('hidden-tabs'));
  if (pane) return { reason: 'needs-js', detail: pane.capture.url };
  const old = pages.find(({ capture }) => isStaleCapture(capture, court));
  return old && { reason: 'stale', detail: old.capture.url };
}

/** A picture of which lines could not be made out may say there what was not found; if it is about other things, it does not. */
function blurred(corpus: Corpus, thing: Thing, { catalogue }: Court): Fault | undefined {
  const isAbout = (page: Document, item: Item): boolean => corpus.about(item).some(({ document }) => document === page);
  const page = corpus.documents.find(
    (one) =>
      isUnclear(one) &&
      (isAbout(one, thing.item) ||
        (!catalogue.items.some((item) => isAbout(one, item)) && mayHold(one, thing, corpus, catalogue))),
  );
  return page && { reason: 'low-confidence', detail: page.capture.url };
}

const isUnclear = ({ recognised }: Document): boolean => (recognised?.unclear.length ?? 0) > 0;

/** What keeps "nothing of the kind anywhere" from being said: any page at all that was not read. */
export function anyDoubt(corpus: Corpus): Fault | undefined {
  const [first] = corpus.unread;
  const unread = first?.unread && { reason: first.unread.reason, detail: first.capture.url };
  const frame = corpus.documents.find(isFrame);
  const empty = frame && ({ reason: 'needs-js', detail: frame.capture.url } as const);
  const unclear = corpus.documents.find(isUnclear);
  const blur = unclear && ({ reason: 'low-confidence', detail: unclear.capture.url } as const);
  return corpus.scope.cut ?? unread ?? empty ?? blur ?? leftOut(corpus) ?? undeclared(corpus);
}

/**
 * What keeps an absence from being said of a snapshot that nobody declared complete and that no log comes with: screens
 * exported by hand are those that somebody chose. What it does show counts all the same.
 */
export const undeclared = ({ scope: { closed } }: Corpus): Fault | undefined =>
  closed ? undefined : { reason: 'insufficient-evidence', detail: '' };

/** How a fault is told to the reader. */
export function notRead({ detail }: Fault): Text {
  const { zh, en } = faultWords(detail);
  if (detail !== '') return text(`未读到：${zh}`, `not read: ${en}`);
  return text(
    '快照未声明完整，也没有采集日志，没看到不等于没有',
    'the snapshot is neither declared complete nor logged: what is not in it may still be there',
  );
}

/** Why nothing of the channel was read; undefined when something was. */
export function unreadable(corpus: Corpus): Fault | undefined {
  if (corpus.documents.length > 0 || corpus.foreign.some(({ identity }) => identity === 'other')) return undefined;
  return anyDoubt(corpus) ?? { reason: 'insufficient-evidence', detail: '' };
}

/**
 * A link that the saving tool never tried, though it kept a log, hides only what its words or its page speak of (A17); one that leads
 * out of the part of a site that was saved, only what its words mean.
 */
const untried = (corpus: Corpus, thing: Thing, { catalogue }: Court): Fault | undefined => {
  const { logged, saved } = corpus.scope;
  const link = logged ? untriedFor(corpus, thing, catalogue) : saved && beyondFor(corpus, thing, catalogue);
  return link && { reason: 'not-attempted', detail: link.href };
};

const leftOutCache = new WeakMap<Corpus, Fault | undefined>();

function leftOut(corpus: Corpus): Fault | undefined {
  if (corpus.scope.closed) return undefined;
  if (!leftOutCache.has(corpus)) leftOutCache.set(corpus, firstLeftOut(corpus));
  return leftOutCache.get(corpus);
}

function firstLeftOut(corpus: Corpus): Fault | undefined {
  const link = corpus.documents.flatMap(({ links }) => links).find((one) => corpus.follow(one).kind === 'not-captured');
  return link && { reason: 'not-attempted', detail: link.href };
}

/** What was looked at and for what: the proof of an absence. */
export function searchOf(corpus: Corpus, item: Item, terms: readonly string[]): Search {
  return {
    pages: corpus.documents.length,
    relevant: corpus.about(item).length,
    terms: [...new Set(terms)],
    unread: corpus.unread.length,
  };
}
