import type { Catalogue, ChannelId } from '../catalogue/rule.ts';
import { CLOAKED } from '../evidence/looks.ts';
import type { Capture } from '../evidence/capture.ts';
import { clockOf } from '../evidence/capture-clock.ts';
import type { Document } from '../documents/document.ts';
import type { Corpus } from '../checks/search/corpus.ts';
import { countOutcomes, isGap, isUnread, matrixOf } from '../verdicts/roll-up.ts';
import type { ChecklistUse } from '../verdicts/checklist-use.ts';
import type { Court } from '../verdicts/court.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { waivedBy, type WaiverUse } from '../verdicts/waive.ts';
import { assignedOf } from './assigned.ts';
import { capabilityNotices } from './capability-notices.ts';
import { declaredDigest, itemDigest } from './digests.ts';
import { formerNames } from '../workspace/former-names.ts';
import { obligationsOf } from '../workspace/plan.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import { laterEvidence } from './later-evidence.ts';
import { citedInstruments, noticesOf } from './notices.ts';
import { perViewNotices } from './per-view-notices.ts';
import { checklistNotices } from './checklist-notices.ts';
import { waiverNotices } from './waiver-notices.ts';
import type { Alert, Coverage, EvidenceLine, Report } from './report.ts';

export interface Proceedings {
  readonly court: Court;
  readonly verdicts: readonly Verdict[];
  readonly corpora: readonly Corpus[];
  readonly captures: readonly Capture[];
  readonly waivers: readonly WaiverUse[];
  readonly checklists: readonly ChecklistUse[];
  readonly version: string;
}

/** Gathers one audit into its report; nothing here judges, and nothing reads a clock. */
export function summarise({ court, verdicts, corpora, captures, waivers, checklists, version }: Proceedings): Report {
  const { catalogue, workspace, calendar, asOf } = court;
  const { id, name, en, kind, parent } = workspace.company;
  const instruments = citedInstruments(catalogue, verdicts, asOf);
  const channels = channelsOf(verdicts);
  const formerly = formerNames(workspace);
  return {
    schema: 'gongkai-report/1',
    tool: { name: 'gongkai', version },
    company: { id, name, ...(en !== undefined && { en }), kind, ...(parent !== undefined && { parent }) },
    asOf,
    catalogue: { id: catalogue.id, name: catalogue.name, digest: catalogue.digest },
    calendar: { from: calendar.years[0] ?? 0, until: calendar.years.at(-1) ?? 0, digest: calendar.digest },
    declared: { digest: declaredDigest(workspace) },
    ...(court.history && {
      history: { runs: court.history.runs, from: court.history.from, until: court.history.until },
    }),
    coverage: coverageOf(verdicts, corpora),
    notices: [
      ...noticesOf(instruments, court),
      ...laterEvidence(captures, asOf),
      ...corpora.flatMap(perViewNotices),
      ...waiverNotices(waivers, workspace, asOf),
      ...checklistNotices(checklists),
      ...capabilityNotices(workspace, catalogue),
    ],
    alerts: corpora.flatMap(alertsOf),
    channels,
    ...(formerly.length > 0 && { formerly }),
    items: catalogue.items.map((item) => ({
      id: item.id,
      name: item.name,
      kind: item.kind,
      ...(item.scope && { scope: item.scope }),
      digest: itemDigest(item, catalogue),
    })),
    elements: catalogue.items.flatMap((item) =>
      obligationsOf(item).map((one) => ({ id: one.id, item: item.id, name: one.name })),
    ),
    departments: catalogue.departments,
    matrix: matrixOf(
      verdicts,
      catalogue.items.map(({ id }) => id),
      channels.map(({ id }) => id),
    ),
    counts: countOutcomes(verdicts),
    gaps: verdicts.filter(isGap).length,
    verdicts,
    waivers: waivers.map(({ waiver, status, verdicts: ids }) => ({
      ...waivedBy(waiver),
      at: waiver.at,
      status,
      verdicts: ids,
    })),
    ...(checklists.length > 0 && { checklists }),
    readings: readingsUsed(catalogue, verdicts),
    instruments,
    assigned: assignedOf(corpora, catalogue),
    evidence: captures.map(evidenceLine),
  };
}

function coverageOf(verdicts: readonly Verdict[], corpora: readonly Corpus[]): Coverage {
  const duties = verdicts.filter(
    ({ aspect, outcome, channel }) => aspect === 'content' && channel !== undefined && outcome !== 'inapplicable',
  );
  const unread = corpora.flatMap((corpus) => [...cutOf(corpus), ...corpus.unread.flatMap(unreadLine)]);
  return {
    duties: duties.length,
    told: duties.filter(({ outcome }) => outcome !== 'cantTell' && outcome !== 'untested').length,
    pages: corpora.reduce((sum, { documents }) => sum + documents.length, 0),
    unread,
  };
}

type Unread = Coverage['unread'][number];

function cutOf({ channel, site, scope }: Corpus): Unread[] {
  return scope.cut ? [{ channel, site, url: '', reason: scope.cut.reason, detail: scope.cut.detail }] : [];
}

function unreadLine({ capture, unread }: Document): Unread[] {
  if (!unread) return [];
  const { channel, site, url } = capture;
  return [{ channel, site, url, reason: unread.reason, detail: unread.detail }];
}

/** Pages that look hijacked, and pages that are shown otherwise to a citizen's browser than to us. */
const alertsOf = ({ channel, foreign, unread }: Corpus): Alert[] => [
  ...foreign
    .filter(({ identity }) => identity === 'suspicious')
    .map(({ capture, identityWhy }) => ({ channel, url: capture.url, why: identityWhy })),
  ...unread
    .filter(({ capture }) => capture.marks.includes(CLOAKED))
    .map((page) => ({ channel, url: page.capture.url, why: page.unread?.detail ?? '' })),
];

function channelsOf(verdicts: readonly Verdict[]): Report['channels'] {
  const sites = new Map<ChannelId, Set<string>>();
  for (const { channel, site } of verdicts) {
    if (!channel) continue;
    const known = sites.get(channel) ?? new Set<string>();
    if (site !== undefined) known.add(site);
    sites.set(channel, known);
  }
  const order = Object.keys(CHANNEL_NAMES) as ChannelId[];
  return order
    .filter((id) => sites.has(id))
    .map((id) => ({ id, name: CHANNEL_NAMES[id], sites: [...(sites.get(id) ?? [])] }));
}

function readingsUsed(catalogue: Catalogue, verdicts: readonly Verdict[]): Report['readings'] {
  const used = new Set(verdicts.flatMap(({ readings }) => readings));
  return [...catalogue.readings.values()]
    .filter(({ id }) => used.has(id))
    .sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
    .map(({ id, wording, chosen }) => ({ id, wording, chosen }));
}

const evidenceLine = ({
  id,
  channel,
  site,
  url,
  obtained,
  capturedAt,
  status,
  sha256,
  bytes,
  fault,
  marks,
  unmodified,
}: Capture): EvidenceLine => ({
  id,
  channel,
  site,
  url,
  obtained,
  capturedAt,
  ...(unmodified && { unmodifiedSince: unmodified.since }),
  clock: clockOf({ obtained, marks }),
  status,
  sha256,
  bytes,
  ...(fault && { fault: fault.reason }),
  marks,
});

/** Whether a channel that is required could not be read: the fourth exit code. */
export const hasUnreadEvidence = ({ verdicts }: Report): boolean =>
  verdicts.some((verdict) => verdict.aspect === 'content' && isUnread(verdict));
