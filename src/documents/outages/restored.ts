import type { DateContext } from '../dates/in-text.ts';
import { spansIn, type Span } from '../dates/spans.ts';
import type { Line } from './labels.ts';
import { endAfter } from './length.ts';

const RESTORED = /恢复(?:正常)?(?:供电|送电|用电)|(?:恢复|送电|复电|来电)时间|送电|复电|来电/gu;
/** The clause in front of 恢复供电, and what follows it: 预计恢复供电时间为18时. */
const CLAUSE_BEFORE = /[^,。;!]*$/u;
const STATED_BEHIND = /^(?:的?时间)?(?:预计|暂定|约)?(?:为|是|在|于|:)?\s?(?<when>[^,。;!]*)/u;
/** An hour without its day is of the day of the outage. */
const HOUR =
  /(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜间)?\s?(?:\d{1,2}:\d{2}|[\d〇零一二三四五六七八九十]{1,3}\s?[时点](?:\d{1,2}\s?分|半)?)/u;

/**
 * The span with the end that sentences give it: 10千伏河东线14时55分故障停电，预计18时恢复供电, or 预计3小时后恢复供电. A span that
 * has its end, and one of which nobody says when it ends, stay as they are.
 */
export function untilRestored(span: Span, lines: readonly Line[], dated: DateContext): Span {
  if (span.end !== undefined || span.endTime !== undefined) return span;
  for (const { text } of lines) {
    for (const { 0: word, index } of text.matchAll(RESTORED)) {
      const before = CLAUSE_BEFORE.exec(text.slice(0, index))?.[0] ?? '';
      const behind = STATED_BEHIND.exec(text.slice(index + word.length))?.groups?.when ?? '';
      const end = endIn(before, span, dated) ?? endIn(behind, span, dated);
      if (end) return { ...span, ...end };
    }
  }
  if (span.endAbout) return span;
  const after = lines.map(({ text }) => endAfter(text, span)).find((end) => end !== undefined);
  return after ? { ...span, ...after } : span;
}

function endIn(words: string, span: Span, dated: DateContext): Pick<Span, 'end' | 'endTime'> | undefined {
  const hour = HOUR.exec(words)?.[0];
  if (hour === undefined) return undefined;
  const [told] = [...spansIn(words, dated), ...spansIn(`${span.start} ${hour}`)].filter(({ startTime }) => startTime);
  if (told?.startTime === undefined || !isLater(told, span)) return undefined;
  return { end: told.start, endTime: told.startTime };
}

/** The hour of the outage itself is no hour of restoration. */
const isLater = (told: Span, { start, startTime = '' }: Span): boolean =>
  `${told.start} ${told.startTime ?? ''}` > `${start} ${startTime}`;
