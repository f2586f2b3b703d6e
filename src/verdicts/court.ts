import type { CivilDate } from '../calendar/civil-date.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { CHANNEL_NAMES } from '../catalogue/channel-names.ts';
import { ruleDigest } from '../catalogue/rule-digest.ts';
import type { Catalogue, ChannelId } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/search/corpus.ts';
import type { Finding } from '../checks/search/finding.ts';
import { text, type Text } from '../language/text.ts';
import type { Duty, Obligation } from '../workspace/plan.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { History } from './history.ts';
import type { Aspect, Verdict } from './verdict.ts';

/** What every judgement of one audit shares: the law, the day, the calendar, the numbers. */
export interface Court {
  readonly catalogue: Catalogue;
  readonly workspace: Workspace;
  readonly calendar: WorkCalendar;
  readonly asOf: CivilDate;
  /** A capture older than this many days proves nothing about the day of audit (C58). */
  readonly maxAgeDays: number;
  /** A pending duty due within this many days is 临期. */
  readonly warningDays: number;
  /** What earlier runs observed; a lone audit has none. */
  readonly history?: History;
}

/** One duty with what its check saw; `corpus` is absent where the channel has no evidence at all, or is none. */
export interface Hearing {
  readonly duty: Duty;
  readonly corpus: Corpus | undefined;
  readonly findings: readonly Finding[];
  /** The findings come from registers and on-site checks; no page was needed. */
  readonly onRecords?: boolean;
}

export type Opening = Omit<Verdict, 'outcome'>;

/** The part of a verdict that does not depend on what was found: identity, basis, owners, remedy. */
export function opening({ obligation, channel, site }: Duty, court: Court, aspect: Aspect, instance?: string): Opening {
  const place = channel === undefined ? '' : placeName(channel, site);
  const id = [obligation.id, place, instance, aspect].filter(Boolean).join('/');
  return openingOf(obligation, { id, channel, site: site || undefined, instance, aspect }, court);
}

/** What tells the verdicts about one obligation from each other. */
type About = Pick<Verdict, 'id' | 'channel' | 'site' | 'instance' | 'aspect'>;

/**
 * All that a verdict may say, unsaid. What is put together from it has one hidden class, whatever is said later: without it nearly each
 * verdict had one of its own, and whoever made them or looked at all of them took several times as long.
 */
const UNSAID: Partial<Verdict> = {
  id: undefined,
  item: undefined,
  element: undefined,
  variant: undefined,
  channel: undefined,
  site: undefined,
  instance: undefined,
  replaces: undefined,
  aspect: undefined,
  outcome: undefined,
  gap: undefined,
  reason: undefined,
  partly: undefined,
  severity: undefined,
  says: undefined,
  remarks: undefined,
  quotes: undefined,
  search: undefined,
  facts: undefined,
  deadline: undefined,
  daysLate: undefined,
  undoneOn: undefined,
  notice: undefined,
  published: undefined,
  flag: undefined,
  rule: undefined,
  basis: undefined,
  readings: undefined,
  owners: undefined,
  remedy: undefined,
  waiver: undefined,
  causedBy: undefined,
} satisfies { readonly [Key in keyof Required<Verdict>]: undefined } as object;

/** The same of an obligation at no place, or between places. */
export function openingOf(obligation: Obligation, about: About, court: Court): Opening {
  return {
    ...UNSAID,
    id: about.id,
    item: obligation.item.id,
    element: obligation.element.id,
    variant: obligation.variant?.id,
    severity: obligation.severity,
    says: [],
    remarks: [],
    quotes: [],
    facts: [],
    rule: ruleDigest(obligation.item, obligation.element, court.catalogue),
    basis: obligation.basis,
    readings: obligation.readings,
    remedy: obligation.element.remedy,
    channel: about.channel,
    site: about.site,
    instance: about.instance,
    aspect: about.aspect,
    owners: { content: obligation.contentOwners, publisher: publisher(obligation, about.channel, court) },
  };
}

/** `hall@中心营业厅`, or just the channel. */
export const placeName = (channel: ChannelId, site: string): string => (site ? `${channel}@${site}` : channel);

/** 供电营业厅（中心营业厅）, as a sentence names the place. */
export function placeTitle(channel: ChannelId, site: string): Text {
  const name = CHANNEL_NAMES[channel];
  return site === '' ? name : text(`${name.zh}（${site}）`, `${name.en} (${site})`);
}

/** Who publishes on that channel (routing matrix 1.2.1): `content` means the content owner, `unit` the company itself. */
function publisher(obligation: Obligation, channel: ChannelId | undefined, { catalogue, workspace }: Court): string {
  if (obligation.publishers) return obligation.publishers.join('、');
  const named = (channel && catalogue.publishers[channel]) ?? 'content';
  if (named === 'content') return obligation.contentOwners.join('、');
  return named === 'unit' ? workspace.company.name : named;
}
