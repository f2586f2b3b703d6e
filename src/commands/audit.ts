import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { CHANNELS, SEVERITIES, type Severity } from '../catalogue/closed-lists.ts';
import { check, type Law } from '../audit.ts';
import type { StoredBundle } from '../evidence/wacz/read.ts';
import { text } from '../language/text.ts';
import type { Report } from '../report/report.ts';
import { hasUnreadEvidence } from '../report/summarise.ts';
import { isGap, severityRank } from '../verdicts/roll-up.ts';
import { bindRecords } from '../workspace/bind-records.ts';
import { loadWorkspace } from '../workspace/load.ts';
import { placesOf } from '../workspace/places.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { dayOf } from './as-of.ts';
import { readingStopped } from './capture-end.ts';
import { bundleOf, captureInto, placeRun, type CaptureRun } from './capture.ts';
import { networkOf } from './capture-network.ts';
import { keepBeforeTomorrow, tellWayBack, warnOfTomorrow } from './day-to-come.ts';
import { warnOfLaterEntries } from './later-entries.ts';
import { Stop, stopWith, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { OWN_MEANS, type Means } from './means.ts';
import { checkNetworkOptions } from './network-options.ts';
import { mustBeNoFolder, openStored } from './open-stored.ts';
import type { AuditOptions } from './options.ts';
import { checkBrowserOptions } from './rendering.ts';
import { announce, deliver, formatsOf } from './report.ts';
import { withScreenshots } from './screenshots.ts';
import { earlierRuns, historyFile, keptReadings, ledgerOf, PATIENCE, recordReport } from './history.ts';
import { checkNightOptions, tellNews } from './nightly/tell.ts';
import { isAside, isRed } from './nightly/red.ts';
import type { Recorded } from '../ledger/record-run.ts';

/** `gongkai audit` = `capture` + `check`: the report is always read back from the sealed bundle. */
export async function auditCommand(file: string, options: AuditOptions, desk: Desk): Promise<ExitName> {
  const run = await openAudit(file, options, desk, OWN_MEANS);
  if (options.history !== false && historyFile(run.workspace) !== undefined) warnOfTomorrow(run.asOf, desk);
  return tellAll(await auditCompany(run, options, desk, OWN_MEANS), options, desk);
}

export async function captureCommand(file: string, options: AuditOptions, desk: Desk): Promise<ExitName> {
  const run = await open('capture', file, options, desk, OWN_MEANS);
  await captureInto(run, options, desk, OWN_MEANS);
  announce([bundleOf(run)], desk);
  return 'ok';
}

export async function checkCommand(bundle: string, file: string, options: AuditOptions, desk: Desk): Promise<ExitName> {
  await mustBeNoFolder(bundle);
  const run = await open('check', file, options, desk, OWN_MEANS);
  return tellAll(await judgeAndReport(bundle, run, options, desk, OWN_MEANS), options, desk);
}

/** What an audit left: its report, what the history makes of it, and the files, the bundle last. */
export interface Audited {
  readonly run: Run;
  readonly report: Report;
  readonly recorded: Recorded | undefined;
  readonly written: readonly string[];
  readonly exit: ExitName;
}

/** Reads and checks the workspace and the law it is audited by; nothing is written yet. */
export const openAudit = (file: string, options: AuditOptions, desk: Desk, means: Means): Promise<Run> =>
  open('audit', file, options, desk, means);

/** The audit of one company, up to what is told about it: on its own, or as one of a fleet. */
export async function auditCompany(run: Run, options: AuditOptions, desk: Desk, means: Means): Promise<Audited> {
  await captureInto(run, options, desk, means);
  return judgeAndReport(bundleOf(run), run, options, desk, means);
}

async function tellAll(
  { run, report, recorded, written, exit }: Audited,
  options: AuditOptions,
  desk: Desk,
): Promise<ExitName> {
  const ledger = options.history === false ? [] : await ledgerOf(run.workspace);
  tellNews(report, { recorded, ledger, calendar: run.law.calendar }, options, desk);
  announce(written, desk);
  return exit;
}

/** Where a run works, on what and by which law. */
export interface Run extends CaptureRun {
  readonly law: Law;
}

/** Everything that can be wrong before work begins is said here, all at once, and nothing has been written yet. */
async function open(verb: Run['verb'], file: string, options: AuditOptions, desk: Desk, means: Means): Promise<Run> {
  formatsOf(options.format ?? []);
  checkNetworkOptions(options);
  checkNightOptions(options);
  checkBrowserOptions(options);
  const asOf = dayOf(options.asOf);
  const written = await workspaceFile(file);
  const loaded = await loadWorkspace(written);
  if ('problems' in loaded) throw stopWith('usage', loaded.problems);
  const law = await means.openLaw(loaded.workspace.catalogue, desk, written);
  const bound = bindRecords(loaded.workspace, law.catalogue);
  if ('problems' in bound) throw stopWith('usage', bound.problems);
  const { workspace } = bound;
  warnOfLaterEntries(workspace, asOf, desk);
  return { verb, file, law, workspace, ...(await placeRun(workspace, asOf, options, desk.today)) };
}

/** The folder may be named instead of the file. */
async function workspaceFile(file: string): Promise<string> {
  const isFolder = await stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? path.join(file, 'gongkai.yaml') : file;
}

async function judgeAndReport(
  file: string,
  run: Run,
  options: AuditOptions,
  desk: Desk,
  means: Means,
): Promise<Audited> {
  const report = await reportOn(file, run, options, desk, means);
  const formats = formatsOf(options.format);
  const quiet = options.json ?? options.sinceLast ?? false;
  const files = quiet ? formats.filter((format) => format !== 'terminal') : formats;
  const written = await deliver(report, files, run.out, desk);
  const recorded =
    run.verb === 'audit' && options.history !== false ? await record(report, run, options, desk) : undefined;
  const relapsed = await relapsedIn(recorded, run.workspace);
  const exit = exitOf(report, run, { recorded, relapsed }, options, desk);
  return { run, report, recorded, written: [...written, file], exit };
}

/** The bundle read and judged, with pictures of the pages that are quoted. */
async function reportOn(file: string, run: Run, options: AuditOptions, desk: Desk, means: Means): Promise<Report> {
  const { law, workspace, asOf, out } = run;
  const bundle = await openStored(file);
  const readings = run.verb === 'audit' && options.history !== false ? keptReadings(workspace) : undefined;
  try {
    mustBeOf(workspace, bundle, file);
    const history = options.history === false ? undefined : await earlierRuns(workspace, asOf, bundle.captures, desk);
    const judged = await judgedUnlessStopped(desk, () =>
      check(bundle, {
        ...{ law, workspace, asOf, version: desk.version },
        ...(history && { history }),
        ...(means.readers && { readers: means.readers }),
        ...(readings && { readings }),
        notify: ({ done, total }) => {
          desk.interrupted.throwIfAborted();
          desk.progress(desk.language === 'zh' ? `阅读 ${done}/${total}` : `reading ${done}/${total}`);
        },
      }),
    ).catch((error: unknown) => {
      throw desk.interrupted.aborted ? readingStopped(file, run, options) : error;
    });
    const live = run.verb === 'audit' ? await networkOf(options, desk, means) : undefined;
    return await withScreenshots(judged, bundle, out, options, live, desk);
  } finally {
    readings?.close();
    await bundle.close();
  }
}

/** Judging lets no signal through; one that came meanwhile is heard before anything is written. */
async function judgedUnlessStopped(desk: Desk, judging: () => Promise<Report>): Promise<Report> {
  const report = await judging();
  await pause();
  desk.interrupted.throwIfAborted();
  return report;
}

/** What one company shows says nothing about another, and their channels bear the same names. */
function mustBeOf({ company }: Workspace, { head }: StoredBundle, file: string): void {
  if (head.company === company.id) return;
  throw new Stop(
    'usage',
    text(
      `${file} 是单位「${head.company}」的证据包，不是「${company.id}」（${company.name}）的；请核对证据包和工作区（gongkai.yaml 中的 company.id）。`,
      `${file} is a bundle of the unit "${head.company}", not of "${company.id}"; check the bundle and the workspace (company.id in gongkai.yaml).`,
    ),
  );
}

/** The run goes into the history of the workspace; one of an earlier day than the last is told and left out. */
async function record(report: Report, run: Run, options: AuditOptions, desk: Desk): Promise<Recorded | undefined> {
  await keepBeforeTomorrow(run.workspace, run.asOf, desk);
  const recorded = await recordReport(report, run.workspace, Number(options.patience ?? PATIENCE), desk);
  if (recorded?.kind !== 'aside') return recorded;
  const last = recorded.previous?.asOf ?? '';
  const says = text(
    `历史中已有 ${last} 的核查，本次核查日更早，不计入历史和台账。`,
    `The history already holds an audit of ${last}; this one is of an earlier day and is not recorded.`,
  );
  desk.tell(says[desk.language]);
  if (recorded.previous) tellWayBack(run.workspace, recorded.previous.asOf, desk);
  return recorded;
}

/** How grave the lines are that were struck off and that this run found all the same. */
async function relapsedIn(recorded: Recorded | undefined, workspace: Workspace): Promise<Severity[]> {
  const numbers = new Set(recorded?.entries.relapsed);
  if (numbers.size === 0) return [];
  return (await ledgerOf(workspace)).filter(({ number }) => numbers.has(number)).map(({ severity }) => severity);
}

interface Taken {
  readonly recorded: Recorded | undefined;
  readonly relapsed: readonly Severity[];
}

/** A waiver or an on-site check that ran out comes first, because somebody has to decide anew; then gaps, then evidence that was not read. */
function exitOf(report: Report, run: Run, { recorded, relapsed }: Taken, options: AuditOptions, desk: Desk): ExitName {
  if (desk.interrupted.aborted) return 'interrupted';
  if (options.failOn === 'never') return 'ok';
  if ([...report.waivers, ...(report.checklists ?? [])].some(({ status }) => status === 'expired')) return 'waiver';
  if (options.sinceLast && recorded?.previous && !isAside(recorded))
    return isRed(recorded, relapsed, options.failOn) ?? 'ok';
  const threshold = SEVERITIES.find((severity): severity is Severity => severity === options.failOn) ?? 'minor';
  const counted = report.verdicts.some(
    (verdict) => isGap(verdict) && severityRank(verdict.severity) >= severityRank(threshold),
  );
  if (counted) return 'gaps';
  return hasUnreadEvidence(report) || isAllStale(report) || lacksEvidence(report, run.workspace) ? 'evidence' : 'ok';
}

/** Whether nothing could be told because the evidence is too old: a night that nobody refreshed is none without gaps. */
const isAllStale = ({ coverage, verdicts }: Report): boolean =>
  coverage.told === 0 && verdicts.some(({ reason }) => reason === 'stale');

/** Whether evidence was promised and none came: an emptied folder does not make a night without gaps. */
function lacksEvidence({ evidence }: Report, workspace: Workspace): boolean {
  const placeOf = (channel: string, site: string): string => JSON.stringify([channel, site]);
  const seen = new Set(evidence.map(({ channel, site }) => placeOf(channel, site)));
  return CHANNELS.some((channel) =>
    placesOf(workspace, channel).some(({ site, sources }) => sources.length > 0 && !seen.has(placeOf(channel, site))),
  );
}
