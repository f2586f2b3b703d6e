import { existsSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readRunNote } from '../../evidence/run-note.ts';
import { sha256 } from '../../evidence/sha256.ts';
import { declaredDigest } from '../../report/digests.ts';
import { isFormat, REPORTERS } from '../../report/reporters.ts';
import { placesOf } from '../../workspace/places.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { ChannelId } from '../../catalogue/rule.ts';
import type { Run } from '../audit.ts';
import { bundleOf } from '../capture.ts';
import type { AuditOptions } from '../options.ts';
import { writeFileWhole } from '../write-file.ts';
import { unitResultSchema } from './messages.ts';

/** What stood in the unit's folder before its audit of this run began: a run that goes on must not take it for its own. */
const beforeSchema = z.strictObject({ bundle: z.string(), partial: z.string() });
type Before = z.infer<typeof beforeSchema>;

/** SHA-256 of what decides what is captured, besides what the sites answer; and of what decides what is made of it. */
const inputsSchema = z.strictObject({ captured: z.string(), judged: z.string() });
export type Inputs = z.infer<typeof inputsSchema>;

const markerSchema = z.discriminatedUnion('stage', [
  z.strictObject({ stage: z.literal('begun'), inputs: inputsSchema, before: beforeSchema }),
  z.strictObject({ stage: z.literal('ended'), inputs: inputsSchema, result: unitResultSchema }),
]);
export type Marker = z.infer<typeof markerSchema>;

/** Where the audit of one unit stands; undefined where it has not begun, or the marker cannot be read. */
export async function readMarker(file: string): Promise<Marker | undefined> {
  try {
    return markerSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

export const writeMarker = (file: string, marker: Marker): Promise<void> =>
  writeFileWhole(file, `${JSON.stringify(marker)}\n`);

/** A bundle is told from a later one by its size and time, an interrupted capture by when it began. */
export async function whatStands(bundle: string): Promise<Before> {
  const found = await stat(bundle).catch(() => undefined);
  const note = await readRunNote(bundle);
  return { bundle: found ? `${found.ino} ${found.size} ${found.mtimeMs}` : '', partial: note?.created ?? '' };
}

/** Whether what stands there now was made by the audit that the marker speaks of, so that it can be gone on with. */
export async function isOwnWork(before: Before, bundle: string): Promise<boolean> {
  const now = await whatStands(bundle);
  if (now.partial !== '') return now.partial !== before.partial;
  return now.bundle !== '' && now.bundle !== before.bundle;
}

/** Options that decide what is made of a bundle, and not what is in it. */
const JUDGING: readonly string[] = [
  'failOn',
  'format',
  'history',
  'patience',
  'screenshots',
] satisfies (keyof AuditOptions)[];
/** What decides neither: how fast a site was asked is nothing that a run must keep to. */
const NEITHER: readonly string[] = ['resume', 'rate'] satisfies (keyof AuditOptions)[];
const isJudging = (name: string): boolean => JUDGING.includes(name);

export async function inputsOf({ workspace, law, asOf }: Run, options: AuditOptions, engine: string): Promise<Inputs> {
  // Sorted: the same words typed in another order are the same options.
  const given = Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1));
  const judging = given.filter(([name]) => isJudging(name));
  const capturing = given.filter(([name]) => !isJudging(name) && !NEITHER.includes(name));
  const { channels } = workspace;
  return {
    captured: digestOf([asOf, channels, capturing, await snapshotFiles(workspace)]),
    judged: digestOf([engine, declaredDigest(workspace), law.catalogue.digest, law.calendar.digest, judging]),
  };
}

const digestOf = (decided: unknown): string => sha256(JSON.stringify(decided));

/** Every file of every snapshot with its size and time. */
async function snapshotFiles(workspace: Workspace): Promise<string[]> {
  const sources = (Object.keys(workspace.channels) as ChannelId[]).flatMap((channel) =>
    placesOf(workspace, channel).flatMap((place) => place.sources),
  );
  const named = sources.flatMap((source) =>
    'snapshot' in source ? [source.snapshot, ...(source.log === undefined ? [] : [source.log])] : [],
  );
  const lists = await Promise.all(named.map((one) => filesAt(workspace.folder, one)));
  return lists.flat();
}

async function filesAt(home: string, name: string): Promise<string[]> {
  const file = path.join(home, name);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isDirectory()) return [`${name} ${found?.size ?? ''} ${found?.mtimeMs ?? ''}`];
  const names = (await readdir(file)).sort();
  return (await Promise.all(names.map((one) => filesAt(home, path.posix.join(name, one))))).flat();
}

/** Whether everything that the audit wrote is still there. */
export const isAllThere = (run: Run, formats: readonly string[]): boolean =>
  [
    bundleOf(run),
    ...formats.filter(isFormat).flatMap((format) => {
      return format === 'terminal' ? [] : [path.join(run.out, `report.${REPORTERS[format].extension}`)];
    }),
  ].every((file) => existsSync(file));
