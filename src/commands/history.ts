import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CivilDate } from '../calendar/civil-date.ts';
import { CHANNELS } from '../catalogue/closed-lists.ts';
import type { Capture } from '../evidence/capture.ts';
import { isoTime } from '../evidence/clock.ts';
import type { PageMemory } from '../evidence/page/memory.ts';
import { openReadings, type ReadingsFile } from '../documents/readings-file.ts';
import { text, type Text } from '../language/text.ts';
import { openDatabase, StoreFault, type Database, type StoreTrouble } from '../ledger/database.ts';
import { entriesOf } from '../ledger/entries.ts';
import type { Entry } from '../ledger/entry.ts';
import type { RunRecord } from '../ledger/judged.ts';
import { historyBefore } from '../ledger/observed.ts';
import { otherUnits, recordRun, type Recorded } from '../ledger/record-run.ts';
import { json } from '../report/json.ts';
import type { Report } from '../report/report.ts';
import type { History } from '../verdicts/history.ts';
import { formerNames } from '../workspace/former-names.ts';
import { placesOf } from '../workspace/places.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { daysLeftOut } from './days-left-out.ts';
import { describing } from './ledger/describe.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';

/** Nights of passing trouble before anybody is woken, unless `--patience` says otherwise. */
export const PATIENCE = 3;

/** Where the workspace keeps its history; undefined where it keeps none. */
export const historyFile = ({ folder, history }: Workspace): string | undefined =>
  history === 'none' ? undefined : path.resolve(folder, history);

/** What earlier nights read, beside the history; an auditor's `check` reads everything anew. */
export function keptReadings(workspace: Workspace): ReadingsFile | undefined {
  const file = historyFile(workspace);
  return file === undefined ? undefined : openReadings(path.join(path.dirname(file), 'readings.cache'));
}

/** Built parts are named by what they hold, and by what those hold that they use. */
const PROGRAM = JSON.stringify([path.basename(import.meta.url), process.version, process.versions.icu]);

/** Where the pages of earlier nights led, kept in the same way. */
export function keptLinks(workspace: Workspace): (PageMemory & { readonly close: () => void }) | undefined {
  const file = historyFile(workspace);
  if (file === undefined) return undefined;
  const kept = openReadings(path.join(path.dirname(file), 'links.cache'));
  return {
    get: (key) => kept.get(PROGRAM + key),
    has: (key) => kept.has(PROGRAM + key),
    keep: (key, found) => kept.keep(PROGRAM + key, found),
    close: kept.close,
  };
}

/** Opens the store, lets `act` use it, and closes it; every trouble of the store becomes a sentence and an exit code. */
export async function withHistory<T>(file: string, act: (database: Database) => T | Promise<T>): Promise<T> {
  let database: Database | undefined;
  try {
    database = await openDatabase(file);
    return await act(database);
  } catch (error) {
    throw error instanceof StoreFault ? storeStop(error) : error;
  } finally {
    database?.close();
  }
}

/** What the runs before the day saw; undefined where there is no history yet. `captures` are what the day itself sees. */
export async function earlierRuns(
  workspace: Workspace,
  asOf: CivilDate,
  captures: readonly Capture[],
  desk: Pick<Desk, 'tell' | 'language'>,
): Promise<History | undefined> {
  const file = historyFile(workspace);
  if (file === undefined || !existsSync(file)) return undefined;
  if (statSync(file).size === 0 && !existsSync(`${file}-wal`)) desk.tell(emptied(file)[desk.language]);
  const places = CHANNELS.flatMap((channel) => placesOf(workspace, channel).map(({ site }) => ({ channel, site })));
  const seen = captures.map(({ id, sha256, fault }) => ({ id, sha256, ...(fault && { fault: fault.reason }) }));
  const formerly = formerNames(workspace);
  return withHistory(file, (database) =>
    historyBefore(database, workspace.company.id, asOf, { places, captures: seen, formerly }),
  );
}

