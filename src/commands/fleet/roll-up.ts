import path from 'node:path';
import type { FleetLine, FleetReport } from '../../report/fleet/fleet-report.ts';
import { totalsOf } from '../../report/fleet/fleet-report.ts';
import { fleetMarkdown } from '../../report/fleet/markdown.ts';
import { treeOf } from '../../report/fleet/tree.ts';
import { fleetWorkbook } from '../../report/fleet/workbook.ts';
import { writeWorkbook } from '../../report/workbook/write.ts';
import type { Fleet } from '../../workspace/fleet.ts';
import type { Desk } from '../desk.ts';
import type { ExitName } from '../exit-code.ts';
import { writeFileWhole } from '../write-file.ts';
import { readMarker } from './marker.ts';
import type { UnitResult } from './messages.ts';
import type { FleetPlace } from './place.ts';
import type { PlannedUnit } from './plan.ts';

/** What came of a unit: of this run, or, where it was left out, what an earlier run of the day has noted. */
export async function linesOf(
  units: readonly PlannedUnit[],
  results: ReadonlyMap<PlannedUnit, UnitResult>,
): Promise<FleetLine[]> {
  return Promise.all(units.map(async (unit) => lineOf(unit, results.get(unit) ?? (await earlier(unit)))));
}

async function earlier({ marker }: PlannedUnit): Promise<UnitResult | undefined> {
  const known = await readMarker(marker);
  return known?.stage === 'ended' ? known.result : undefined;
}

function lineOf({ folder, parent, company, refused }: PlannedUnit, result: UnitResult | undefined): FleetLine {
  const head = { folder, ...(company && { company }), ...(parent !== undefined && { parent }) };
  if (refused) return { ...head, state: 'unfinished', exit: 'usage', why: [refused] };
  if (!result) return { ...head, state: 'unfinished', why: [] };
  const { exit } = result;
  if (result.state === 'unfinished') return { ...head, state: 'unfinished', exit, why: result.why };
  return { ...head, state: 'finished', exit, why: [], summary: result.summary };
}

/** Everything that the run found, in one piece. */
export function fleetReport(
  fleet: Fleet,
  { asOf }: FleetPlace,
  lines: readonly FleetLine[],
  version: string,
): FleetReport {
  return {
    schema: 'gongkai-fleet/1',
    tool: { name: 'gongkai', version },
    name: fleet.name,
    asOf,
    totals: totalsOf(lines),
    tree: treeOf(lines),
    units: lines,
    departments: Object.assign({}, ...lines.map(({ summary }) => summary?.departments ?? {})) as Record<string, string>,
  };
}

/** As JSON: names by which a parent may also be called serve the tree only. */
export const fleetJson = (report: FleetReport): string =>
  `${JSON.stringify(report, (key, value: unknown) => (key === 'aliases' ? undefined : value), 2)}\n`;

/** Writes the roll-up as JSON, workbook and Markdown; returns the files. */
export async function writeRollUp(report: FleetReport, out: string, { language }: Desk): Promise<string[]> {
  const contents: readonly (readonly [string, string | Uint8Array])[] = [
    ['fleet.json', fleetJson(report)],
    ['fleet.xlsx', await writeWorkbook(fleetWorkbook(report, language))],
    ['fleet.md', fleetMarkdown(report, language)],
  ];
  for (const [name, content] of contents) await writeFileWhole(path.join(out, name), content);
  return contents.map(([name]) => path.join(out, name));
}

/** Whose word counts when units end differently: first what was not finished, then what was found, as for one unit. */
const WORST_FIRST: readonly ExitName[] = [
  ...(['internal', 'disk', 'busy', 'unverified', 'catalogue', 'usage', 'interrupted'] as const),
  ...(['waiver', 'gaps', 'evidence'] as const),
];

export const worstExit = (exits: readonly ExitName[]): ExitName =>
  WORST_FIRST.find((name) => exits.includes(name)) ?? 'ok';
