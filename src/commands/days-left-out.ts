import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import { text, type Text } from '../language/text.ts';
import type { Recorded } from '../ledger/record-run.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Reports that lie in the workspace and of which the history knows nothing: it was deleted, or put back from an old copy, and with
 * it went the 台账, whose numbers would be given out again. Undefined where there are none.
 */
export async function daysLeftOut(
  workspace: Workspace,
  asOf: CivilDate,
  { kind, previous }: Recorded,
): Promise<Text | undefined> {
  if (kind !== 'first' && kind !== 'next') return undefined;
  const days = (await reportedDays(workspace)).filter((day) => day < asOf && day > (previous?.asOf ?? ''));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return previous ? fromOldCopy(last, previous.asOf) : fromTheStart(last);
}

async function reportedDays({ folder }: Workspace): Promise<CivilDate[]> {
  const out = path.join(folder, 'out');
  const names = (await readdir(out).catch(() => [])).filter((name) => parseCivilDate(name) === name);
  const written = await Promise.all(
    names.map(async (name) => (await stat(path.join(out, name, 'report.json')).catch(() => undefined)) !== undefined),
  );
  return names.filter((_, at) => written[at]).sort();
}

const fromTheStart = (last: CivilDate): Text =>
  text(
    `out 中有 ${last} 的核查报告，历史库里却没有以前的核查：历史和台账从头开始，台账编号会重新编起。历史库被删除或没有一同搬来的，请恢复备份后重新核查；以前都用 --no-history 或 check 核查的，不必理会。`,
    `out holds a report of ${last}, and the history holds no earlier audit: history and ledger begin anew, and so do its numbers. If the history was deleted or left behind, restore it and audit again; if audits were made with --no-history or check until now, never mind.`,
  );

const fromOldCopy = (last: CivilDate, known: CivilDate): Text =>
  text(
    `out 中有 ${last} 的核查报告，历史库里最近的核查却是 ${known}：其间的核查和台账填写不在历史库中。历史库是从旧备份恢复的，请核对其间的台账填写（销号、整改时限等）；那几天用 --no-history 或 check 核查的，不必理会。`,
    `out holds a report of ${last}, and the last audit in the history is of ${known}: audits and ledger entries in between are not in it. If it was put back from an old copy, see what was entered in the ledger meanwhile; if those audits were made with --no-history or check, never mind.`,
  );
