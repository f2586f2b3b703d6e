import type { EvidenceLine, Report } from './report.ts';
import type { Voice } from './voice.ts';
import { beijingTime, captureTime } from './when.ts';

/** When a page was captured; where the server answered only that nothing had changed, also from when its bytes are. */
export function capturedWords(
  { t, say }: Voice,
  { capturedAt, unmodifiedSince }: Pick<EvidenceLine, 'capturedAt' | 'unmodifiedSince'>,
): string {
  const at = say(captureTime(capturedAt));
  if (unmodifiedSince === undefined) return at;
  const since = say(beijingTime(unmodifiedSince));
  return t(`${at}（网站答复未变更，内容于 ${since} 取得）`, `${at} (not modified since; received ${since})`);
}

const known = new WeakMap<Report, ReadonlyMap<string, EvidenceLine>>();

/** The same of what a verdict quotes. */
export function quotedWhen(voice: Voice, quote: { readonly capture: string; readonly capturedAt: string }): string {
  const { report } = voice;
  const lines = known.get(report) ?? new Map(report.evidence.map((line) => [line.id, line]));
  known.set(report, lines);
  const { unmodifiedSince } = lines.get(quote.capture) ?? {};
  return capturedWords(voice, { ...quote, ...(unmodifiedSince !== undefined && { unmodifiedSince }) });
}
