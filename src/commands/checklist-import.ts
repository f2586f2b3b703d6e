import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from '../language/text.ts';
import { bindRecords } from '../workspace/bind-records.ts';
import { cleanPath, lookInside } from '../workspace/inside.ts';
import { registerChecklist } from '../workspace/register-checklist.ts';
import type { Attestation, Workspace } from '../workspace/workspace.ts';
import {
  answersOf,
  hallOf,
  openForChecklist,
  tellAnswers,
  type ChecklistDesk,
  type ChecklistOptions,
} from './checklist-answers.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { folderName } from './folder-name.ts';
import { diskStop, writeFileWhole } from './write-file.ts';

/**
 * `checklist import`: a filled-in sheet, checked and taken into the workspace with its photographs, and named in gongkai.yaml.
 * A sheet with a mistake in it is refused whole, each mistake at its cell; answers that are worth nothing are told one by one.
 */
export async function importChecklist(
  filled: string,
  file: string,
  options: ChecklistOptions,
  desk: Desk,
): Promise<ExitName> {
  const opened = await openForChecklist(file, desk);
  const { workspace } = opened;
  const hall = hallOf(workspace, options.hall);
  const { bytes, answers } = await answersOf(filled, hall, opened);
  if (answers.length === 0) throw empty(filled);
  refuseInSnapshot(filled, workspace);
  const taken = await takeIn(filled, bytes, answers, { folder: workspace.folder, hall });
  await register(taken, hall, file);
  const worthless = tellAnswers(answers, opened, options, desk);
  desk.tell(
    text(
      `已收进工作区：${taken}，并写入 gongkai.yaml 的营业厅「${hall}」。`,
      `taken into the workspace: ${taken}, and named in gongkai.yaml for the hall "${hall}".`,
    )[desk.language],
  );
  tellDropped(answers, hall, opened, desk);
  return worthless === 0 ? 'ok' : 'gaps';
}

const empty = (filled: string): Stop =>
  new Stop(
    'usage',
    text(
      `核查表 ${filled} 没有一行填写了「核查结论」，未作改动；请填写 是、否 或 不适用 后再导入。`,
      `no line of the checklist ${filled} has an answer, and nothing was changed; fill in 是, 否 or 不适用 first.`,
    ),
  );

/** What lies in a snapshot is read as if it were on show, and a checklist repeats every word that should be. */
function refuseInSnapshot(filled: string, { folder, channels }: Workspace): void {
  const sources = Object.values(channels).flatMap((entry) => {
    if (entry === undefined || entry === 'none') return [];
    return 'sites' in entry ? entry.sites.flatMap((site) => site.sources) : entry.sources;
  });
  const inside = path.relative(folder, path.resolve(filled)).split(path.sep).join('/');
  const snapshot = sources
    .flatMap((source) => ('snapshot' in source ? [source.snapshot] : []))
    .find((one) => inside.startsWith(`${one}/`));
  if (snapshot === undefined) return;
  throw new Stop(
    'usage',
    text(
      `核查表 ${filled} 放在证据文件夹 ${snapshot} 里，会被当作公示内容读取；请连同照片移到别处（如 records/）再导入。`,
      `the checklist ${filled} lies in the evidence ${snapshot} and would be read as if it were on show; move it and its photographs elsewhere, such as records/, first.`,
    ),
  );
}

interface Home {
  readonly folder: string;
  readonly hall: string;
}

/** A sheet inside the workspace stays where it is; any other goes into a folder of its own, so that nothing is overwritten. */
async function takeIn(
  filled: string,
  bytes: Uint8Array,
  answers: readonly Attestation[],
  { folder: root, hall }: Home,
): Promise<string> {
  const inside = cleanPath(path.relative(root, path.resolve(filled)));
  if ('path' in inside && (await lookInside(root, inside.path)) === 'there') return inside.path;
  const day = answers.reduce((last, { on }) => (on > last ? on : last), '');
  const name = path.basename(filled);
  const folder = await freeFolder(root, `records/核查表/${folderName(hall)}/${day}`, name, bytes);
  for (const photo of photosOf(answers)) await copyPhoto(path.dirname(filled), path.join(root, folder), photo);
  await writeFileWhole(path.join(root, folder, name), bytes);
  return `${folder}/${name}`;
}

/** The first of `…/2026-11-20`, `…/2026-11-20-2`, … that is free, or already holds this very sheet. */
async function freeFolder(root: string, wanted: string, name: string, bytes: Uint8Array): Promise<string> {
  for (let at = 1; ; at += 1) {
    const folder = at === 1 ? wanted : `${wanted}-${at}`;
    const there = await stat(path.join(root, folder)).catch(() => undefined);
    if (!there) return folder;
    const sheet = await readFile(path.join(root, folder, name)).catch(() => undefined);
    if (sheet && Buffer.from(bytes).equals(sheet)) return folder;
  }
}

/** The photographs that are there, as clean paths beside the sheet. */
const photosOf = (answers: readonly Attestation[]): string[] => {
  const there = answers.flatMap(({ photos, lostPhotos }) => photos.filter((photo) => !lostPhotos.includes(photo)));
  return [...new Set(there.map(cleanPath).flatMap((clean) => ('path' in clean ? [clean.path] : [])))];
};

async function copyPhoto(from: string, to: string, photo: string): Promise<void> {
  const target = path.join(to, photo);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(from, photo), target);
  } catch (error) {
    throw diskStop(target, error);
  }
}

/** Names the sheet in the workspace file; its comments and spacing stay as they are. */
async function register(taken: string, hall: string, file: string): Promise<void> {
  const isFolder = (await stat(file)).isDirectory();
  const workspaceFile = isFolder ? path.join(file, 'gongkai.yaml') : file;
  const source = await readFile(workspaceFile, 'utf8');
  const edited = registerChecklist(source, hall, taken);
  if (edited === undefined)
    throw new Stop(
      'usage',
      text(
        `核查表已放在 ${taken}，但没能写进 gongkai.yaml；请在营业厅「${hall}」下加一行 checklist: ${taken}`,
        `the checklist lies at ${taken}, but could not be named in gongkai.yaml; add "checklist: ${taken}" to the hall "${hall}"`,
      ),
    );
  if (edited !== source) await writeFileWhole(workspaceFile, edited);
}

/** A sheet takes the place of the one before; what only that one answered is no longer answered. */
function tellDropped(
  answers: readonly Attestation[],
  hall: string,
  { workspace, law }: ChecklistDesk,
  desk: Desk,
): void {
  const bound = bindRecords(workspace, law.catalogue);
  const before = 'workspace' in bound ? (bound.workspace.attestations ?? []) : [];
  const answered = new Set(answers.map(({ subject }) => subject));
  const dropped = before.filter(({ site, subject }) => site === hall && !answered.has(subject));
  if (dropped.length === 0) return;
  const ids = [...new Set(dropped.map(({ subject }) => subject))];
  desk.tell(
    text(
      `原核查表答过而这张没有填写的 ${ids.length} 项不再作为依据：${ids.join('、')}；原表仍在原处。`,
      `${ids.length} answers of the sheet before are not in this one and no longer count: ${ids.join(', ')}; that sheet is still where it was.`,
    )[desk.language],
  );
}
