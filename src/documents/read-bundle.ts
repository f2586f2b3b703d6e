import type { Vocabulary } from '../catalogue/rule.ts';
import { StoreDamaged, type Bundle } from '../evidence/bundle.ts';
import type { Capture } from '../evidence/capture.ts';
import type { PageMemory } from '../evidence/page/memory.ts';
import { folderOf, hostsOf, placesOf, startOf } from '../workspace/places.ts';
import type { Source, Workspace } from '../workspace/workspace.ts';
import { attach } from './attachments.ts';
import type { Document } from './document.ts';
import type { DocumentStore } from './document-store.ts';
import { spreadSuspicion, type PageSource } from './identity.ts';
import { isHopeless, unread } from './read.ts';
import { isFile } from './read-file.ts';
import { pagesOf, withProminence } from './rendered.ts';
import { isLight, LIGHT_LIMITS } from './reader/light.ts';
import { POOL_LIMITS, opening, readInPool, type Deliver, type Job } from './reader/pool.ts';
import type { ReaderStaff } from './reader/staff.ts';
import { readPage, type Page, type ReaderSetting } from './reader.ts';
import { Recall, type Recalled } from './readings.ts';
import { ORNAMENT, picturesAmong, worthReading } from './pictures-shown.ts';

/** What a reading may be helped by; with or without it the documents are the same. */
export interface ReadingAids {
  /** The processes that read, where several bundles share them. */
  readonly staff?: ReaderStaff | undefined;
  /** What earlier runs read. */
  readonly readings?: PageMemory | undefined;
  /** Where documents are held; without it all of them stay in memory. */
  readonly store?: DocumentStore | undefined;
  /** What readers look for on each page. */
  readonly wanted?: unknown;
  /** Called with each document as it comes, in no order, while others are still being read; `facts`: what a reader found. */
  readonly meet?: ((document: Document, facts: unknown) => void) | undefined;
}

/** So few pages are read sooner than a process starts. */
const FEW = 20;

/**
 * Reads every page of a bundle, in its order. Pages are read in child processes that cannot take this one down; a few
 * light ones are read here. Which of the two it was shows nowhere in the result. Most fetch the bodies for
 * themselves; what passes through here is held a batch at a time.
 */
export async function readBundle(
  bundle: Bundle,
  workspace: Workspace,
  vocabulary: Vocabulary,
  notify: (done: number, total: number) => void,
  { staff, readings, store, wanted, meet }: ReadingAids = {},
): Promise<Document[]> {
  const captures = pagesOf(bundle.captures);
  const setting: ReaderSetting = { company: workspace.company, vocabulary };
  const read = new Map<Capture, Document>();
  const desk = { setting, wanted, folder: store?.folder };
  const open = store ? openingInto(store) : openingWhole();
  const recall = readings && new Recall(readings, desk);
  const take = (job: Job, document: Document, facts?: unknown): void => {
    read.set(job.capture, document);
    meet?.(document, facts);
    notify(read.size, captures.length);
  };
  const deliver: Deliver = (job, document, reading) => {
    if (reading && recall && isLasting(document))
      recall.keep(job, reading, reading.place && store?.packed(reading.place));
    take(job, document, reading?.facts);
  };
  const unknown = (job: Job): boolean => {
    const known = hasBody(job.capture) ? recall?.known(job) : undefined;
    if (known) take(job, open(known, job.capture), known.facts);
    return !known;
  };
  const sourceOf = pageSources(workspace);
  const jobs = captures.map((capture): Job => ({
    capture,
    source: sourceOf(capture),
    load: () => bodyOf(bundle, capture),
    place: () => bundle.place?.(capture),
  }));
  const isLater = picturesAmong(captures);
  const hard = await readLight(
    jobs.filter((job) => !isLater.has(job.capture) && unknown(job)),
    setting,
    deliver,
  );
  await readInPool(hard, desk, deliver, POOL_LIMITS, staff, open);
  const pictures = jobs.filter(({ capture }) => isLater.has(capture));
  const worth = worthReading([...read.values()]);
  for (const job of pictures) if (!worth(job.capture)) deliver(job, unread(job.capture, 'no-text-layer', ORNAMENT));
  await readInPool(
    pictures.filter((job) => worth(job.capture) && unknown(job)),
    desk,
    deliver,
    POOL_LIMITS,
    staff,
    open,
  );
  const documents = captures.map((capture) => read.get(capture) ?? unread(capture, 'internal-error', 'not read'));
  return withProminence(bundle, spreadSuspicion(attach(documents, bundle.scopes)));
}

