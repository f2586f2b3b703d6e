import type { Vocabulary } from '../catalogue/rule.ts';
import { StoreDamaged, type Bundle } from '../evidence/bundle.ts';
import type { Capture } from '../evidence/capture.ts';
import { hostsOf, placesOf, startOf } from '../workspace/places.ts';
import type { Source, Workspace } from '../workspace/workspace.ts';
import { statedDates } from './dates.ts';
import type { Document } from './document.ts';
import { identify, publisherOf, spreadSuspicion, type PageSource } from './identity.ts';
import { readCapture, unread, type PageJudge } from './read.ts';
import { standIn } from './stand-in.ts';

/** Reads every capture of a bundle, in its order. Bodies are taken up one at a time and let go again. */
export async function readBundle(
  bundle: Bundle,
  workspace: Workspace,
  vocabulary: Vocabulary,
  notify: (done: number, total: number) => void,
): Promise<Document[]> {
  const documents: Document[] = [];
  for (const capture of bundle.captures) {
    documents.push(await readOne(bundle, capture, workspace, vocabulary));
    notify(documents.length, bundle.captures.length);
  }
  return spreadSuspicion(documents);
}

async function readOne(
  bundle: Bundle,
  capture: Capture,
  workspace: Workspace,
  vocabulary: Vocabulary,
): Promise<Document> {
  const body = await bodyOf(bundle, capture);
  if (body instanceof StoreDamaged) return unread(capture, body.fault.reason, body.fault.detail);
  const document = readCapture(capture, body, judgeFor(capture, workspace, vocabulary));
  const reason = standIn(document, vocabulary);
  return reason === undefined ? document : { ...unread(capture, reason, document.title), title: document.title };
}

async function bodyOf(bundle: Bundle, capture: Capture): Promise<Uint8Array | StoreDamaged | undefined> {
  if (capture.sha256 === '') return undefined;
  try {
    return await bundle.body(capture);
  } catch (error) {
    if (error instanceof StoreDamaged) return error;
    throw error;
  }
}

function judgeFor(capture: Capture, workspace: Workspace, vocabulary: Vocabulary): PageJudge {
  const source = pageSource(capture, workspace);
  return {
    dates: (page) => statedDates(page),
    identify: (page) => {
      const { identity, identityWhy, attribution } = identify(page, workspace.company, source, vocabulary);
      return { identity, why: identityWhy, ...(attribution && { attribution }) };
    },
    publisher: (page) => publisherOf(page),
  };
}

/** The declared source that a capture belongs to: the one with its host, else the only one. */
function pageSource({ channel, site, url }: Capture, workspace: Workspace): PageSource {
  const sources = placesOf(workspace, channel).find((place) => place.site === site)?.sources ?? [];
  const source = sources.find((one) => belongs(url, one)) ?? sources[0];
  const { landmarks = [], operator } = source ?? {};
  return { hosts: source ? hostsOf(source) : [], landmarks, operator };
}

const belongs = (url: string, source: Source): boolean =>
  startOf(source) !== '' && URL.canParse(url) && hostsOf(source).includes(new URL(url).host);
