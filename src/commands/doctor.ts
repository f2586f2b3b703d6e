import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Law } from '../audit.ts';
import { spellProblem } from '../catalogue/problem.ts';
import { KIND_NAMES } from '../catalogue/kind-names.ts';
import { text, type Text } from '../language/text.ts';
import { bindRecords } from '../workspace/bind-records.ts';
import { loadWorkspace, misnamedIn } from '../workspace/load.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { Stop, type Desk } from './desk.ts';
import { bad, warn, type Diagnosis, type Examination } from './doctor/diagnosis.ts';
import { examineLaw } from './doctor/law.ts';
import { examineMachine } from './doctor/machine.ts';
import { examineWorkspace } from './doctor/workspace.ts';
import type { ExitName } from './exit-code.ts';
import { openLaw } from './law.ts';

/** `gongkai doctor [workspace]`: machine, catalogue and workspace, each with what to do. Code 2 when something is in the way. */
export async function doctorCommand(given: string, desk: Desk): Promise<ExitName> {
  const folder = await folderOf(given);
  const opened = await open(folder ?? given, desk);
  const examinations: Examination[] = [
    {
      title: text('本机', 'This computer'),
      found: await examineMachine({
        node: process.versions.node,
        platform: process.platform,
        environment: process.env,
        folder: folder ?? '.',
        now: desk.now(),
      }),
    },
    { title: text('规则和节假日', 'Rules and holidays'), found: opened.law },
    { title: text('工作区', 'Workspace'), found: opened.workspace },
  ];
  for (const line of sheet(examinations, opened.isWorkspace, desk)) desk.print(line);
  return examinations.some(({ found }) => found.some(({ state }) => state === 'bad')) ? 'usage' : 'ok';
}

async function folderOf(given: string): Promise<string | undefined> {
  const found = await stat(given).catch(() => undefined);
  if (found === undefined) return undefined;
  return found.isDirectory() ? given : path.dirname(given);
}

interface Opened {
  readonly law: readonly Diagnosis[];
  readonly workspace: readonly Diagnosis[];
  /** False where a workspace is still to be made. */
  readonly isWorkspace: boolean;
}

/** What the user's files say, as diagnoses: a doctor does not stop at the first thing that is wrong. */
async function open(given: string, desk: Desk): Promise<Opened> {
  const file = given.endsWith('.yaml') || given.endsWith('.yml') ? given : path.join(given, 'gongkai.yaml');
  const there = await stat(file).catch(() => undefined);
  // A folder without a workspace is one to begin in; a path that leads nowhere, or a file with another name, is a slip.
  const isMeant = there !== undefined || !(await isThere(given)) || (await misnamedIn(given)) !== undefined;
  const loaded = isMeant ? await loadWorkspace(file) : undefined;
  const workspace = loaded && 'workspace' in loaded ? loaded.workspace : undefined;
  const law = await lawOf(workspace, desk);
  return {
    law: 'catalogue' in law ? examineLaw(law, desk.today) : law,
    workspace: workspace
      ? [...(await examineWorkspace(workspace, desk.today)), ...unboundIn(workspace, law)]
      : faultsOf(loaded, file),
    isWorkspace: isMeant,
  };
}

/** What registers, checklists and waivers name and the rules do not have: an audit would end there. */
function unboundIn(workspace: Workspace, law: Law | Diagnosis[]): Diagnosis[] {
  if (!('catalogue' in law)) return [];
  const bound = bindRecords(workspace, law.catalogue);
  const faults = 'problems' in bound ? bound.problems.map((problem) => bad(spellProblem(problem))) : [];
  return [...othersPlan(workspace, law), ...faults];
}

/** A plan that is not addressed to a company of this kind: its deadlines would be held against who does not owe them. */
function othersPlan({ company }: Workspace, { catalogue: { name, binds } }: Law): Diagnosis[] {
  if (!binds || binds.includes(company.kind)) return [];
  const kind = KIND_NAMES[company.kind];
  return [
    warn(
      text(
        `所选规则（${name.zh}）不是发给${kind.zh}的，不约束本单位`,
        `the chosen rules (${name.en}) are not addressed to a company of its kind (${kind.en})`,
      ),
      text(
        '在 gongkai.yaml 写 catalogue: base，只按国家规定核查',
        'write catalogue: base in gongkai.yaml, for national law alone',
      ),
    ),
  ];
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

function lawOf(workspace: Workspace | undefined, desk: Desk): Promise<Law | Diagnosis[]> {
  return openLaw(workspace?.catalogue ?? 'chongqing', {
    ...desk,
    ...(workspace && { workspace: workspace.folder }),
  }).catch((error: unknown) => {
    if (error instanceof Stop) return error.says.map((says) => bad(says));
    throw error;
  });
}

function faultsOf(loaded: Awaited<ReturnType<typeof loadWorkspace>> | undefined, file: string): Diagnosis[] {
  if (loaded && 'problems' in loaded) return loaded.problems.map((problem) => bad(spellProblem(problem)));
  return [
    warn(
      text(`没有 ${file}`, `there is no ${file}`),
      text('用 gongkai init 新建工作区', 'make a workspace with gongkai init'),
    ),
  ];
}

const SIGNS = { good: '✔', warn: '!', bad: '✘' } as const;

function sheet(examinations: readonly Examination[], isWorkspace: boolean, { language }: Desk): string[] {
  const lines = examinations.flatMap(({ title, found }) => [
    '',
    title[language],
    ...found.flatMap(({ state, says, advice }) => [
      `  ${SIGNS[state]} ${says[language]}`,
      ...(advice ? [`    → ${advice[language]}`] : []),
    ]),
  ]);
  const counted = (state: Diagnosis['state']): number =>
    examinations.flatMap(({ found }) => found).filter((one) => one.state === state).length;
  return [...lines.slice(1), '', verdictOf(counted('bad'), counted('warn'), isWorkspace)[language]];
}

function verdictOf(faults: number, warnings: number, isWorkspace: boolean): Text {
  if (faults > 0) return text(`有 ${faults} 处需要先处理（✘）。`, `${faults} things are in the way (✘).`);
  if (!isWorkspace)
    return text(
      '本机和规则可以使用；还没有工作区可以核查，请先用 gongkai init 新建。',
      'The computer and the rules are in order; there is no workspace to audit yet, so make one with gongkai init.',
    );
  return warnings > 0
    ? text(`可以核查；${warnings} 处请留意（!）。`, `Ready to audit; ${warnings} things are worth a look (!).`)
    : text('一切就绪，可以核查。', 'Everything is ready for an audit.');
}
