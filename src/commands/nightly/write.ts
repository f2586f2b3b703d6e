import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from '../../language/text.ts';
import { Stop, type Desk } from '../desk.ts';
import type { ExitName } from '../exit-code.ts';
import { announce } from '../report.ts';
import { writeFileWhole } from '../write-file.ts';
import { nightlyFiles, type Scheduler } from './files.ts';

/** `gongkai init --nightly`: writes what a scheduler needs into the workspace; a file that is there already is left as it is. */
export async function writeNightly(folder: string, scheduler: Scheduler, desk: Desk): Promise<ExitName> {
  const home = path.resolve(folder);
  if (!existsSync(path.join(home, 'gongkai.yaml')))
    throw new Stop(
      'usage',
      text(
        `${folder} 中没有 gongkai.yaml，没有可以每夜核查的工作区；请核对文件夹，或先用 gongkai init 新建。`,
        `there is no gongkai.yaml in ${folder}, so no workspace to audit every night; check the folder, or make one with gongkai init.`,
      ),
    );
  const files = nightlyFiles(scheduler, home);
  const there = files.find((file) => existsSync(path.join(home, file.path)));
  if (there)
    throw new Stop(
      'usage',
      text(
        `${there.path} 已经存在，未作改动；请先移走或改名，再重新生成。`,
        `${there.path} is already there and was left as it is; move or rename it first.`,
      ),
    );
  for (const file of files) await writeFileWhole(path.join(home, file.path), file.content);
  announce(
    files.map((file) => path.join(home, file.path)),
    desk,
  );
  return 'ok';
}
