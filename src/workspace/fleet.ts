import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { problem, sortProblems, type Place, type Problem } from '../catalogue/problem.ts';
import { parseYaml, type Parsed } from '../catalogue/validate.ts';
import type { YamlPath } from '../catalogue/yaml/node.ts';
import { text } from '../language/text.ts';
import { foldersBelow, matchingFolders } from './fleet-folders.ts';
import { cleanPath, lookInside } from './inside.ts';

/** `fleet.yaml`: many companies that are audited in one run. All folders are relative to its own and stay inside it. */
export const fleetSchema = z.strictObject({
  /** What the roll-up is headed with. */
  name: z.string(),
  units: z
    .array(
      z.union([
        /** The folder of one company, or a pattern: one star stands for any part of a name, two for any number of folders. */
        z.string(),
        z.strictObject({
          folder: z.string(),
          /** Name, alias or id of the company above it; unless it is said here, the one that `gongkai.yaml` names. */
          parent: z.string().optional(),
        }),
      ]),
    )
    .min(1),
});
type FleetFile = z.infer<typeof fleetSchema>;

/** One company of a fleet: an ordinary workspace. */
export interface FleetUnit {
  /** Relative to the fleet's folder, with forward slashes; `.` where it is the same. */
  readonly folder: string;
  readonly parent?: string;
}

export interface Fleet {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  readonly units: readonly FleetUnit[];
}

export type FleetResult = { readonly fleet: Fleet } | { readonly problems: readonly Problem[] };

/**
 * Reads `fleet.yaml`, or the one in the folder given; a folder without one is a fleet of every workspace in it. A company that
 * cannot be audited is none of its problems: it is named when its turn comes.
 */
export async function loadFleet(given: string): Promise<FleetResult> {
  const found = await stat(given).catch(() => undefined);
  const file = found?.isDirectory() ? path.join(given, 'fleet.yaml') : given;
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes) return readFleet(file, bytes);
  if (!found?.isDirectory()) return { problems: [nothingAt(given)] };
  const misnamed = (await readdir(given)).find((name) => /^fleet\.ya?ml(\.\w+)?$/i.test(name));
  if (misnamed !== undefined) return { problems: [misnamedIn(given, misnamed)] };
  const folder = path.resolve(given);
  const units = (await foldersBelow(folder)).map((one) => ({ folder: one }));
  return units.length === 0
    ? { problems: [nothingAt(given)] }
    : { fleet: { name: path.basename(folder), folder, units } };
}

const nothingAt = (file: string): Problem =>
  problem(
    { file: file.replaceAll('\\', '/'), line: 1, column: 1 },
    text('找不到 fleet.yaml，也找不到任何单位的 gongkai.yaml', 'there is neither a fleet.yaml nor any gongkai.yaml'),
    text('写出 fleet.yaml 或各单位工作区所在的文件夹', 'give a fleet.yaml, or the folder that holds the workspaces'),
  );

/** Whoever wrote it meant it to be read: without it other companies, under other parents, would be added up. */
const misnamedIn = (folder: string, name: string): Problem =>
  problem(
    { file: path.join(folder, name).replaceAll('\\', '/'), line: 1, column: 1 },
    text('文件名不对，没有读取', 'the name is not right, so that it was not read'),
    text('请改名为 fleet.yaml', 'rename it to fleet.yaml'),
  );

async function readFleet(file: string, bytes: Uint8Array): Promise<FleetResult> {
  const parsed = parseYaml(fleetSchema, bytes, file.split(path.sep).join('/'));
  if (!('value' in parsed)) return parsed;
  const folder = path.resolve(path.dirname(file));
  const problems: Problem[] = [];
  const units = new Map<string, FleetUnit>();
  for (const [at, entry] of parsed.value.units.entries()) {
    const found = await unitsOf(entry, folder, parsed, ['units', at]);
    if ('problem' in found) problems.push(found.problem);
    // A later line may name the parent of what a pattern has found.
    else for (const unit of found.units) units.set(unit.folder, { ...units.get(unit.folder), ...unit });
  }
  if (problems.length > 0) return { problems: sortProblems(problems) };
  return { fleet: { name: parsed.value.name, folder, units: [...units.values()] } };
}

type Found = { readonly units: readonly FleetUnit[] } | { readonly problem: Problem };

async function unitsOf(
  entry: FleetFile['units'][number],
  root: string,
  parsed: Parsed<FleetFile>,
  at: YamlPath,
): Promise<Found> {
  const { folder: wording, parent } = typeof entry === 'string' ? { folder: entry } : entry;
  const place = parsed.placeOf(typeof entry === 'string' ? at : [...at, 'folder']);
  const named = parent === undefined ? {} : { parent };
  if (wording === '.') return { units: [{ folder: '.', ...named }] };
  const clean = cleanPath(wording.replace(/[\\/]gongkai\.yaml$/, ''));
  if ('refused' in clean)
    return {
      problem: problem(
        place,
        text(
          `路径「${wording}」不能用：${clean.refused.zh}`,
          `the path "${wording}" cannot be used: ${clean.refused.en}`,
        ),
      ),
    };
  const isPattern = clean.path.includes('*');
  const folders = isPattern ? await matchingFolders(root, clean.path) : [clean.path];
  if (folders.length === 0) return { problem: noMatch(place, wording) };
  for (const folder of folders)
    if ((await lookInside(root, folder)) === 'outside') return { problem: outside(place, folder) };
  return { units: folders.map((folder) => ({ folder, ...named })) };
}

const noMatch = (place: Place, wording: string): Problem =>
  problem(
    place,
    text(`没有文件夹符合「${wording}」`, `no folder matches "${wording}"`),
    text('只算其中有 gongkai.yaml 的文件夹', 'only folders with a gongkai.yaml count'),
  );

const outside = (place: Place, folder: string): Problem =>
  problem(
    place,
    text(`「${folder}」经链接指向了 fleet.yaml 所在文件夹之外`, `"${folder}" leads out of the folder through a link`),
  );
