import type { CaptureClock } from '../evidence/capture-clock.ts';
import { text, type Text } from '../language/text.ts';

/** Whose word the time of a capture is; none of them proves it to a third party. */
export const CLOCK_NAMES = {
  ours: text('本机时钟', "this machine's clock"),
  declared: text('提供方声明', 'declared by the giver'),
  record: text('存档记录', 'noted in the archive'),
  mtime: text('文件日期，仅供参考', 'file date, for reference only'),
} as const satisfies Record<CaptureClock, Text>;
