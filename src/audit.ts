import type { CivilDate } from './calendar/civil-date.ts';
import type { WorkCalendar } from './calendar/work-calendar.ts';
import type { Catalogue } from './catalogue/rule.ts';
import { assemble } from './checks/assemble.ts';
import type { CompiledRules } from './checks/compile.ts';
import { Preparation } from './checks/prepare.ts';
import type { Corpus } from './checks/search/corpus.ts';
import type { Document } from './documents/document.ts';
import { DocumentStore } from './documents/document-store.ts';
import { letGarbageGrow, tidyHeap } from './documents/heap.ts';
import { readBundle } from './documents/read-bundle.ts';
import type { ReaderStaff } from './documents/reader/staff.ts';
import type { Bundle } from './evidence/bundle.ts';
import type { PageMemory } from './evidence/page/memory.ts';
import type { Report } from './report/report.ts';
import { maskSecrets } from './report/mask-secrets.ts';
import { summarise } from './report/summarise.ts';
import { checklistUses, type ChecklistUse } from './verdicts/checklist-use.ts';
import type { Court } from './verdicts/court.ts';
import { hear } from './verdicts/hear.ts';
import type { History } from './verdicts/history.ts';
import { judge } from './verdicts/judge.ts';
import { waive, type WaiverUse } from './verdicts/waive.ts';
import type { Verdict } from './verdicts/verdict.ts';
import { plan } from './workspace/plan.ts';
import type { Workspace } from './workspace/workspace.ts';

/** The law of one audit: the catalogue, its rules bound to checks, and the calendar. */
export interface Law {
  readonly catalogue: Catalogue;
  readonly rules: CompiledRules;
  readonly calendar: WorkCalendar;
}

export interface Sitting {
  readonly law: Law;
  readonly workspace: Workspace;
  readonly asOf: CivilDate;
  readonly version: string;
  /** What earlier runs observed, as data: without it the same bundle, law and day give the same bytes anywhere. */
  readonly history?: History;
  readonly notify?: (event: Progress) => void;
  /** The processes that read pages, where several audits share them. */
  readonly readers?: ReaderStaff;
  /** What earlier runs read; it saves time and changes nothing. */
  readonly readings?: PageMemory;
}

/** How far the reading has come; only the command line draws it. */
export interface Progress {
  readonly stage: 'read';
  readonly done: number;
  readonly total: number;
}

/** So many pages are read before the heap is tidied, and again between any two times. */
const MANY = 2500;

/**
 * The road after the evidence is sealed: plan → read → assign → check → judge → report. It sees neither network nor
 * clock, so the same bundle, law and day give the same report anywhere.
 */
export async function check(bundle: Bundle, sitting: Sitting): Promise<Report> {
  const { law, workspace, version, notify, readers, readings } = sitting;
  const tell = (done: number, total: number): void => {
    if (done % MANY === 0) tidyHeap();
    notify?.({ stage: 'read', done, total });
  };
  const store = new DocumentStore();
  letGarbageGrow(0);
  try {
    const { wanted, meet } = new Preparation(law);
    const aids = { staff: readers, readings, store, wanted, meet };
    const documents = await readBundle(bundle, workspace, law.catalogue.vocabulary, tell, aids);
    tidyHeap();
    const judgement = judgeDocuments(bundle, documents, sitting);
    tidyHeap();
    return maskSecrets(summarise({ ...judgement, captures: bundle.captures, version }));
  } finally {
    store.close();
  }
}

/** What came out, and what it was judged on. */
export interface Judgement {
  readonly court: Court;
  readonly corpora: readonly Corpus[];
  readonly verdicts: readonly Verdict[];
  readonly waivers: readonly WaiverUse[];
  readonly checklists: readonly ChecklistUse[];
}

/** The half of the road that is pure: documents once read → assign → check → judge. The bundle gives only its scopes. */
export function judgeDocuments(
  bundle: Pick<Bundle, 'scopes'>,
  documents: readonly Document[],
  { law, workspace, asOf, history }: Pick<Sitting, 'law' | 'workspace' | 'asOf' | 'history'>,
): Judgement {
  const court = { ...convene(law, workspace, asOf), ...(history && { history }) };
  const duties = plan(law.catalogue, workspace, asOf);
  const corpora = assemble(bundle, documents, workspace, law.catalogue);
  const { verdicts, uses } = waive(judge(hear(duties, corpora, law.rules, court), court), workspace.waivers, asOf);
  return { court, corpora, verdicts, waivers: uses, checklists: checklistUses(verdicts, court) };
}

/** The numbers and the law that every judgement of one audit shares. */
export function convene({ catalogue, calendar }: Law, workspace: Workspace, asOf: CivilDate): Court {
  return {
    catalogue,
    workspace,
    calendar,
    asOf,
    maxAgeDays: workspace.settings?.max_age_days ?? catalogue.settings.max_age_days,
    warningDays: workspace.settings?.warning_days ?? catalogue.settings.warning_days,
  };
}
