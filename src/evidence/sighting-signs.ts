import { isArticle, isAttachment } from './address.ts';
import type { Capture, Fault } from './capture.ts';
import { NO_LEADS } from './links.ts';
import type { Sighting } from './look.ts';

export const isRead = ({ fault, status }: Capture): boolean => !fault && status < 300;

/** Without its start page nothing can be said of a site, even when the page is honestly not there. */
export function startFault({ capture }: Sighting): Fault | undefined {
  if (capture.fault) return capture.fault;
  return capture.status === 404 || capture.status === 410
    ? { reason: 'soft-404', detail: `HTTP ${capture.status}: ${capture.url}` }
    : undefined;
}

/**
 * Whether an unread page leaves more unread than itself. What hangs from an article is nothing, and the article is in the
 * bundle as unread; a menu page or a list hides pages of which nothing is known. A page cut short hides what it lacks.
 */
export function leavesMoreUnread({ capture, target }: Sighting): boolean {
  if (!capture.fault || target.role === 'start') return true;
  const url = new URL(capture.url);
  return target.role === 'page' && !isAttachment(url) && !isArticle(url);
}

/** Why a page, and all that hangs from it, was not read. */
export interface Cut {
  readonly url: string;
  readonly fault: Fault;
}

/** Said of a whole crawl, HTTP 403 has to name its page. */
export const atPage = ({ url, fault: { reason, detail } }: Cut): Fault => ({
  reason,
  detail: detail.includes(url) ? detail : `${url} ${detail.startsWith('http') ? '→ ' : ''}${detail}`,
});

/** Twice not there: proof enough, so that it no longer leaves the scope unread. */
export function confirmed({ target, capture, body }: Sighting): Sighting {
  const marked = { ...capture, marks: [...new Set([...capture.marks, 'confirmed-404'])].sort() };
  return { target, capture: marked, leads: NO_LEADS, gone: true, ...(body ? { body } : {}) };
}
