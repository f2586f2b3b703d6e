import { byCode, captureId, inBundleOrder } from '../bundle.ts';
import type { Capture } from '../capture.ts';
import { isLed } from '../landings.ts';

/**
 * One capture for each address of a channel and site, in bundle order, whatever order they came in. Of two that differ
 * the newer wins; two of the same time that disagree prove nothing, and the one that is kept says so (`conflicting`).
 */
export function settle<Sealed extends { readonly capture: Capture }>(sealed: readonly Sealed[]): Sealed[] {
  return withAliases(oneEach(sealed));
}

/** Gives the addresses that lead to a page to the page, and to what the browser made of it. */
function withAliases<Sealed extends { readonly capture: Capture }>(settled: readonly Sealed[]): Sealed[] {
  const read = new Set(settled.flatMap(({ capture }) => (capture.fault ? [] : [keyOf(capture, capture.url)])));
  const leading = new Map<string, Capture[]>();
  const pages = settled.filter(({ capture }) => {
    const home = keyOf(capture, capture.from);
    if (!isLed(capture) || !read.has(home)) return true;
    leading.set(home, [...(leading.get(home) ?? []), capture]);
    return false;
  });
  return pages.map((page) => {
    const led = leading.get(keyOf(page.capture, page.capture.url));
    if (!led || page.capture.fault) return page;
    const aliases = [...new Set([...(page.capture.aliases ?? []), ...led.map(({ url }) => url)])].sort(byCode);
    const depth = Math.min(page.capture.depth, ...led.map((one) => one.depth));
    return { ...page, capture: { ...page.capture, aliases, depth } };
  });
}

const keyOf = ({ channel, site }: Capture, url: string | undefined): string => `${channel}@${site}:${url ?? ''}`;

function oneEach<Sealed extends { readonly capture: Capture }>(sealed: readonly Sealed[]): Sealed[] {
  const kept = new Map<string, Sealed>();
  for (const next of [...sealed].sort((left, right) => byPreference(left.capture, right.capture))) {
    const capture = withId(next.capture);
    const before = kept.get(capture.id);
    if (before === undefined) kept.set(capture.id, { ...next, capture });
    else if (isOtherFile(before.capture, capture)) keepBoth(kept, next);
    else if (disagree(before.capture, capture))
      kept.set(capture.id, { ...before, capture: conflicting(before.capture, capture) });
  }
  return [...kept.values()].sort((left, right) => inBundleOrder(left.capture, right.capture));
}

/** Read before unread, newer before older; the rest only makes the order independent of arrival. */
const byPreference = (left: Capture, right: Capture): number =>
  Number(left.fault !== undefined) - Number(right.fault !== undefined) ||
  byCode(right.capturedAt, left.capturedAt) ||
  byCode(left.from ?? '', right.from ?? '') ||
  byCode(left.sha256, right.sha256) ||
  byCode(JSON.stringify(left), JSON.stringify(right));

const withId = (capture: Capture): Capture => ({ ...capture, id: captureId(capture) });

/** Two snapshots without an address may each hold an `index.html`: these are two files, not two states of one page. */
const isOtherFile = (left: Capture, right: Capture): boolean =>
  left.url.startsWith('snapshot:') && left.from !== right.from && left.sha256 !== right.sha256;

function keepBoth<Sealed extends { readonly capture: Capture }>(kept: Map<string, Sealed>, sealed: Sealed): void {
  const { capture } = sealed;
  const moved = withId({ ...capture, url: `snapshot:${capture.from ?? capture.sha256}` });
  kept.set(moved.id, { ...sealed, capture: moved });
}

const disagree = (left: Capture, right: Capture): boolean =>
  !left.fault && !right.fault && left.capturedAt === right.capturedAt && left.sha256 !== right.sha256;

function conflicting(kept: Capture, other: Capture): Capture {
  const detail = `${kept.from ?? kept.url} ≠ ${other.from ?? other.url}`;
  return { ...kept, sha256: '', bytes: 0, fault: { reason: 'conflicting', detail } };
}
