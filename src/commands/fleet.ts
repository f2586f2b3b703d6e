import { availableParallelism } from 'node:os';
import path from 'node:path';
import { POOL_LIMITS } from '../documents/reader/pool.ts';
import { lockBundle } from '../evidence/bundle/lock.ts';
import { makeFolder } from '../evidence/make-folder.ts';
import { text } from '../language/text.ts';
import { fleetText } from '../report/fleet/terminal.ts';
import { loadFleet, type Fleet } from '../workspace/fleet.ts';
import { dayOf } from './as-of.ts';
import { howToGoOn } from './capture-end.ts';
import { warnOfTomorrow } from './day-to-come.ts';
import { Stop, stopWith, type Desk } from './desk.ts';
import { heldBy } from './held-by.ts';
import type { ExitName } from './exit-code.ts';
import { Crew } from './fleet/crew.ts';
import type { FleetSetting, UnitResult } from './fleet/messages.ts';
import { beginRun, endRun, placeFleet, type FleetPlace } from './fleet/place.ts';
import { onlyThese, planFleet, type PlannedUnit } from './fleet/plan.ts';
import { tellFleet } from './fleet/progress.ts';
import { fleetJson, fleetReport, linesOf, worstExit, writeRollUp } from './fleet/roll-up.ts';
import { checkNightOptions } from './nightly/tell.ts';
import { checkNetworkOptions } from './network-options.ts';
import type { AuditOptions } from './options.ts';
import { checkBrowserOptions } from './rendering.ts';
import { announce, formatsOf } from './report.ts';
import { diskStop } from './write-file.ts';

export interface FleetOptions extends AuditOptions {
  /** Companies at a time. */
  readonly jobs?: string;
  /** Folders, ids or names of the units to be audited. */
  readonly only?: readonly string[];
}

/** `gongkai fleet`: many companies in one run, each as `gongkai audit` would have audited it, and their roll-up. */
export async function fleetCommand(file: string, options: FleetOptions, desk: Desk): Promise<ExitName> {
  checkOptions(options);
  const asOf = dayOf(options.asOf);
  const loaded = await loadFleet(file);
  if ('problems' in loaded) throw stopWith('usage', loaded.problems);
  const { fleet } = loaded;
  const resume = options.resume ?? false;
  const { out: outGiven } = options;
  const place = await placeFleet(fleet, {
    ...{ resume, today: desk.today },
    ...(asOf !== undefined && { asOf }),
    ...(outGiven !== undefined && { out: outGiven }),
  });
  const units = await planFleet(fleet, place.out);
  const meant = onlyThese(units, options.only);
  const chosen = meant.filter(({ refused }) => !refused);
  if (options.history !== false) warnOfTomorrow(place.asOf, desk);
  const release = await lockRun(place);
  try {
    await beginRun(place, chosen, resume);
    const results = await crewFor(options, place, chosen.length, desk).run(chosen);
    if (desk.interrupted.aborted) throw interrupted(file, options, results, chosen.length);
    return await rollUp({ fleet, place, units, meant, results }, options, desk);
  } finally {
    await release();
  }
}

function checkOptions(options: FleetOptions): void {
  formatsOf(options.format);
  checkNetworkOptions(options);
  checkNightOptions(options);
  checkBrowserOptions(options);
  if (options.jobs === undefined || /^[1-9]\d?$/.test(options.jobs)) return;
  throw new Stop(
    'usage',
    text(
      `--jobs 应为 1 到 99 的整数，例如 4，不能是「${options.jobs}」。`,
      `--jobs takes a whole number from 1 to 99, such as 4, not "${options.jobs}".`,
    ),
  );
}

/** More processes would each hold a catalogue in memory and, on a desk, take the machine from its user. */
const MOST_PROCESSES = 4;

function crewFor(options: FleetOptions, { asOf }: FleetPlace, units: number, desk: Desk): Crew {
  const cores = Math.min(availableParallelism(), MOST_PROCESSES);
  const jobs = Number(options.jobs ?? 3 * cores);
  const processes = Math.min(cores, jobs);
  const setting: FleetSetting = {
    options: unitOptions(options, asOf),
    ...{ asOf, language: desk.language, home: desk.home, version: desk.version },
    ...(desk.build !== undefined && { build: desk.build }),
    ...(desk.isTestClock && { heldClock: desk.now() }),
    readers: Math.max(1, Math.floor(POOL_LIMITS.children / processes)),
    resume: options.resume ?? false,
  };
  return new Crew({ setting, processes, jobs, signal: desk.interrupted, notify: tellFleet(desk, units) });
}

/** What speaks of the fleet as a whole, or of what is printed. */
const OF_THE_FLEET = new Set<string>(['jobs', 'only', 'out', 'json', 'resume'] satisfies (keyof FleetOptions)[]);

/** What each unit is audited with: as on its own, but that its report is not printed. */
function unitOptions(given: FleetOptions, asOf: string): AuditOptions {
  const own = Object.entries(given).filter(([name]) => !OF_THE_FLEET.has(name));
  const format = given.format.filter((one) => one !== 'terminal');
  return { ...(Object.fromEntries(own) as unknown as AuditOptions), asOf, format };
}

/** One run at a time works at a day's roll-up. */
async function lockRun({ out }: FleetPlace): Promise<() => Promise<void>> {
  const lock = await makeFolder(out)
    .then(() => lockBundle(path.join(out, 'fleet')))
    .catch((error: unknown) => {
      throw diskStop(out, error);
    });
  if (lock.kind === 'held') return lock.release;
  const said = text(`${out} 正由另一次汇总核查使用`, `${out} is in use by another run of the fleet`);
  throw new Stop('busy', ...heldBy(said, path.join(out, 'fleet'), lock.holder));
}

interface Outcome {
  readonly fleet: Fleet;
  readonly place: FleetPlace;
  readonly units: readonly PlannedUnit[];
  /** Those that this run was asked for, also what it refused. */
  readonly meant: readonly PlannedUnit[];
  readonly results: ReadonlyMap<PlannedUnit, UnitResult>;
}

async function rollUp(
  { fleet, place, units, meant, results }: Outcome,
  options: FleetOptions,
  desk: Desk,
): Promise<ExitName> {
  const report = fleetReport(fleet, place, await linesOf(units, results), desk.version);
  const written = await writeRollUp(report, place.out, desk);
  await endRun(place);
  desk.print(options.json ? fleetJson(report) : fleetText(report, desk.language, desk.width));
  announce(written, desk);
  return worstExit(meant.flatMap((unit) => (unit.refused ? (['usage'] as const) : (results.get(unit)?.exit ?? []))));
}

function interrupted(
  file: string,
  options: FleetOptions,
  results: ReadonlyMap<PlannedUnit, UnitResult>,
  all: number,
): Stop {
  const done = [...results.values()].filter(({ exit }) => exit !== 'interrupted').length;
  const { jobs, only } = options;
  const own = [...(jobs === undefined ? [] : ['--jobs', jobs]), ...(only ? ['--only', ...only] : [])];
  return new Stop(
    'interrupted',
    text(
      `已中断，${all} 个单位中已核查 ${done} 个，已采集的内容都已保存。`,
      `Interrupted; ${done} of ${all} units are audited, and what was captured is kept.`,
    ),
    howToGoOn({ verb: 'fleet', file }, options, own),
  );
}
