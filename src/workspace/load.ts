import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { text, type Text } from '../language/text.ts';
import { problem, sortProblems, type Place, type Problem } from '../catalogue/problem.ts';
import { parseYaml, type Parsed } from '../catalogue/validate.ts';
import type { YamlPath } from '../catalogue/yaml/node.ts';
import { cleanPath, lookInside } from './inside.ts';
import {
  readApprovals,
  readChanges,
  readConsultations,
  readContacts,
  readEvaluations,
  readReviews,
  type RecordsResult,
} from './records.ts';
import { readChecklist } from './checklist.ts';
import { withPhotos } from './photos.ts';
import { doubtfulFormerNames, underPresentNames } from './former-names.ts';
import { namedTwice } from './sites.ts';
import { readWaivers } from './waiver.ts';
import { workspaceSchema, type Attestation, type Source, type Workspace, type WorkspaceFile } from './workspace.ts';

export type WorkspaceResult = { readonly workspace: Workspace } | { readonly problems: readonly Problem[] };

/** One path that the workspace names, and where it is written. */
interface Named {
  readonly at: YamlPath;
  readonly wording: string;
}

const filled = (at: YamlPath, wording: string | undefined): Named[] => (wording === undefined ? [] : [{ at, wording }]);

function pathsOfSources(sources: readonly Source[], at: YamlPath): Named[] {
  return sources.flatMap((source, index) =>
    'snapshot' in source
      ? [{ at: [...at, index, 'snapshot'], wording: source.snapshot }, ...filled([...at, index, 'log'], source.log)]
      : [],
  );
}

/** Every file and folder that `gongkai.yaml` names. */
function namedPaths(file: WorkspaceFile): Named[] {
  const channels = Object.entries(file.channels).flatMap(([channel, entry]) => {
    const at = ['channels', channel];
    if (entry === undefined || entry === 'none') return [];
    if ('sources' in entry) return pathsOfSources(entry.sources, [...at, 'sources']);
    return entry.sites.flatMap((site, index) => [
      ...pathsOfSources(site.sources, [...at, 'sites', index, 'sources']),
      ...filled([...at, 'sites', index, 'checklist'], site.checklist),
    ]);
  });
  const records = Object.entries(file.records).flatMap(([kind, wording]) => filled(['records', kind], wording));
  return [...channels, ...records, ...filled(['waivers'], file.waivers), ...filled(['truth'], file.truth)];
}

async function pathProblem(folder: string, { at, wording }: Named, parsed: Parsed<WorkspaceFile>): Promise<Problem[]> {
  const clean = cleanPath(wording);
  const place = parsed.placeOf(at);
  if ('refused' in clean)
    return [
      problem(
        place,
        text(
          `路径「${wording}」不能用：${clean.refused.zh}`,
          `the path "${wording}" cannot be used: ${clean.refused.en}`,
        ),
      ),
    ];
  const found = await lookInside(folder, clean.path);
  if (found === 'there') return [];
  if (found === 'outside')
    return [
      problem(
        place,
        text(`「${clean.path}」经链接指向了工作区之外`, `"${clean.path}" leads out of the workspace through a link`),
      ),
    ];
  const hint = text('核对文件名，或把文件放进工作区', 'check the name, or put it into the workspace');
  return [problem(place, text(`找不到「${clean.path}」`, `"${clean.path}" does not exist`), hint)];
}

/** The same source with its paths in one notation. */
function cleanSource(source: Source): Source {
  if (!('snapshot' in source)) return source;
  return {
    ...source,
    snapshot: cleaned(source.snapshot),
    ...(source.log === undefined ? {} : { log: cleaned(source.log) }),
  };
}

function cleaned(wording: string): string {
  const clean = cleanPath(wording);
  return 'path' in clean ? clean.path : wording;
}

function cleanChannels(channels: WorkspaceFile['channels']): WorkspaceFile['channels'] {
  const entries = Object.entries(channels).map(([channel, entry]) => {
    if (entry === undefined || entry === 'none') return [channel, entry];
    if ('sources' in entry) return [channel, { ...entry, sources: entry.sources.map(cleanSource) }];
    return [channel, { sites: entry.sites.map((site) => ({ ...site, sources: site.sources.map(cleanSource) })) }];
  });
  return Object.fromEntries(entries) as WorkspaceFile['channels'];
}

async function readRecords<T>(
  folder: string,
  wording: string | undefined,
  read: (bytes: Uint8Array, file: string) => RecordsResult<T>,
): Promise<RecordsResult<T>> {
  if (wording === undefined) return { records: [] };
  const clean = cleaned(wording);
  return read(await readFile(path.join(folder, clean)), clean);
}

async function findFile(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return file;
  if (!found?.isDirectory()) return undefined;
  return findFile(path.join(file, 'gongkai.yaml'));
}

async function noWorkspace(file: string): Promise<Problem> {
  const at: Place = { file, line: 1, column: 1 };
  return problem(at, text('找不到工作区文件', 'there is no such workspace file'), await whereElse(file));
}

