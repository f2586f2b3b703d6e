import type { CivilDate } from '../../calendar/civil-date.ts';
import { isUnmended, type Entry } from '../../ledger/entry.ts';
import type { Report, WaiverLine } from '../../report/report.ts';
import type { ChecklistUse } from '../../verdicts/checklist-use.ts';
import { dutiesAhead, isAhead, type Ahead } from '../../verdicts/forecast.ts';
import type { Verdict } from '../../verdicts/verdict.ts';

/** What ends on a day: the time of a duty, the 整改时限 of a gap, a waiver, an on-site checklist. */
type Ending =
  | { readonly kind: 'duty'; readonly verdict: Verdict }
  | { readonly kind: 'rectification'; readonly entry: Entry }
  | { readonly kind: 'waiver'; readonly waiver: WaiverLine }
  | { readonly kind: 'checklist'; readonly checklist: ChecklistUse };

/** One thing that falls due, on its day, and the departments that have to see to it, by their Chinese names. */
export type Due = Ending & { readonly day: CivilDate; readonly departments: readonly string[] };

/** Everything that falls due in these days, by day and then by department. */
export function dueAhead(report: Report, ledger: readonly Entry[], ahead: Ahead): Due[] {
  const owners = new Map(report.verdicts.map(({ id, owners: { content } }) => [id, content]));
  const ownersOf = (ids: readonly string[]): string[] => [...new Set(ids.flatMap((id) => owners.get(id) ?? []))];
  const due: Due[] = [
    ...dutiesAhead(report.verdicts, ahead).map((verdict): Due => {
      return { kind: 'duty', verdict, day: verdict.deadline?.due ?? '', departments: verdict.owners.content };
    }),
    ...ledger
      .filter((entry) => isUnmended(entry) && isAhead(ahead, entry.handling.until))
      .map((entry): Due => {
        const departments = owners.get(entry.verdict) ?? entry.described.departments.zh.split('、');
        return { kind: 'rectification', entry, day: entry.handling.until, departments };
      }),
    ...report.waivers
      .filter(({ status, until }) => status === 'in-force' && isAhead(ahead, until))
      .map((waiver): Due => {
        return { kind: 'waiver', waiver, day: waiver.until, departments: ownersOf(waiver.verdicts) };
      }),
    ...(report.checklists ?? [])
      .filter(({ status, until }) => status === 'in-force' && isAhead(ahead, until))
      .map((checklist): Due => {
        return { kind: 'checklist', checklist, day: checklist.until, departments: ownersOf(checklist.verdicts) };
      }),
  ];
  return due.sort((a, b) => byWords(a.day, b.day) || byWords(a.departments.join(), b.departments.join()));
}

const byWords = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The same for machines. */
export function dueJson(due: Due) {
  const { kind, day, departments } = due;
  return { kind, due: day, departments, ...named(due) };
}

function named(due: Due) {
  switch (due.kind) {
    case 'duty':
      return { verdict: due.verdict.id };
    case 'rectification':
      return { verdict: due.entry.verdict, number: due.entry.number };
    case 'waiver':
      return { at: due.waiver.at, verdicts: due.waiver.verdicts };
    case 'checklist':
      return { at: due.checklist.at, site: due.checklist.site, verdicts: due.checklist.verdicts };
  }
}
