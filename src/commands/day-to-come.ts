import { existsSync } from 'node:fs';
import path from 'node:path';
import { todayInShanghai, type CivilDate } from '../calendar/civil-date.ts';
import { text } from '../language/text.ts';
import { copyBefore, keepCopy } from '../ledger/keep-copy.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Desk } from './desk.ts';
import { historyFile, withHistory } from './history.ts';

/** What day it is by the clock; a unit of a fleet has the fleet's day for its `today`. */
const byTheClock = ({ now }: Desk): CivilDate => todayInShanghai(new Date(now()));

/** The history goes forward only: a slip in the year would keep every night until then out of it. Told before work begins. */
export function warnOfTomorrow(asOf: CivilDate, desk: Desk): void {
  const today = byTheClock(desk);
  if (asOf <= today) return;
  const says = text(
    `核查日 ${asOf} 还没有到（今天 ${today}）：记入历史后，更早的核查不再计入。日期写错的，请按 Ctrl-C 停下；只是试算的，请加 --no-history。`,
    `The day ${asOf} is still to come (today: ${today}); once it is recorded, no earlier day will be. If it is a slip, press Ctrl-C; for a mere trial add --no-history.`,
  );
  desk.tell(says[desk.language]);
}

/** Before a run of a day that is still to come enters the history, the history is kept as it is, and the way back is told. */
export async function keepBeforeTomorrow(workspace: Workspace, asOf: CivilDate, desk: Desk): Promise<void> {
  const file = historyFile(workspace);
  if (file === undefined || asOf <= byTheClock(desk)) return;
  await withHistory(file, (database) => keepCopy(database, file, asOf));
  tellWayBack(workspace, asOf, desk);
}

/** How to undo a run of a wrong day; nothing where no copy from before it is kept. */
export function tellWayBack(workspace: Workspace, day: CivilDate, desk: Desk): void {
  const file = historyFile(workspace);
  if (file === undefined || day <= byTheClock(desk)) return;
  const copy = copyBefore(file, day);
  if (!existsSync(copy)) return;
  const name = path.basename(file);
  const shown = path.relative(process.cwd(), copy);
  const says = text(
    `记入 ${day} 以前的历史和台账另存在 ${shown}。如果这一天写错了：把同一文件夹里的 ${name}（以及 ${name}-wal、${name}-shm，如有）移走，再把 ${path.basename(copy)} 改名为 ${name}；其后收回的台账填写要再收回一次。`,
    `The history and ledger as they were before ${day} are kept in ${shown}. If that day was a slip: move ${name} (and ${name}-wal, ${name}-shm, if there) out of that folder and rename ${path.basename(copy)} to ${name}; what was imported into the ledger since has to be imported again.`,
  );
  desk.tell(says[desk.language]);
}
