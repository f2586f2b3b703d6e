import { text } from '../language/text.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { problem, sortProblems, type Place, type Problem } from '../catalogue/problem.ts';
import type { Catalogue, Element, Item } from '../catalogue/rule.ts';
import type { WorkspaceResult } from './load.ts';
import { unknownWaivers } from './waiver.ts';
import type { Workspace } from './workspace.ts';

interface Subject {
  readonly subject: string;
  readonly within?: string;
  readonly place?: Place;
  readonly at: string;
}

const fold = (wording: string): string =>
  wording
    .normalize('NFKC')
    .replaceAll(/[\s《》"“”]/g, '')
    .toLowerCase();

const answersTo = (one: Item | Element, wording: string): boolean =>
  one.id === wording || [one.name.zh, ...one.aliases].some((name) => fold(name) === fold(wording));

const placeOf = (at: string): { file: string; line: number; column: number } => {
  const colon = at.lastIndexOf(':');
  return { file: at.slice(0, colon), line: Number(at.slice(colon + 1)), column: 1 };
};

/** The ids that answer to a wording; the proper name of one goes before the alias of another (有序用电方案: 6.1, not 6). */
function nearest(answering: readonly (Item | Element)[], wording: string): string[] {
  const proper = answering.filter(({ id, name }) => id === wording || fold(name.zh) === fold(wording));
  return [...new Set((proper.length > 0 ? proper : answering).map(({ id }) => id))];
}

/** The id of the item or element that a record is about; a problem where none or more than one answers to the name. */
function idOf({ subject, within, at, place = placeOf(at) }: Subject, { items }: Catalogue): string | Problem {
  const among = within === undefined ? items : items.filter((item) => answersTo(item, within));
  const unknown = (wording: string, known: readonly string[]) =>
    problem(
      place,
      text(`没有「${wording}」这个事项或要素`, `there is no item or element "${wording}"`),
      didYouMean(wording, known),
    );
  if (among.length === 0)
    return unknown(
      within ?? subject,
      items.map(({ name }) => name.zh),
    );
  const named = within === undefined ? items.filter((item) => answersTo(item, subject)) : [];
  const elements = among.flatMap((item) => item.elements.filter((element) => answersTo(element, subject)));
  const ids = nearest([...named, ...elements], subject);
  if (ids.length === 1 && ids[0] !== undefined) return ids[0];
  if (ids.length === 0)
    return unknown(
      subject,
      among.flatMap((item) => [item, ...item.elements]).map(({ name }) => name.zh),
    );
  return problem(
    place,
    text(`「${subject}」不止一个：${ids.join('、')}`, `"${subject}" may be any of ${ids.join(', ')}`),
    text('改填编号', 'give the id'),
  );
}

/** Whether a record speaks of a duty that the rules in force have switched off, by its id or one of its names. */
function isSwitchedOff({ subject, within }: Subject, { off = [] }: Catalogue): boolean {
  const answers = (wording: string): boolean =>
    off.some(({ id, names }) => id === wording || names.some((name) => fold(name) === fold(wording)));
  return answers(subject) || (within !== undefined && answers(within));
}

/**
 * Looks up every subject of the registers, so that all are ids of this catalogue; unknown ones come as problems. Lines about what
 * the rules have switched off are left out: registers are older than that, and nobody judges by them any more.
 */
export function bindRecords(workspace: Workspace, catalogue: Catalogue): WorkspaceResult {
  const problems: Problem[] = [...unknownWaivers(workspace.waivers, catalogue)];
  const bind = <T extends Subject>(records: readonly T[]): T[] =>
    records.flatMap((record) => {
      const id = idOf(record, catalogue);
      if (typeof id === 'string') return [{ ...record, subject: id }];
      if (!isSwitchedOff(record, catalogue)) problems.push(id);
      return [];
    });
  const { changes, approvals, reviews, attestations } = workspace;
  const bound = {
    ...workspace,
    changes: bind(changes),
    approvals: bind(approvals),
    reviews: bind(reviews),
    ...(attestations && { attestations: bind(attestations) }),
  };
  return problems.length > 0 ? { problems: sortProblems(problems) } : { workspace: bound };
}
