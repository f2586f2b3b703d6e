import { addDays } from '../calendar/civil-date.ts';
import type { Catalogue, ChannelId, Instrument } from '../catalogue/rule.ts';
import type { Capture } from '../evidence/capture.ts';
import { byCode } from '../evidence/bundle.ts';
import type { Document } from '../documents/document.ts';
import type { Corpus } from '../checks/corpus.ts';
import { text, type Text } from '../language/text.ts';
import { cellOf, countOutcomes, isGap, isUnread } from '../verdicts/roll-up.ts';
import type { Court } from '../verdicts/court.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { obligationsOf } from '../workspace/plan.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import type { Alert, CitedInstrument, Coverage, EvidenceLine, Report } from './report.ts';

/** A basis that lapses within this many days is announced. */
const LAPSE_WARNING_DAYS = 60;

export interface Proceedings {
  readonly court: Court;
  readonly verdicts: readonly Verdict[];
  readonly corpora: readonly Corpus[];
  readonly captures: readonly Capture[];
  readonly version: string;
}

/** Gathers one audit into its report; nothing here judges, and nothing reads a clock. */
export function summarise({ court, verdicts, corpora, captures, version }: Proceedings): Report {
  const { catalogue, workspace, calendar, asOf } = court;
  const { id, name, kind, parent } = workspace.company;
  const instruments = citedInstruments(catalogue, verdicts, asOf);
  const channels = channelsOf(verdicts);
  return {
    schema: 'gongkai-report/1',
    tool: { name: 'gongkai', version },
    company: { id, name, kind, ...(parent !== undefined && { parent }) },
    asOf,
    catalogue: { id: catalogue.id, name: catalogue.name, digest: catalogue.digest },
    calendar: { from: calendar.years[0] ?? 0, until: calendar.years.at(-1) ?? 0 },
    coverage: coverageOf(verdicts, corpora),
    notices: [...instruments.flatMap(noticeOf), ...calendarNotice(court)],
    alerts: corpora.flatMap(alertsOf),
    channels,
    items: catalogue.items.map((item) => ({ id: item.id, name: item.name, kind: item.kind })),
    elements: catalogue.items.flatMap((item) =>
      obligationsOf(item).map((one) => ({ id: one.id, item: item.id, name: one.name })),
    ),
    matrix: catalogue.items.flatMap((item) => channels.map((channel) => cellOf(verdicts, item.id, channel.id))),
    counts: countOutcomes(verdicts),
    gaps: verdicts.filter(isGap).length,
    verdicts,
    readings: readingsUsed(catalogue, verdicts),
    instruments,
    evidence: captures.map(evidenceLine),
  };
}

