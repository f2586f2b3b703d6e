import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Law } from '../audit.ts';
import { problem, sortProblems, spellProblem } from '../catalogue/problem.ts';
import { text, type Text } from '../language/text.ts';
import { attestedWords, standingOf } from '../workspace/attestation.ts';
import { bindRecords } from '../workspace/bind-records.ts';
import { ANSWERS, checklistLines } from '../workspace/checklist.ts';
import { loadWorkspace } from '../workspace/load.ts';
import { withPhotos } from '../workspace/photos.ts';
import type { Attestation, Workspace } from '../workspace/workspace.ts';
import { Stop, stopWith, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openLaw } from './law.ts';

export interface ChecklistOptions {
  readonly hall?: string;
  readonly out?: string;
  readonly asOf?: string;
}

/** What every verb about checklists works on. */
export interface ChecklistDesk {
  readonly workspace: Workspace;
  readonly law: Law;
}

export async function openForChecklist(file: string, desk: Desk): Promise<ChecklistDesk> {
  const loaded = await loadWorkspace(file);
  if ('problems' in loaded) throw stopWith('usage', loaded.problems);
  const law = await openLaw(loaded.workspace.catalogue, { ...desk, workspace: loaded.workspace.folder });
  return { workspace: loaded.workspace, law };
}

/** The hall that is meant: named, or the only one there is. */
export function hallOf({ channels }: Workspace, wanted: string | undefined): string {
  const { hall } = channels;
  const halls = hall !== undefined && hall !== 'none' && 'sites' in hall ? hall.sites.map(({ name }) => name) : [];
  const [only = ''] = halls;
  if (wanted === undefined && halls.length === 1) return only;
  if (wanted !== undefined && halls.includes(wanted)) return wanted;
  const known =
    halls.length === 0 ? text('（未登记营业厅）', '(none declared)') : text(halls.join('、'), halls.join(', '));
  throw new Stop(
    'usage',
    text(
      `请用 --hall 写明营业厅，工作区中有：${known.zh}`,
      `name the hall with --hall; the workspace declares: ${known.en}`,
    ),
  );
}

/** A sheet as it was filled in, every answer bound to its element; a mistake in it ends the command, each told at its cell. */
export async function answersOf(
  filled: string,
  hall: string,
  { workspace, law }: ChecklistDesk,
): Promise<{ readonly bytes: Uint8Array; readonly answers: readonly Attestation[] }> {
  const bytes = await readFile(filled).catch(() => undefined);
  if (!bytes)
    throw new Stop(
      'usage',
      text(`读不到核查表 ${filled}，请确认路径。`, `cannot read the checklist ${filled}; check the path.`),
    );
  const read = checklistLines(bytes, filled, hall);
  const attestations = await Promise.all(read.records.map((one) => withPhotos(one, path.dirname(filled))));
  const bound = bindRecords({ ...workspace, attestations }, law.catalogue);
  // Cells that cannot be read and elements that there are not are told together.
  const problems = [...read.problems, ...('problems' in bound ? bound.problems : [])];
  if (problems.length > 0 || !('workspace' in bound)) throw stopWith('usage', sortProblems(problems));
  return { bytes, answers: bound.workspace.attestations ?? [] };
}

/** What each answer is worth, a line each, those that are worth nothing at their cell; returns how many of these there are. */
export function tellAnswers(
  answers: readonly Attestation[],
  { workspace, law }: ChecklistDesk,
  { asOf }: ChecklistOptions,
  desk: Desk,
): number {
  const maxAge = workspace.settings?.max_age_days ?? law.catalogue.settings.max_age_days;
  const say = ({ zh, en }: Text): string => (desk.language === 'zh' ? zh : en);
  let worthless = 0;
  for (const one of answers) {
    const standing = standingOf(one, asOf ?? desk.today, maxAge);
    const what = `${one.subject} ${ANSWERS[one.answer]}`;
    if (standing.stands) {
      desk.print(`✔ ${what} ${say(attestedWords(one))}`);
      continue;
    }
    worthless += 1;
    const where = one.place ? `${say(spellProblem(problem(one.place, standing.why)))}` : say(standing.why);
    desk.print(`✘ ${what} ${where}`);
  }
  const relied = answers.length - worthless;
  desk.tell(
    say(
      text(
        `填写 ${answers.length} 项，可作依据 ${relied} 项，不能作依据 ${worthless} 项`,
        `${answers.length} answers, ${relied} can be relied on, ${worthless} cannot`,
      ),
    ),
  );
  return worthless;
}

/** `checklist check`: what each line of a filled-in checklist is worth, and why one is worth nothing. */
export async function checkChecklist(
  filled: string,
  file: string,
  options: ChecklistOptions,
  desk: Desk,
): Promise<ExitName> {
  const opened = await openForChecklist(file, desk);
  const { answers } = await answersOf(filled, hallOf(opened.workspace, options.hall), opened);
  return tellAnswers(answers, opened, options, desk) === 0 ? 'ok' : 'gaps';
}
