import { todayInShanghai, type CivilDate } from '../calendar/civil-date.ts';
import { clockOf } from '../evidence/capture-clock.ts';
import type { Capture } from '../evidence/capture.ts';
import { text, type Text } from '../language/text.ts';

/** An audit of a past day on what was captured later: a page may have come in between, and the reader must know. A file's own date proves nothing. */
export function laterEvidence(captures: readonly Capture[], asOf: CivilDate): Text[] {
  const days = captures
    .filter((capture) => clockOf(capture) !== 'mtime' && Number.isFinite(Date.parse(capture.capturedAt)))
    .map(({ capturedAt }) => todayInShanghai(new Date(capturedAt)))
    .filter((day) => day > asOf)
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const when = first === last ? text(first, first) : text(`${first} 至 ${last}`, `${first} to ${last}`);
  return [
    text(
      `${days.length} 份佐证采自核查日之后（${when.zh}）：只能说明采集时的内容，不能证明 ${asOf} 当天已经公开。`,
      `${days.length} captures were made after the day of audit (${when.en}): they show what stood there then, not what was public on ${asOf}.`,
    ),
  ];
}
