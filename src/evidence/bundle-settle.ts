import { byCode, captureId } from './bundle.ts';
import type { Capture } from './capture.ts';

/**
 * One capture for each address of a channel and site, whatever order they came in. Of two that differ the newer wins;
 * two of the same time that disagree prove nothing, and the one that is kept says so (`conflicting`).
 */
export function settle(captures: readonly Capture[]): Capture[] {
  const kept = new Map<string, Capture>();
  for (const capture of [...captures].sort(byPreference)) {
    const before = kept.get(captureId(capture));
    if (before === undefined) kept.set(captureId(capture), withId(capture));
    else if (isOtherFile(before, capture)) keepBoth(kept, capture);
    else if (disagree(before, capture)) kept.set(before.id, conflicting(before, capture));
  }
  return [...kept.values()];
}

/** Read before unread, newer before older; the rest only makes the order independent of arrival. */
const byPreference = (left: Capture, right: Capture): number =>
  Number(left.fault !== undefined) - Number(right.fault !== undefined) ||
  byCode(right.capturedAt, left.capturedAt) ||
  byCode(left.from ?? '', right.from ?? '') ||
  byCode(left.sha256, right.sha256);

const withId = (capture: Capture): Capture => ({ ...capture, id: captureId(capture) });

/** Two snapshots without an address may each hold an `index.html`: these are two files, not two states of one page. */
const isOtherFile = (left: Capture, right: Capture): boolean =>
  left.url.startsWith('snapshot:') && left.from !== right.from && left.sha256 !== right.sha256;

function keepBoth(kept: Map<string, Capture>, capture: Capture): void {
  const moved = withId({ ...capture, url: `snapshot:${capture.from ?? capture.sha256}` });
  kept.set(moved.id, moved);
}

const disagree = (left: Capture, right: Capture): boolean =>
  !left.fault && !right.fault && left.capturedAt === right.capturedAt && left.sha256 !== right.sha256;

function conflicting(kept: Capture, other: Capture): Capture {
  const detail = `${kept.from ?? kept.url} ≠ ${other.from ?? other.url}`;
  return { ...kept, sha256: '', bytes: 0, fault: { reason: 'conflicting', detail } };
}
