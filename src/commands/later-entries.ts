import type { CivilDate } from '../calendar/civil-date.ts';
import { text } from '../language/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Desk } from './desk.ts';

/** Entries that are named one by one; of more only the number is told. */
const NAMED = 5;

/**
 * An entry of a day that is still to come counts for nothing yet. It may be meant, and it may be a slip in the year that takes
 * the clock of a change away, so it is told where it stands. Of an audit of a past day, what was registered since is none.
 */
export function warnOfLaterEntries(workspace: Workspace, asOf: CivilDate | undefined, desk: Desk): void {
  const day = asOf !== undefined && asOf > desk.today ? asOf : desk.today;
  const later = entriesOf(workspace).filter(({ on }) => on > day);
  for (const { at, on } of later.slice(0, NAMED)) {
    const says = text(
      `${at}：日期 ${on} 还没有到（今天 ${desk.today}），到那一天以前不计；如系笔误请更正。`,
      `${at}: the day ${on} is still to come (today: ${desk.today}) and counts for nothing until then; mend it if it is a slip.`,
    );
    desk.tell(says[desk.language]);
  }
  if (later.length <= NAMED) return;
  const rest = later.length - NAMED;
  desk.tell(text(`另有 ${rest} 条登记的日期还没有到。`, `${rest} more entries are of days to come.`)[desk.language]);
}

interface Dated {
  readonly at: string;
  readonly on: string;
}

/** What was registered as done: changes, approvals, publications, questions and their answers, evaluations, checks on the spot. */
const entriesOf = (workspace: Workspace): Dated[] => [
  ...workspace.changes,
  ...workspace.approvals,
  ...workspace.reviews.map(({ at, published }) => ({ at, on: published })),
  ...(workspace.consultations ?? []).flatMap(({ at, asked, answered }) => {
    const on = asked > answered ? asked : answered;
    return [{ at, on }];
  }),
  ...(workspace.evaluations ?? []),
  ...(workspace.attestations ?? []),
];
