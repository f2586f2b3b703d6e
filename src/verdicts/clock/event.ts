import { beforeEvent, leadDays, leadHours, type Moment } from '../../calendar/deadlines.ts';
import type { UpdateRule } from '../../catalogue/rule.ts';
import type { Finding } from '../../checks/search/finding.ts';
import { text, verbatim, type Text } from '../../language/text.ts';
import { opening, type Court, type Hearing, type Opening } from '../court.ts';
import type { Timed } from '../timed.ts';
import type { Verdict } from '../verdict.ts';

type EventRule = Extract<UpdateRule, { before: unknown }>;
type EventFinding = Finding & { readonly event: NonNullable<Finding['event']> };

/** Each announced event has a clock of its own: seven days before a planned outage, by date difference (A5). */
export function judgeEvents(rule: EventRule, hearing: Hearing, court: Court): Timed[] {
  return hearing.findings
    .filter((finding): finding is EventFinding => finding.event !== undefined)
    .map((finding) => ({ verdict: judgeEvent(rule, finding, hearing, court) }));
}

function judgeEvent(rule: EventRule, finding: EventFinding, { duty }: Hearing, court: Court): Verdict {
  const { item, id } = duty.obligation;
  const base = underItem(opening(duty, court, 'timeliness', finding.event.key), item.id, id);
  const named = verbatim(finding.event.name);
  const opened = { ...base, quotes: finding.quotes, remarks: finding.remarks ?? [], says: [named] };
  if (!finding.stated)
    return {
      ...opened,
      outcome: 'cantTell',
      reason: 'date',
      says: [named, text('未标注发布日期', 'no posting date is stated')],
    };
  const { date, quote } = finding.stated;
  const dated = {
    ...opened,
    says: [named, noticeGiven(date, finding.event.start)],
    published: { date, source: 'stated' as const, quote },
  };
  return rule.at_least.unit === 'hour'
    ? byClock(rule, finding, { date, time: timeIn(quote) }, dated)
    : byDays(rule, finding, date, dated);
}

/** The time of day beside a posting date: `2026-11-09 16:30`. */
function timeIn(quote: string): string | undefined {
  const [, hour, minute] = /(?:^|\D)([01]?\d|2[0-3])[:：](\d{2})(?!\d)/.exec(quote) ?? [];
  return hour === undefined || minute === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}`;
}

/** The same notice serves several elements; it is judged once, under the item. */
const underItem = (base: Opening, item: string, obligation: string): Opening => ({
  ...base,
  id: base.id.replace(obligation, item),
});

const noticeGiven = (posted: string, start: string): Text => {
  const lead = leadDays(posted, start);
  return text(
    `${posted} 发布，${start} 停电，提前 ${lead} 天`,
    `posted ${posted}, outage ${start}: ${lead} days ahead`,
  );
};

function byDays({ at_least }: EventRule, { event }: EventFinding, posted: string, base: Opening): Verdict {
  const days = leadDays(posted, event.start);
  const dated = {
    ...base,
    deadline: beforeEvent(event.start, at_least.amount),
    notice: { days, short: Math.max(0, at_least.amount - days) },
  };
  return days >= at_least.amount ? { ...dated, outcome: 'passed' } : { ...dated, outcome: 'failed', gap: 'overdue' };
}

/** Hours go by the clock; where a time of day is not stated, both ends of the day are tried. */
function byClock({ at_least }: EventRule, { event }: EventFinding, posted: Moment, opened: Opening): Verdict {
  const start: Moment = { date: event.start, time: event.startTime };
  const lead = leadHours(posted, start);
  // Days tell enough where the time of day is not stated.
  const told = lead.least === lead.most ? [verbatim(event.name), hoursGiven(posted, start, lead.least)] : opened.says;
  const base = { ...opened, says: told };
  if (lead.least >= at_least.amount) return { ...base, outcome: 'passed' };
  if (lead.most < at_least.amount) return { ...base, outcome: 'failed', gap: 'overdue' };
  return { ...base, outcome: 'cantTell', reason: 'needs-person', says: [...told, NO_HOURS] };
}

const NO_HOURS = text(
  '没有写明钟点，不能确定是否满规定的小时数',
  'without the time of day nobody can tell whether the hours were given',
);

const momentOf = ({ date, time }: Moment): string => (time === undefined ? date : `${date} ${time}`);

/** 提前 23 小时 59 分. */
function hoursGiven(posted: Moment, start: Moment, lead: number): Text {
  const [from, to] = [momentOf(posted), momentOf(start)];
  const minutes = Math.round(Math.abs(lead) * 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const zh = `${hours} 小时${rest === 0 ? '' : ` ${rest} 分`}`;
  const en = `${hours} h${rest === 0 ? '' : ` ${rest} min`}`;
  return lead < 0
    ? text(`${from} 发布，${to} 停电，停电开始 ${zh}后才发布`, `posted ${from}, ${en} after the outage began at ${to}`)
    : text(`${from} 发布，${to} 停电，提前 ${zh}`, `posted ${from}, outage ${to}: ${en} ahead`);
}

/** 及时 has no number in the law: how long each notice took is told, and whether that is late is for a person (A5, C68). */
export function judgePromptly({ duty, findings }: Hearing, court: Court): Timed {
  const events = findings.filter((finding): finding is EventFinding => finding.event !== undefined);
  const verdict: Verdict = {
    ...opening(duty, court, 'timeliness'),
    outcome: 'cantTell',
    reason: 'needs-person',
    says: [
      text(
        '规定为“及时”，没有具体时限，需人工判断',
        'the rule says “promptly” without a number; a person has to judge',
      ),
      ...events.flatMap(timeTaken),
    ],
    quotes: events.flatMap(({ quotes }) => quotes),
  };
  return { verdict };
}

/** From the fault to its notice; in minutes where the page prints both times of day. */
function timeTaken({ event, stated }: EventFinding): Text[] {
  if (!stated) return [];
  const { name, start, startTime, postedTime } = event;
  const lead = leadHours({ date: stated.date, time: postedTime }, { date: start, time: startTime });
  const said = text(
    `${name}：${start} ${startTime ?? ''} 停电，${stated.date} ${postedTime ?? ''} 发布`,
    `${name}: outage ${start} ${startTime ?? ''}, posted ${stated.date} ${postedTime ?? ''}`,
  );
  if (lead.least !== lead.most) return [said];
  const minutes = Math.round(-lead.most * 60);
  return [text(`${said.zh}，相隔 ${minutes} 分钟`, `${said.en}, ${minutes} minutes later`)];
}
