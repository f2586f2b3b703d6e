import { addDays } from '../../src/calendar/civil-date.ts';
import type { Document } from '../../src/documents/document.ts';
import { unread } from '../../src/documents/read.ts';
import type { Scope } from '../../src/evidence/capture.ts';
import { REASONS, type Reason } from '../../src/evidence/reason.ts';
import type { Trial } from './trial.ts';

const reasons = Object.keys(REASONS) as [Reason, ...Reason[]];
/** What may go wrong while a page is captured or read. */
export const CAPTURE_REASONS = reasons.filter((reason) => REASONS[reason].group === 'capture') as [Reason, ...Reason[]];

/** One way in which the evidence of a trial may have been worse; documents and scopes by their place in it. */
export type Fault =
  | { readonly kind: 'unread'; readonly document: number; readonly reason: Reason }
  /** The page was captured long before the day of audit. */
  | { readonly kind: 'stale'; readonly document: number }
  | { readonly kind: 'cut'; readonly scope: number; readonly reason: Reason };

export type Evidence = Pick<Trial, 'documents' | 'scopes'>;

/** The evidence as it would have been with these faults. */
export function degrade({ documents, scopes, sitting: { asOf } }: Trial, faults: readonly Fault[]): Evidence {
  const worse: { documents: Document[]; scopes: Scope[] } = { documents: [...documents], scopes: [...scopes] };
  for (const fault of faults) {
    if (fault.kind === 'cut') {
      const scope = worse.scopes[fault.scope];
      if (scope) worse.scopes[fault.scope] = { ...scope, cut: { reason: fault.reason, detail: 'injected' } };
      continue;
    }
    const document = worse.documents[fault.document];
    if (!document) continue;
    worse.documents[fault.document] = fault.kind === 'stale' ? aged(document, asOf) : lost(document, fault.reason);
  }
  return worse;
}

/** As the page would stand in the bundle had it never been read. */
function lost({ capture }: Document, reason: Reason): Document {
  const failed = { ...capture, status: 0, sha256: '', bytes: 0, fault: { reason, detail: 'injected' } };
  return unread(failed, reason, 'injected');
}

/** More days than any workspace lets evidence grow old. */
const LONG_AGO = -400;

const aged = (document: Document, asOf: string): Document => ({
  ...document,
  capture: { ...document.capture, capturedAt: `${addDays(asOf, LONG_AGO)}T01:00:00Z` },
});
