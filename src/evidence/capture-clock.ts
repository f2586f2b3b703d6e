import type { Capture } from './capture.ts';

/**
 * Whose word the time of a capture is. `ours`: this machine's clock when it was fetched; `declared`: the giver's day in
 * `gongkai.yaml`; `record`: what the archive or the saving tool noted; `mtime`: a file's own date, or none at all. Only a
 * time stamp of the whole bundle proves more, and that only for the time of stamping.
 */
export const CAPTURE_CLOCKS = ['ours', 'declared', 'record', 'mtime'] as const;
export type CaptureClock = (typeof CAPTURE_CLOCKS)[number];

/** The clock behind `capturedAt`, from how the capture was obtained and the marks it was given. */
export function clockOf({ obtained, marks }: Pick<Capture, 'obtained' | 'marks'>): CaptureClock {
  if (obtained !== 'snapshot') return 'ours';
  if (marks.includes('captured-by-record')) return 'record';
  return marks.includes('captured-by-mtime') || marks.includes('undated') ? 'mtime' : 'declared';
}
