import type { Holder } from '../evidence/bundle/lock.ts';
import { text, type Text } from '../language/text.ts';
import { beijingTime } from '../report/when.ts';

/**
 * Who holds what another run wants, and what to do. A lock of another computer, or one left by a power cut where a later process
 * has the same number, stands until somebody removes it: nothing here can know.
 */
export function heldBy(said: Text, locked: string, { pid, host, since }: Holder): Text[] {
  const when = beijingTime(since);
  return [
    text(
      `${said.zh}（进程 ${pid}，计算机 ${host}，开始于 ${when.zh}），请等它结束。`,
      `${said.en} (process ${pid} on ${host} since ${when.en}); wait for it to end.`,
    ),
    text(
      `确认它已不在运行的（例如曾经断电），删除 ${locked}.lock 后重试。`,
      `If it certainly runs no more, as after a power cut, delete ${locked}.lock and try again.`,
    ),
  ];
}
