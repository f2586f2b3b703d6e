import { existsSync } from 'node:fs';
import { text } from '../../language/text.ts';
import type { Database } from '../../ledger/database.ts';
import { entriesOf } from '../../ledger/entries.ts';
import type { Entry } from '../../ledger/entry.ts';
import { didYouMean } from '../../catalogue/nearest.ts';
import { loadWorkspace } from '../../workspace/load.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { Stop, stopWith } from '../desk.ts';
import { historyFile, withHistory } from '../history.ts';

/** Opens the 台账 of a workspace; a workspace that was never audited has none, and the sentence says what to do. */
export async function withLedger<T>(
  folder: string,
  act: (database: Database, workspace: Workspace) => T | Promise<T>,
): Promise<T> {
  const loaded = await loadWorkspace(folder);
  if ('problems' in loaded) throw stopWith('usage', loaded.problems);
  const file = historyFile(loaded.workspace);
  if (file === undefined)
    throw new Stop(
      'usage',
      text(
        '该工作区不留历史（gongkai.yaml 中 history: none），没有台账；删去这一行后重新核查即可。',
        'this workspace keeps no history (history: none in gongkai.yaml) and so no ledger; delete that line and audit again.',
      ),
    );
  if (!existsSync(file))
    throw new Stop(
      'usage',
      text('还没有台账，请先运行 gongkai audit 核查一次。', 'there is no ledger yet; run gongkai audit once.'),
    );
  return withHistory(file, (database) => act(database, loaded.workspace));
}

/** One line by its number; the end of the number is enough where it is unique. */
export function entryNamed(database: Database, company: string, number: string): Entry {
  const entries = entriesOf(database, company);
  const found = entries.filter((one) => one.number === number || one.number.endsWith(`-${number.padStart(4, '0')}`));
  if (found.length === 1 && found[0]) return found[0];
  const hint = didYouMean(
    number,
    entries.map((one) => one.number),
  );
  throw new Stop(
    'usage',
    text(
      `台账中没有编号「${number}」，${hint ? hint.zh : '用 gongkai ledger list 查看全部编号。'}`,
      `the ledger has no number "${number}"; ${hint ? hint.en : 'gongkai ledger list shows all.'}`,
    ),
  );
}
