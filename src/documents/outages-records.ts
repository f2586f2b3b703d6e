import { spansIn } from './dates-spans.ts';
import { wordsOf, type Line, type Stretch } from './outages-labels.ts';
import { labelledRecords, named, proseRecord, type OutageRecord } from './outages-text.ts';
import { isOutageTitle, SUBJECT, TOLD } from './outages-title.ts';

const MESSAGE_LENGTH = 600;
const ANNOUNCES =
  /定于|计划于?|拟于|将于|将对|将在|将进行|因.{2,30}(?:停电|停止供电)|停电(?:时间|区域|范围|通知|公告)/u;

/** The outages that the lines of a page tell, labelled or in sentences; none unless the page announces one. */
export function textRecords(lines: readonly Line[], title: string, year: number | undefined): readonly OutageRecord[] {
  const all = lines.map(({ text }) => text).join('\n');
  const headed = isOutageTitle(title);
  const message = all.length <= MESSAGE_LENGTH && SUBJECT.test(all) && ANNOUNCES.test(all) && !TOLD.test(title);
  if (!headed && !message) return [];
  const labelled = labelledRecords(lines, year);
  if (labelled.length > 0) return labelled.map((record) => withProse(record, lines, title, year, labelled.length));
  const prose = proseRecord(lines, year);
  if (prose) return [prose];
  const [span] = headed ? spansIn(title, { year }) : [];
  return span ? [{ span, parts: named(lines) }] : [];
}

/** What no label says, the sentences or the title may: 在2018年06月28日07:00-20:30以下区域停电施工：…. */
function withProse(
  record: OutageRecord,
  lines: readonly Line[],
  title: string,
  year: number | undefined,
  count: number,
): OutageRecord {
  const prose = record.span ? undefined : timeInText(record, lines, title, year);
  const more = count === 1 ? named(lines) : {};
  const time = record.parts.time ?? prose?.time;
  return {
    ...record,
    ...(prose && { span: prose.span }),
    parts: { ...more, ...record.parts, ...(time && { time }) },
  };
}

function timeInText(record: OutageRecord, lines: readonly Line[], title: string, year: number | undefined) {
  const clock = record.parts.time && wordsOf(record.parts.time);
  const [day] = spansIn(title, { year });
  if (clock && day) {
    const [joined] = spansIn(`${day.start} ${clock}`);
    if (joined?.startTime !== undefined) return { span: joined, time: record.parts.time };
  }
  for (const line of lines) {
    const span = spansIn(line.text, { year }).find(({ startTime }) => startTime !== undefined);
    if (span) return { span, time: { line, start: span.from, end: span.to } satisfies Stretch };
  }
  return day && { span: day, time: undefined };
}