/** Makes the document of a reading, of this night or an earlier one. */
type OpenKnown = (reading: Recalled, capture: Capture) => Document;

/** Makes documents as they are held from now on. */
function openingInto(store: DocumentStore): OpenKnown {
  const open = openingWhole();
  return (reading, capture) => {
    const { place, packed, kept } = reading;
    const words = place ?? kept;
    return words ? store.shelve(packed, words, capture) : (store.keep(packed, capture) ?? open(reading, capture));
  };
}

/** Makes documents that hold all their words. */
function openingWhole(): OpenKnown {
  const open = opening();
  return (reading, capture) => open(reading, capture, reading.kept?.fetch());
}

/** Delivers what needs no process of its own, and returns the rest. */
async function readLight(jobs: readonly Job[], setting: ReaderSetting, deliver: Deliver): Promise<Job[]> {
  const hard: Job[] = [];
  const few = jobs.filter(({ capture }) => hasBody(capture)).length < FEW;
  for (const job of jobs) {
    const { capture, source, load } = job;
    if (!hasBody(capture)) deliver(job, readPage({ capture, source, body: undefined }, setting));
    else if (!few) hard.push(job);
    else {
      const body = await load();
      if (!(body instanceof Uint8Array)) deliver(job, body);
      else {
        const document = readLightly({ capture, source, body }, setting);
        if (document) deliver(job, document);
        else hard.push(job);
      }
    }
  }
  return hard;
}

/** Undefined for what may take long, or more memory than there is. */
function readLightly(page: Page & { readonly body: Uint8Array }, setting: ReaderSetting): Document | undefined {
  if (!isLight(page.body) || isFile(page.body, page.capture)) return undefined;
  const document = readPage(page, setting, LIGHT_LIMITS);
  return document.unread?.reason === 'too-complex' && !isHopeless(page.body) ? undefined : document;
}

/** A fault of ours may be mended in the next run. */
const isLasting = ({ unread: why }: Document): boolean => why?.reason !== 'internal-error';

const hasBody = ({ sha256, fault }: Capture): boolean => sha256 !== '' && !fault;

async function bodyOf(bundle: Bundle, capture: Capture): Promise<Uint8Array | Document> {
  try {
    return await bundle.body(capture);
  } catch (error) {
    if (error instanceof StoreDamaged) return unread(capture, error.fault.reason, error.fault.detail);
    throw error;
  }
}

/** Tells the declared source that a capture belongs to: the one with its host, else the only one. Its captures share it. */
function pageSources(workspace: Workspace): (capture: Capture) => PageSource {
  const made = new Map<Source | undefined, PageSource>();
  return ({ channel, site, url }) => {
    const sources = placesOf(workspace, channel).find((place) => place.site === site)?.sources ?? [];
    const source = sources.find((one) => belongs(url, one)) ?? sources[0];
    const known = made.get(source);
    if (known) return known;
    const { landmarks = [], operator } = source ?? {};
    const own = { hosts: source ? hostsOf(source) : [], landmarks, operator, folder: source && folderOf(source) };
    made.set(source, own);
    return own;
  };
}

const belongs = (url: string, source: Source): boolean =>
  startOf(source) !== '' && URL.canParse(url) && hostsOf(source).includes(new URL(url).host);