function coverageOf(verdicts: readonly Verdict[], corpora: readonly Corpus[]): Coverage {
  const duties = verdicts.filter(({ aspect, outcome }) => aspect === 'content' && outcome !== 'inapplicable');
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

const alertsOf = ({ channel, foreign }: Corpus): Alert[] =>
  foreign
    .filter(({ identity }) => identity === 'suspicious')
    .map(({ capture, identityWhy }) => ({ channel, url: capture.url, why: identityWhy }));

function channelsOf(verdicts: readonly Verdict[]): Report['channels'] {
  const sites = new Map<ChannelId, Set<string>>();
  for (const { channel, site } of verdicts) {
    if (!channel) continue;
    const known = sites.get(channel) ?? new Set<string>();
    if (site !== undefined) known.add(site);
    sites.set(channel, known);
  }
  const order = Object.keys(CHANNEL_NAMES) as ChannelId[];
  return order.filter((id) => sites.has(id)).map((id) => ({ id, name: CHANNEL_NAMES[id], sites: [...(sites.get(id) ?? [])] }));
}

function readingsUsed(catalogue: Catalogue, verdicts: readonly Verdict[]): Report['readings'] {
  const used = new Set(verdicts.flatMap(({ readings }) => readings));
  return [...catalogue.readings.values()]
    .filter(({ id }) => used.has(id))
    .sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
    .map(({ id, wording, chosen }) => ({ id, wording, chosen }));
}

function citedInstruments(catalogue: Catalogue, verdicts: readonly Verdict[], asOf: string): CitedInstrument[] {
  const applied = verdicts.filter(({ outcome }) => outcome !== 'inapplicable');
  const cited = new Set(applied.flatMap(({ basis }) => basis.map(({ instrument }) => instrument)));
  return [...catalogue.instruments.values()]
    .filter(({ id }) => cited.has(id))
    .sort((a, b) => byCode(a.id, b.id))
    .map((instrument) => cite(instrument, asOf));
}

function cite(instrument: Instrument, asOf: string): CitedInstrument {
  const { id, title, number, issuer, certainty, in_force } = instrument;
  return {
    id,
    title,
    ...(number !== undefined && { number }),
    issuer,
    status: statusOf(instrument, asOf),
    from: in_force.from,
    ...(in_force.until !== undefined && { until: in_force.until }),
    certainty,
  };
}

function statusOf({ in_force: { from, until }, superseded_by }: Instrument, asOf: string): CitedInstrument['status'] {
  if (asOf < from) return 'not-yet';
  if (until === undefined) return 'in-force';
  if (asOf > until) return superseded_by === undefined ? 'lapsed' : 'superseded';
  return addDays(asOf, LAPSE_WARNING_DAYS) > until ? 'lapsing' : 'in-force';
}

function noticeOf({ title, number, status, from, until, certainty }: CitedInstrument): Text[] {
  const name = text(`《${title.zh}》${number ?? ''}`, `“${title.en}” ${number ?? ''}`.trim());
  const doubtful = certainty === 'confirmed' ? text('', '') : text('（日期待核实）', ' (date to be confirmed)');
  switch (status) {
    case 'in-force':
      return [];
    case 'lapsing':
      return [text(`依据即将失效：${name.zh} 有效期至 ${until ?? ''}${doubtful.zh}，请关注修订文件。`, `A basis is about to lapse: ${name.en}, in force until ${until ?? ''}${doubtful.en}; look out for its successor.`)];
    case 'lapsed':
    case 'superseded':
      return [text(`依据已失效：${name.zh} 有效期至 ${until ?? ''}${doubtful.zh}，结论请按现行文件复核。`, `A basis has lapsed: ${name.en}, in force until ${until ?? ''}${doubtful.en}; review the conclusions against its successor.`)];
    case 'not-yet':
      return [text(`依据在核查日尚未施行：${name.zh} 自 ${from} 起施行。`, `A basis is not yet in force on the day of audit: ${name.en}, from ${from}.`)];
  }
}

/** From November on the next year's holidays are needed; without them deadlines cannot be told (4.2). */
function calendarNotice({ asOf, calendar }: Court): Text[] {
  const year = Number(asOf.slice(0, 4));
  const wanted = Number(asOf.slice(5, 7)) >= 11 ? year + 1 : year;
  if (calendar.years.includes(wanted)) return [];
  return [
    text(
      `缺 ${wanted} 年节假日安排：跨入该年的工作日期限无法计算，请在 rules/calendar 增加 ${wanted}.yaml。`,
      `The holidays of ${wanted} are not loaded: deadlines that reach into it cannot be counted; add rules/calendar/${wanted}.yaml.`,
    ),
  ];
}

const evidenceLine = ({ id, channel, site, url, obtained, capturedAt, status, sha256, bytes, fault, marks }: Capture): EvidenceLine => ({
  id,
  channel,
  site,
  url,
  obtained,
  capturedAt,
  status,
  sha256,
  bytes,
  ...(fault && { fault: fault.reason }),
  marks,
});

/** Whether a channel that is required could not be read: the fourth exit code. */
export const hasUnreadEvidence = ({ verdicts }: Report): boolean =>
  verdicts.some((verdict) => verdict.aspect === 'content' && isUnread(verdict));
