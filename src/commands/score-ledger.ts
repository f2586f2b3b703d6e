import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { todayInShanghai, type CivilDate } from '../calendar/civil-date.ts';
import { periodEnd, quarterOf } from '../calendar/period.ts';
import { text } from '../language/text.ts';
import { linesOf, type Event } from '../ledger/entries.ts';
import { identityOf, thingOf, type Entry } from '../ledger/entry.ts';
import { safe } from '../report/safe-text.ts';
import type { Settling } from '../report/score.ts';
import { loadWorkspace } from '../workspace/load.ts';
import { Stop, stopWith } from './desk.ts';
import { historyFile, withHistory } from './history.ts';

/** One line of a 台账, with what has happened to it. */
export interface LedgerLine {
  readonly entry: Entry;
  readonly events: readonly Event[];
}

/** What the ledgers say, and whose they are. */
export interface Ledgers {
  readonly settling: Settling;
  /** Ids of the units that have a line in them. */
  readonly units: ReadonlySet<string>;
}

/** What the ledgers of the units say of their gaps: workspaces, history files, or folders of them. */
export async function readLedgers(paths: readonly string[]): Promise<Ledgers> {
  const files = (await Promise.all(paths.map(historiesOf))).flat();
  const lines: LedgerLine[] = [];
  for (const file of new Set(files)) lines.push(...(await withHistory(file, linesOf)));
  return { settling: settledBy(lines), units: new Set(lines.map(({ entry }) => entry.company)) };
}

/**
 * A gap not upheld is none, whenever that was decided; one that had gone and was found again by the day of audit is, until somebody
 * decides anew. A gap was mended in time when it was struck off on or after the day of
 * audit and still was at the end of that quarter; one that came back within it was not.
 */
export function settledBy(all: readonly LedgerLine[]): Settling {
  const lines = all.filter(({ entry }) => entry.dropped?.why !== 'double');
  // A report from before a hall was renamed calls it by its old name; what a line is now goes before what another one was.
  const known = new Map(
    [...lines.flatMap((line) => line.events.map((event) => ({ line, entry: event.entry }))), ...lines.map(asItIs)].map(
      ({ line, entry }) => [keyOf(entry.company, identityOf(entry.thing, entry.gap)), line],
    ),
  );
  return ({ company, asOf }, verdict) => {
    const line = known.get(keyOf(company.id, identityOf(thingOf(verdict), verdict.gap)));
    if (!line) return undefined;
    const { number, state } = line.entry;
    if (state === 'dismissed') return { kind: isDecided(line, asOf) ? 'dismissed' : 'doubted', number };
    const last = periodEnd(quarterOf(asOf));
    const then = line.events.findLast(({ recorded }) => todayInShanghai(new Date(recorded)) <= last)?.entry;
    const mended = then?.state === 'closed' && then.closed >= asOf;
    return mended ? { kind: 'mended', number } : undefined;
  };
}

/** Whether the decision not to uphold speaks of what stood there on a day. */
function isDecided({ events }: LedgerLine, day: CivilDate): boolean {
  const doubt = events.findLastIndex(({ what, entry }) => what === 'doubted' && entry.lastFound <= day);
  return doubt < 0 || events.slice(doubt).some(({ what }) => DECIDED.has(what));
}

/** By `ledger advance`, or taken back in a table. */
const DECIDED: ReadonlySet<string> = new Set(['dismiss', 'dismissed']);

const asItIs = (line: LedgerLine) => ({ line, entry: line.entry });

const keyOf = (company: string, identity: string): string => JSON.stringify([company, identity]);

async function historiesOf(named: string): Promise<string[]> {
  const found = await stat(named).catch(() => undefined);
  if (!found) throw none(named);
  if (found.isFile() && !/\.ya?ml$/i.test(named)) return [path.resolve(named)];
  const isWorkspace =
    found.isFile() || (await stat(path.join(named, 'gongkai.yaml')).catch(() => undefined)) !== undefined;
  const files = isWorkspace ? await historyOfWorkspace(named) : await historiesIn(named);
  if (files.length === 0) throw none(named);
  return files;
}

async function historyOfWorkspace(named: string): Promise<string[]> {
  const loaded = await loadWorkspace(named);
  if ('problems' in loaded) throw stopWith('usage', loaded.problems);
  const file = historyFile(loaded.workspace);
  return file !== undefined && (await stat(file).catch(() => undefined)) ? [file] : [];
}

const historiesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true }))
    .filter((name) => path.basename(name) === 'history.db')
    .sort()
    .map((name) => path.resolve(folder, name));

const none = (named: string): Stop =>
  new Stop(
    'usage',
    text(
      `${safe(named)} 没有问题台账：请给出核查过的工作区、其 .gongkai/history.db，或存放它们的文件夹。`,
      `${safe(named)} holds no ledger: name a workspace that was audited, its .gongkai/history.db, or a folder of them.`,
    ),
  );
