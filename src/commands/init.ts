import { access } from 'node:fs/promises';
import path from 'node:path';
import { COMPANY_KINDS, type CompanyKind } from '../catalogue/closed-lists.ts';
import { KIND_NAMES } from '../catalogue/kind-names.ts';
import { makeFolder } from '../evidence/make-folder.ts';
import { join, text, verbatim } from '../language/text.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import {
  isKind,
  nameFault,
  orNone,
  portalFault,
  splitHalls,
  tidyAddress,
  tidyName,
  type Answers,
  type GivenAnswers,
} from './init/answers.ts';
import { starterOf } from './init/starter.ts';
import { diskStop, writeFileWhole } from './write-file.ts';

export interface InitOptions extends GivenAnswers {
  /** Ask nothing; everything comes from the options. */
  readonly yes?: boolean;
}

/**
 * `gongkai init [folder]`: asks five questions (or takes the options) and writes a workspace that can be audited at once.
 * Never writes over a file: a folder that has a `gongkai.yaml` is refused with code 2.
 */
export async function initCommand(folder: string, options: InitOptions, desk: Desk): Promise<ExitName> {
  await mustBeFree(folder);
  const asked = options.yes ? options : await askOnTerminal(options, desk);
  const { folders, files } = starterOf(answersOf(asked), desk.language, path.basename(path.resolve(folder)));
  for (const one of folders) await prepare(path.join(folder, one));
  for (const [file, content] of files) {
    const place = path.join(folder, file);
    if (!(await exists(place))) await writeFileWhole(place, content);
  }
  sayWhatNext(folder, folders, desk);
  return 'ok';
}

const prepare = (folder: string): Promise<unknown> =>
  makeFolder(folder).catch((error: unknown) => {
    throw diskStop(folder, error);
  });

async function mustBeFree(folder: string): Promise<void> {
  const file = path.join(folder, 'gongkai.yaml');
  if (!(await exists(file))) return;
  throw new Stop(
    'usage',
    text(
      `${file} 已经存在，没有改动；请换一个文件夹，或直接编辑它。`,
      `${file} is there already and was left as it is; name another folder, or edit it.`,
    ),
  );
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function askOnTerminal(options: InitOptions, desk: Desk): Promise<GivenAnswers> {
  if (desk.interactive) return (await import('./init/ask.ts')).askAnswers(options, desk.language);
  throw new Stop(
    'usage',
    text(
      '这里不能提问（不是终端）；请用选项给出答案，例如 gongkai init 文件夹 --yes --name 国网山城供电公司 --kind branch',
      'nothing can be asked here (no terminal); answer by options: gongkai init <folder> --yes --name <name> --kind branch',
    ),
  );
}

/** What was typed, checked; every fault at once. */
function answersOf({ name = '', kind = 'branch', parent = '', portal = '', halls = '' }: GivenAnswers): Answers {
  const faults = [nameFault(name), portalFault(portal), kindFault(kind)].filter((fault) => fault !== undefined);
  if (faults.length > 0 || !isKind(kind)) throw new Stop('usage', ...faults);
  const [above, address] = [orNone(tidyName(parent)), tidyAddress(portal)];
  return {
    name: tidyName(name),
    kind,
    ...(above !== '' && { parent: above }),
    ...(address !== '' && { portal: address }),
    halls: splitHalls(halls),
  };
}

function kindFault(kind: string): ReturnType<typeof nameFault> {
  if (isKind(kind)) return undefined;
  const known = join(COMPANY_KINDS.map((one: CompanyKind) => text(`${one}（${KIND_NAMES[one].zh}）`, one)));
  return text(`没有单位类型「${kind}」，可以写：${known.zh}`, `there is no kind "${kind}"; possible: ${known.en}`);
}

function sayWhatNext(folder: string, folders: readonly string[], desk: Desk): void {
  const at = folder === '.' ? '' : ` ${/\s/.test(folder) ? `"${folder}"` : folder}`;
  const evidence = join(folders.map(verbatim));
  const steps = text(
    [
      `已建好工作区：${path.join(folder, 'gongkai.yaml')}`,
      '',
      '接下来：',
      `  1. 把佐证放进这些文件夹：${evidence.zh}`,
      `  2. gongkai doctor${at}    检查环境和工作区`,
      `  3. gongkai audit${at}     采集并核查，报告写在 out 文件夹`,
    ].join('\n'),
    [
      `The workspace is ready: ${path.join(folder, 'gongkai.yaml')}`,
      '',
      'What is next:',
      `  1. put the evidence into ${evidence.en}`,
      `  2. gongkai doctor${at}    look at this computer and the workspace`,
      `  3. gongkai audit${at}     capture and check; reports go to out`,
    ].join('\n'),
  );
  desk.print(steps[desk.language]);
}
