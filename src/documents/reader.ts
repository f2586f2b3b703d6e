import type { Vocabulary } from '../catalogue/rule.ts';
import type { Capture } from '../evidence/capture.ts';
import type { Company } from '../workspace/workspace.ts';
import { statedDates } from './dates.ts';
import type { Document } from './document.ts';
import { HTML_LIMITS } from './html-limits.ts';
import { identify, publisherOf, type PageSource } from './identity.ts';
import { readCapture, unread, type PageJudge } from './read.ts';
import { isFile, readFile } from './read-file.ts';
import { standIn } from './stand-in.ts';

/** What every page of a bundle is read by. Plain data, so that it can be sent to another process. */
export interface ReaderSetting {
  readonly company: Company;
  readonly vocabulary: Vocabulary;
}

/** A capture to be read: its bytes, and whose site it was declared to be. */
export interface Page {
  readonly capture: Capture;
  readonly source: PageSource;
  readonly body: Uint8Array | undefined;
}

/** Reads a page on the spot. Files other than pages (PDF, Office, pictures) belong to `readHard`. Never throws. */
export function readPage({ capture, source, body }: Page, setting: ReaderSetting, limits = HTML_LIMITS): Document {
  try {
    return settled(readCapture(capture, body, judgeOf(source, setting), limits), setting.vocabulary);
  } catch (error) {
    return broken(capture, error);
  }
}

/** Reads anything, also what may take long or more memory than there is: call it in a process that may be killed. */
export async function readHard(page: Page, setting: ReaderSetting, alive?: () => void): Promise<Document> {
  const { capture, source, body } = page;
  if (!body || capture.fault || !isFile(body, capture)) return readPage(page, setting);
  try {
    // An attachment does not repeat the marks of the site that it hangs on.
    return await readFile(capture, body, judgeOf({ ...source, landmarks: [] }, setting), alive);
  } catch (error) {
    return broken(capture, error);
  }
}

/** A page that stands in for the real one (soft 404, challenge, login) was not read. */
function settled(document: Document, vocabulary: Vocabulary): Document {
  const reason = standIn(document, vocabulary);
  if (reason === undefined) return document;
  return { ...unread(document.capture, reason, document.title), title: document.title };
}

/** A fault of ours, or a stack that a page's depth overflowed; in either case nothing was read. */
const broken = (capture: Capture, error: unknown): Document =>
  error instanceof RangeError
    ? unread(capture, 'too-complex', error.message)
    : unread(capture, 'internal-error', error instanceof Error ? `${error.name}: ${error.message}` : String(error));

function judgeOf(source: PageSource, { company, vocabulary }: ReaderSetting): PageJudge {
  return {
    dates: (page) => statedDates(page),
    identify: (page) => {
      const { identity, identityWhy, attribution } = identify(page, company, source, vocabulary);
      return { identity, why: identityWhy, ...(attribution && { attribution }) };
    },
    publisher: (page) => publisherOf(page),
  };
}
