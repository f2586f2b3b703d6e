import { openInput, type Stored } from '../archive/input.ts';
import type { Fault } from '../capture.ts';
import type { SnapshotEntries, SnapshotEntry, SnapshotLimits } from './entry.ts';
import { WarcPlan } from './warc-plan.ts';
import { answerOf, type WarcAnswer } from '../warc/answer.ts';
import { readWarc } from '../warc/read.ts';
import { HARMLESS, type WarcRecord, type WarcRecords } from '../warc/record.ts';

/** A WARC or ARC of a snapshot, with the path that its captures are shown under. */
export interface WarcFile {
  readonly path: string;
  readonly stored: Stored;
  /** Set when the file as a whole is not what its container says. */
  readonly damage?: Fault;
}

/**
 * The pages of one or several WARC files that belong together: of each address the newest answer. A first pass over the
 * records finds out which that is, what redirects lead to it, and which payloads revisit records refer to.
 */
export async function* warcEntries(files: readonly WarcFile[], limits: SnapshotLimits): SnapshotEntries {
  const plan = new WarcPlan();
  for (const [index, file] of files.entries()) {
    for await (const record of recordsOf(file, limits)) plan.note(index, record);
  }
  const originals = new Map<string, WarcAnswer>();
  const revisits: [file: WarcFile, record: WarcRecord][] = [];
  let broken: Fault | undefined;
  for (const [index, file] of files.entries()) {
    const records = recordsOf(file, limits);
    let next = await records.next();
    for (; !next.done; next = await records.next()) {
      const record = next.value;
      const key = plan.neededFor(record);
      if (key !== undefined && !(file.damage ?? damage(record))) originals.set(key, await answerOf(record, limits));
      if (!plan.isWanted(index, record)) continue;
      if (record.type === 'revisit') revisits.push([file, record]);
      else yield entryOf(file, record, lostRedirect(plan, record) ?? (await answerOf(record, limits)), plan);
    }
    broken ??= next.value;
  }
  for (const [file, record] of revisits) yield entryOf(file, record, original(plan, record, originals), plan);
  return broken;
}

/** A page that we know of and do not have. */
const absent = (status: number, detail: string): WarcAnswer => ({
  ...{ status, headers: {}, marks: [] },
  body: { reason: 'not-attempted', detail },
});

function lostRedirect(plan: WarcPlan, record: WarcRecord): WarcAnswer | undefined {
  const end = plan.lostEnd(record);
  return end === undefined ? undefined : absent(0, `redirects to ${end}, which is not there`);
}

const original = (plan: WarcPlan, record: WarcRecord, originals: ReadonlyMap<string, WarcAnswer>): WarcAnswer =>
  plan
    .originalsOf(record)
    .map((key) => originals.get(key))
    .find((answer) => answer !== undefined) ?? absent(0, 'revisit without its original');

async function* recordsOf({ stored }: WarcFile, limits: SnapshotLimits): WarcRecords {
  const input = await openInput(stored);
  try {
    return yield* readWarc(input, { ...limits, record: limits.file, member: 2 * limits.file });
  } finally {
    await input.close();
  }
}

/** File names that this program put into a URI. */
function decoded(uri: string): string {
  try {
    return decodeURI(uri);
  } catch {
    return uri;
  }
}

/** Why a record cannot serve as evidence, if so. */
function damage({ problems, offset }: WarcRecord): Fault | undefined {
  const serious = problems.filter((problem) => !HARMLESS.has(problem));
  if (serious.length === 0) return undefined;
  const detail = `record at byte ${offset}: ${serious.join(', ')}`;
  return { reason: serious.includes('too-large') ? 'too-large' : 'corrupt-archive', detail };
}

function entryOf(file: WarcFile, record: WarcRecord, answer: WarcAnswer, plan: WarcPlan): SnapshotEntry {
  const target = plan.targetOf(record) ?? '';
  const time = record.fields.get('warc-date')?.[0] ?? '';
  const body = file.damage ?? damage(record) ?? answer.body;
  const isWeb = /^https?:/.test(target);
  return {
    path: file.path + (target.startsWith('snapshot:') ? decoded(target.slice('snapshot:'.length)) : target),
    ...(isWeb ? { url: target, redirects: plan.redirectsTo(target) } : {}),
    ...(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(time) ? { time } : {}),
    timeBy: 'record',
    status: answer.status,
    headers: answer.headers,
    marks: [...answer.marks, ...record.problems.filter((problem) => HARMLESS.has(problem))],
    read: () => Promise.resolve(body),
  };
}
