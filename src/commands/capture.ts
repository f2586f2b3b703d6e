import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { addDays, parseCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import { isoTime } from '../evidence/clock.ts';
import { collect } from '../evidence/collect.ts';
import { readRunNote, type RunNote } from '../evidence/run-note.ts';
import { previousIn } from '../evidence/previous.ts';
import {
  openBundle,
  openBundleWriter,
  tidyBundle,
  type BundleBusy,
  type BundleHead,
  type BundleWriter,
} from '../evidence/wacz.ts';
import { text } from '../language/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { captureStop, interrupted } from './capture-end.ts';
import { networkOf } from './capture-network.ts';
import { tellProgress } from './capture-progress.ts';
import { Stop, type Desk } from './desk.ts';
import { keptLinks } from './history.ts';
import { heldBy } from './held-by.ts';
import { lastBundle } from './last-bundle.ts';
import type { Means } from './means.ts';
import type { AuditOptions } from './options.ts';
import { openBrowser, renderingBy } from './rendering.ts';
import { diskStop } from './write-file.ts';

/** Where and for which day a run works. */
export interface RunPlace {
  readonly asOf: CivilDate;
  /** The folder of the bundle and the reports. */
  readonly out: string;
  /** Of the interrupted run that is gone on with. */
  readonly note?: RunNote;
}

/** What a capture needs to know of its run. */
export interface CaptureRun extends RunPlace {
  readonly workspace: Workspace;
  /** As it was typed, to say how to go on. */
  readonly file: string;
  readonly verb: 'audit' | 'capture' | 'check';
}

export const bundleOf = ({ out }: RunPlace): string => path.join(out, 'evidence.wacz');

/** The day and the folder of a run; one that is resumed without naming them is the newest that was interrupted. */
export async function placeRun(
  workspace: Workspace,
  asOf: CivilDate | undefined,
  options: AuditOptions,
  today: CivilDate,
): Promise<RunPlace> {
  const days = path.join(workspace.folder, 'out');
  if (!options.resume) return { asOf: asOf ?? today, out: options.out ?? path.join(days, asOf ?? today) };
  const out = options.out ?? path.join(days, asOf ?? (await newestInterrupted(days)) ?? today);
  const note = await readRunNote(path.join(out, 'evidence.wacz'));
  if (!note) return { asOf: asOf ?? today, out };
  return { asOf: asOf ?? parseCivilDate(note.asOf) ?? today, out, note };
}

async function newestInterrupted(days: string): Promise<string | undefined> {
  const names = await readdir(days).catch(() => []);
  for (const name of names
    .filter((one) => parseCivilDate(one) !== null)
    .sort()
    .reverse())
    if (await readRunNote(path.join(days, name, 'evidence.wacz'))) return name;
  return undefined;
}

/** Captures into the bundle of the run: all of it, or what an interrupted run had left to do. */
export async function captureInto(run: CaptureRun, options: AuditOptions, desk: Desk, means: Means): Promise<void> {
  const file = bundleOf(run);
  if (options.resume && !run.note && (await isWhole(file))) {
    const busy = await tidyBundle(file);
    if (busy) throw busyStop(file, busy);
    desk.tell(
      text('上次采集已经完成，直接使用其证据包。', 'The capture was complete; its bundle is used.')[desk.language],
    );
    return;
  }
  const shape = shapeOf(run.workspace, options);
  if (run.note) mustBeSame(run.note, { asOf: run.asOf, shape });
  const dropped = run.note ? undefined : await readRunNote(file);
  const writer = await openWriter(file, options.resume ?? false, {
    created: isoTime(desk.now()),
    asOf: run.asOf,
    shape,
  });
  // Only now is it known that nobody else is still at it.
  if (dropped) sayWhatIsDropped(dropped, desk);
  const browser = openBrowser(options);
  const last = options.fresh ? undefined : await lastBundle(run, desk);
  const memory = options.history === false ? undefined : keptLinks(run.workspace);
  try {
    const network = {
      ...(await networkOf(options, desk, means)),
      ...{ recall: writer.recall, rendering: renderingBy(browser), ...(memory && { memory }) },
      ...(last && { previous: previousIn(last, desk.now()) }),
    };
    const scopes = await collect(run.workspace, network, writer, tellProgress(desk));
    desk.interrupted.throwIfAborted();
    // It may be the one that is about to be replaced, which some systems refuse while it is open.
    await last?.close();
    await writer.close(scopes, headOf(run, writer.run, options, desk));
  } catch (error) {
    // The journal keeps what was captured; a disk that refuses once may well refuse again.
    await writer.abandon().catch(() => undefined);
    throw desk.interrupted.aborted ? interrupted(run, options) : captureStop(error, file, run, options);
  } finally {
    memory?.close();
    await last?.close();
    await browser?.close();
  }
}

const isWhole = (file: string): Promise<boolean> =>
  openBundle(file).then(
    async (bundle) => {
      if (bundle.kind === 'bundle') await bundle.close();
      return bundle.kind === 'bundle';
    },
    () => false,
  );

/** Numbers that decide which pages are captured. */
const DECIDING = [
  ['--max-pages', 'maxPages'],
  ['--max-depth', 'maxDepth'],
  ['--max-body', 'maxBody'],
  ['--second-looks', 'secondLooks'],
] as const satisfies readonly (readonly [string, keyof AuditOptions])[];

/** What decides which pages are captured. Grants and pace are not among it: they must be given anew, or may be changed. */
function shapeOf(workspace: Workspace, options: AuditOptions): RunNote['shape'] {
  const declared = JSON.stringify([workspace.company.id, workspace.channels]);
  return {
    'gongkai.yaml': createHash('sha256').update(declared).digest('hex'),
    '--robots': options.robots,
    '--fresh': options.fresh ? 'yes' : '',
    '--render': options.render ?? 'auto',
    ...Object.fromEntries(DECIDING.map(([flag, key]) => [flag, options[key] ?? ''])),
  };
}

function mustBeSame(note: RunNote, now: Pick<RunNote, 'asOf' | 'shape'>): void {
  const was: Record<string, string> = { '--as-of': note.asOf, ...note.shape };
  const is: Record<string, string> = { '--as-of': now.asOf, ...now.shape };
  const changed = Object.keys(is).filter((name) => was[name] !== is[name]);
  if (changed.length === 0) return;
  throw new Stop(
    'usage',
    text(
      `不能继续：${changed.join('、')} 与中断的那次不同。请改回原样再用 --resume，或不带 --resume 重新采集。`,
      `cannot go on: ${changed.join(', ')} is not as in the interrupted run. Restore it, or capture anew without --resume.`,
    ),
  );
}

function sayWhatIsDropped(dropped: RunNote, desk: Desk): void {
  const says = text(
    `重新采集：${dropped.asOf} 那次中断的采集不再继续（要继续请用 --resume）。`,
    `Capturing anew: the interrupted run for ${dropped.asOf} is dropped (--resume would go on with it).`,
  );
  desk.tell(says[desk.language]);
}

async function openWriter(file: string, resume: boolean, run: RunNote): Promise<BundleWriter> {
  const writer = await openBundleWriter(file, { resume, run }).catch((error: unknown) => {
    throw diskStop(file, error);
  });
  if (writer.kind === 'writer') return writer;
  throw busyStop(file, writer);
}

const busyStop = (file: string, { holder }: BundleBusy): Stop =>
  new Stop(
    'busy',
    ...heldBy(text(`${file} 正由另一次运行写入`, `${file} is being written by another run`), file, holder),
  );

/** A run that only takes snapshots in has no moment of its own: it is stamped with its day, so that it can be repeated to the byte. */
function headOf(
  { workspace, asOf }: CaptureRun,
  note: RunNote | undefined,
  options: AuditOptions,
  desk: Desk,
): BundleHead {
  const live = Object.values(workspace.channels).some((entry) => JSON.stringify(entry).includes('"url"'));
  return {
    software: `gongkai ${desk.version}`,
    created: live ? (note?.created ?? isoTime(desk.now())) : `${addDays(asOf, -1)}T16:00:00Z`,
    company: workspace.company.id,
    notes: {
      robots: options.robots,
      'allow-private': (options.allowPrivate ?? []).join(' '),
      rate: options.rate,
      render: options.render ?? 'auto',
      'second-looks': options.secondLooks ?? '0',
      ...(options.trustProxy && { 'trust-proxy': 'yes' }),
      ...(options.extraCa && { 'extra-ca': options.extraCa.map((file) => path.basename(file)).join(' ') }),
      ...(options.tlsLegacy && { 'tls-legacy': options.tlsLegacy.join(' ') }),
      ...(desk.isTestClock && { clock: 'set by GONGKAI_TEST_NOW' }),
    },
  };
}