/** What became of the name: Windows takes the backslash of `"D:\\folder\\"` for part of a quotation mark, and Notepad adds `.txt`. */
async function whereElse(file: string): Promise<Text> {
  const named = path.basename(file) === 'gongkai.yaml' ? path.dirname(file) : file;
  if (/["']$/.test(named))
    return text(
      '路径末尾多了引号：去掉末尾的反斜杠和引号',
      'the path ends with a quotation mark: leave it and the backslash out',
    );
  const near = await misnamedIn(named);
  if (near === undefined) return text('写出 gongkai.yaml 的路径', 'give the path of a gongkai.yaml');
  return text(`其中的「${near}」请改名为 gongkai.yaml`, `rename "${near}" there to gongkai.yaml`);
}

/** What stands in a folder in place of `gongkai.yaml`: `gongkai.yaml.txt`, `gongkai.yml`. */
export async function misnamedIn(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  return names.find((name) => /^gongkai\.ya?ml(\.\w+)?$/i.test(name) && name !== 'gongkai.yaml');
}

/**
 * Reads `gongkai.yaml` (or the one in the folder given) with its registers. Every path is checked to lie inside the
 * workspace and to exist; all problems come at once. Subjects of records are as written: see `bindRecords`.
 */
export async function loadWorkspace(file: string): Promise<WorkspaceResult> {
  const found = await findFile(file);
  if (found === undefined) return { problems: [await noWorkspace(file)] };
  const parsed = parseYaml(workspaceSchema, await readFile(found), found.split(path.sep).join('/'));
  if (!('value' in parsed)) return parsed;
  const folder = path.resolve(path.dirname(found));
  const checks = await Promise.all(namedPaths(parsed.value).map((named) => pathProblem(folder, named, parsed)));
  const amiss = [
    ...checks.flat(),
    ...namedTwice(parsed.value, parsed.placeOf),
    ...doubtfulFormerNames(parsed.value, parsed.placeOf),
  ];
  if (amiss.length > 0) return { problems: sortProblems(amiss) };
  const registers = await readRegisters(folder, parsed.value);
  const checklists = await readChecklists(folder, parsed.value);
  const problems = [registers, checklists].flatMap((one) => ('problems' in one ? one.problems : []));
  if ('problems' in registers || 'problems' in checklists) return { problems: sortProblems(problems) };
  return {
    workspace: { ...parsed.value, channels: cleanChannels(parsed.value.channels), folder, ...registers, ...checklists },
  };
}

/** The checklists of halls and of the unit itself; undefined where the workspace names none. */
async function readChecklists(
  folder: string,
  { channels, records }: WorkspaceFile,
): Promise<Pick<Workspace, 'attestations'> | { readonly problems: readonly Problem[] }> {
  const halls = Object.values(channels).flatMap((entry) =>
    entry !== undefined && entry !== 'none' && 'sites' in entry ? entry.sites : [],
  );
  const named = [
    ...halls.flatMap(({ name, checklist }) => (checklist === undefined ? [] : [{ site: name, wording: checklist }])),
    ...(records.checklist === undefined ? [] : [{ site: '', wording: records.checklist }]),
  ];
  if (named.length === 0) return {};
  const problems: Problem[] = [];
  const attestations: Attestation[] = [];
  for (const { site, wording } of named) {
    const result = await readRecords(folder, wording, (bytes, file) => readChecklist(bytes, file, site));
    if ('problems' in result) problems.push(...result.problems);
    else
      for (const one of result.records)
        attestations.push(await withPhotos(one, folder, path.posix.dirname(cleaned(wording))));
  }
  return problems.length > 0 ? { problems } : { attestations };
}

type Registers = Pick<
  Workspace,
  'changes' | 'approvals' | 'reviews' | 'waivers' | 'consultations' | 'evaluations' | 'contacts'
>;

/** Every register that the workspace names; the problems of all of them at once. */
async function readRegisters(
  folder: string,
  { records, waivers, channels }: WorkspaceFile,
): Promise<Registers | { readonly problems: readonly Problem[] }> {
  const { changes, approvals, reviews, consultations, evaluations, contacts } = records;
  const problems: Problem[] = [];
  const read = async <T>(
    wording: string | undefined,
    reader: (bytes: Uint8Array, file: string) => RecordsResult<T>,
  ): Promise<readonly T[]> => {
    const result = await readRecords(folder, wording, reader);
    if (!('problems' in result)) return result.records;
    problems.push(...result.problems);
    return [];
  };
  const registers: Registers = {
    changes: await read(changes, readChanges),
    approvals: await read(approvals, readApprovals),
    reviews: await read(reviews, readReviews),
    waivers: underPresentNames(await read(waivers, readWaivers), { channels }),
    ...(consultations !== undefined && { consultations: await read(consultations, readConsultations) }),
    ...(evaluations !== undefined && { evaluations: await read(evaluations, readEvaluations) }),
    ...(contacts !== undefined && { contacts: await read(contacts, readContacts) }),
  };
  return problems.length > 0 ? { problems } : registers;
}