/** The 台账 of the workspace as it stands; empty where it keeps none. */
export async function ledgerOf(workspace: Workspace): Promise<readonly Entry[]> {
  const file = historyFile(workspace);
  if (file === undefined || !existsSync(file)) return [];
  return withHistory(file, (database) => entriesOf(database, workspace.company.id));
}

/** Takes the report into the history; undefined where the workspace keeps none. */
export async function recordReport(
  report: Report,
  workspace: Workspace,
  patience: number,
  desk: Desk,
): Promise<Recorded | undefined> {
  const file = historyFile(workspace);
  if (file === undefined) return undefined;
  const recorded = isoTime(desk.now());
  return withHistory(file, async (database) => {
    const taken = recordRun(database, recordOf(report), { recorded, patience });
    const others = taken.kind === 'first' ? otherUnits(database, report.company.id) : [];
    const says =
      others.length > 0 ? anotherUnit(report.company.id, others) : await daysLeftOut(workspace, report.asOf, taken);
    if (says) desk.tell(says[desk.language]);
    return taken;
  });
}

/** A store has words in it from its first moment on: what has none was cut off, by a power loss or a full disk or a sync. */
const emptied = (file: string): Text =>
  text(
    `历史库 ${shown(file)} 是空文件（0 字节），历史和台账从头开始；有备份的，请恢复备份后重新核查。`,
    `The history ${shown(file)} is an empty file, so history and ledger begin anew; where there is a backup, restore it and audit again.`,
  );

const shown = (file: string): string => path.relative(process.cwd(), file) || file;

/** The history and the 台账 of a unit hang on its id. */
const anotherUnit = (id: string, others: readonly string[]): Text =>
  text(
    `历史库中没有单位「${id}」的核查，只有「${others.join('」「')}」的：如果改过 gongkai.yaml 中的 company.id，请改回，否则历史和台账从头开始。`,
    `The history holds no audit of the unit "${id}", only of "${others.join('", "')}": if company.id in gongkai.yaml was changed, change it back, or history and ledger begin anew.`,
  );

const digestOf = (pieces: readonly Buffer[]): string =>
  pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest('hex');

/** What the history keeps of a report. */
export function recordOf(report: Report): RunRecord {
  const { company, asOf, tool, catalogue, calendar, declared, items, verdicts, evidence } = report;
  return {
    company: company.id,
    unit: company.name,
    asOf,
    digest: digestOf(json.render(report)),
    engine: tool.version,
    catalogue: catalogue.digest,
    calendar: calendar.digest,
    declared: declared.digest,
    rules: new Map(items.map(({ id, digest }) => [id, digest])),
    verdicts,
    describe: describing(report),
    formerly: report.formerly,
    captures: evidence.map(({ id, channel, site, sha256, fault }) => ({
      ...{ id, channel, site, sha256 },
      ...(fault !== undefined && { fault }),
    })),
  };
}

const SAYS: Readonly<Record<StoreTrouble, readonly [ExitName, (file: string) => Text]>> = {
  busy: [
    'busy',
    (file) =>
      text(
        `历史库 ${file} 正由另一次运行写入，请等它结束后重试。`,
        `the history ${file} is being written by another run; try again when it has ended.`,
      ),
  ],
  disk: [
    'disk',
    (file) =>
      text(
        `无法读写历史库 ${file}，已有记录未受影响；请检查磁盘空间和权限。`,
        `cannot read or write the history ${file}; what it holds is unharmed. Check disk space and permissions.`,
      ),
  ],
  damaged: [
    'unverified',
    (file) =>
      text(
        `历史库 ${file} 已损坏或不是 gongkai 的历史库，请移走后重新核查，或恢复备份。`,
        `the history ${file} is damaged or not a history of gongkai; move it away and audit again, or restore a backup.`,
      ),
  ],
  newer: [
    'usage',
    (file) =>
      text(
        `历史库 ${file} 由更新版本的 gongkai 写成，请升级后再用。`,
        `the history ${file} was written by a later version of gongkai; upgrade to use it.`,
      ),
  ],
};

function storeStop({ kind, file }: StoreFault): Stop {
  const [exit, says] = SAYS[kind];
  return new Stop(exit, says(shown(file)));
}
