import { addDays } from '../calendar/civil-date.ts';
import type { Deadline } from '../calendar/deadline.ts';
import { leadDays } from '../calendar/deadlines.ts';
import type { UpdateRule } from '../catalogue/rule.ts';
import type { Finding } from '../checks/finding.ts';
import { text } from '../language/text.ts';
import { opening, type Court, type Hearing, type Opening } from './court.ts';
import type { Timed } from './timeliness.ts';
import type { Verdict } from './verdict.ts';

type EventRule = Extract<UpdateRule, { before: unknown }>;
type EventFinding = Finding & { readonly event: NonNullable<Finding['event']> };

/** Each announced event has a clock of its own: seven days before a planned outage, by date difference (A5). */
export function judgeEvents(rule: EventRule, hearing: Hearing, court: Court): Timed[] {
  return hearing.findings
    .filter((finding): finding is EventFinding => finding.event !== undefined)
    .map((finding) => ({ verdict: judgeEvent(rule, finding, hearing, court) }));
}

function judgeEvent(rule: EventRule, finding: EventFinding, { duty }: Hearing, court: Court): Verdict {
  const base = ofItem(opening(duty, court, 'timeliness', finding.event.key), duty.obligation.item.id, duty.obligation.id);
  const opened = { ...base, quotes: finding.quotes, remarks: finding.remarks ?? [] };
  const named = text(finding.event.name, finding.event.name);
  if (!finding.stated)
    return { ...opened, outcome: 'cantTell', reason: 'date', says: [named, text('未标注发布日期', 'no posting date is stated')] };
  return rule.at_least.unit === 'hour'
    ? byClock(rule, finding, finding.stated, opened, named)
    : byDays(rule, finding, finding.stated, opened, named);
}

/** The same notice serves several elements; it is judged once, under the item. */
const ofItem = (base: Opening, item: string, obligation: string): Opening => ({
  ...base,
  id: base.id.replace(obligation, item),
});

type Stated = NonNullable<Finding['stated']>;

function byDays(rule: EventRule, { event }: EventFinding, stated: Stated, base: Opening, named: Opening['says'][number]): Verdict {
  const { amount } = rule.at_least;
  const lead = leadDays(stated.date, event.start);
  const latest = addDays(event.start, -amount);
  const deadline: Deadline = {
    start: event.start,
    due: latest,
    lenientDue: latest,
    rule: text(`停电前 ${amount} 天公告（按日期差计算）`, `announced ${amount} days before the outage (by date difference)`),
    skipped: [],
    madeUp: [],
  };
  const says = [named, text(`${stated.date} 发布，${event.start} 停电，提前 ${lead} 天`, `posted ${stated.date}, outage ${event.start}: ${lead} days ahead`)];
  const dated = { ...base, says, deadline, published: { date: stated.date, source: 'stated' as const, quote: stated.quote } };
  if (lead >= amount) return { ...dated, outcome: 'passed' };
  return { ...dated, outcome: 'failed', gap: 'overdue', daysLate: amount - lead };
}

/** Hours need clock times; with dates alone only two days' difference is certain. */
function byClock(rule: EventRule, { event }: EventFinding, stated: Stated, base: Opening, named: Opening['says'][number]): Verdict {
  const lead = leadDays(stated.date, event.start);
  const enough = lead * 24 >= rule.at_least.amount + 24;
  const says = [named, text(`${stated.date} 发布，${event.start} 停电`, `posted ${stated.date}, outage ${event.start}`)];
  const dated = { ...base, says, published: { date: stated.date, source: 'stated' as const, quote: stated.quote } };
  if (enough) return { ...dated, outcome: 'passed' };
  if (lead < 0) return { ...dated, outcome: 'failed', gap: 'overdue' };
  return { ...dated, outcome: 'cantTell', reason: 'needs-person' };
}
