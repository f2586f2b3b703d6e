import { captureId, type Seen } from './bundle.ts';
import type { Capture, Fault } from './capture.ts';
import type { Target } from './frontier.ts';
import { isLed } from './landings.ts';
import { isHtml } from './is-html.ts';
import { NO_LEADS, pageLinks, type Leads } from './links.ts';
import { CUT_SHORT, type Sighting } from './look.ts';
import { NEEDS_JS } from './rendering.ts';
import type { CrawlOptions } from './session.ts';

/**
 * The sighting of an address as it was made before the run was killed, without a request: its links are read from the
 * stored body. `again` is the second look at an address where the first found nothing. Undefined when it has to be made.
 */
export async function recalled(
  { recall, rendering, channel, site }: CrawlOptions,
  target: Target,
  again: boolean,
): Promise<Sighting | undefined> {
  const id = captureId({ channel, site, url: target.url });
  const seen = recall?.next(id);
  if (!recall || !seen) return undefined;
  const { capture, late } = seen;
  // Only what came of the second look was kept; at the first there was nothing, and the order of the crawl hangs on it.
  if (late && !again) return { target, capture, leads: NO_LEADS, gone: true, recalled: true };
  recall.done(id);
  const isShell = rendering?.browser !== undefined && capture.marks.includes(NEEDS_JS);
  const shown = isShell ? await recall.shown(seen) : undefined;
  // Where such a page leads only the browser shows, and the interrupted run had none, or not to the end.
  if (isShell && !shown) return undefined;
  const body = await recall.body(seen);
  if (capture.sha256 !== '' && body === undefined) return undefined;
  const gone = capture.marks.includes('confirmed-404');
  const cut = seen.cut ?? cutOf(seen);
  const leading = shown ?? { capture, body };
  return {
    target,
    capture,
    ...(body && { body }),
    leads: leading.body && !gone ? leadsOf(leading.capture, leading.body) : NO_LEADS,
    ...(cut && { cut }),
    gone,
    ...(isLed(capture) && { led: true as const }),
    recalled: true,
  };
}

const cutOf = ({ capture }: Seen): Fault | undefined =>
  capture.fault ?? (capture.marks.includes(CUT_SHORT.reason) ? CUT_SHORT : undefined);

function leadsOf({ headers, url, from = url }: Capture, body: Uint8Array): Leads {
  return isHtml({ headers, body }) ? pageLinks(body, from, headers['content-type']?.[0] ?? '') : NO_LEADS;
}
