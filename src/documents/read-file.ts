import type { Capture } from '../evidence/capture.ts';
import { kindOf } from '../evidence/snapshot-kind.ts';
import type { Document } from './document.ts';
import { readCapture, type PageJudge } from './read.ts';

/** Whether the bytes are a file that needs a reader of its own: PDF, Office, CSV. */
export function isFile(body: Uint8Array): boolean {
  const kind = kindOf(body);
  return kind === 'pdf' || kind === 'office' || kind === 'zip';
}

/** Reads a PDF or Office file as a document. */
export function readFile(capture: Capture, body: Uint8Array, judge: PageJudge): Promise<Document> {
  return Promise.resolve(readCapture(capture, body, judge));
}
