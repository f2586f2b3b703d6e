import type { ChannelId, Severity } from '../catalogue/rule.ts';
import type { Gap, Quote } from '../checks/search/finding.ts';
import { byCode } from '../evidence/bundle.ts';
import { isGap, severityRank, worstSeverity } from '../verdicts/roll-up.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { group } from './group.ts';
import type { Report } from './report.ts';

/** Gaps that one person mends at one place: the same item, channel, kind of gap and owners. */
export interface GapEntry {
  /** From 1, in the order of the report. */
  readonly number: number;
  readonly item: string;
  readonly channel?: ChannelId;
  readonly site?: string;
  readonly gap: Gap;
  readonly severity: Severity;
  readonly owners: Verdict['owners'];
  readonly gaps: readonly Verdict[];
  readonly strands: readonly Strand[];
}

/** The gaps of an entry that share sentence, deadline and lateness, so that each is said once. */
export type Strand = readonly [Verdict, ...Verdict[]];

export interface ItemEntries {
  readonly item: string;
  readonly entries: readonly GapEntry[];
}

export interface DepartmentEntries {
  readonly department: string;
  /** Gaps that this department answers for first, by item: those with the worst first. */
  readonly items: readonly ItemEntries[];
  readonly gaps: number;
  /** Entries told in full under another department, for which this one answers as well. */
  readonly shared: readonly GapEntry[];
}

/** Every gap once, under the department that answers for it first; the other owners are pointed to it. */
export function gapsByDepartment(report: Report): DepartmentEntries[] {
  const drafts = foldGaps(report);
  const leads = group(drafts, ({ owners }) => owners.content[0] ?? owners.publisher);
  const order = [...leads].sort(([a, left], [b, right]) => countOf(right) - countOf(left) || byCode(a, b));
  let number = 0;
  const told = order.map(([department, own]) => ({
    department,
    items: byItem(own, report).map(({ item, entries }) => ({
      item,
      entries: entries.map((entry): GapEntry => ({ ...entry, number: (number += 1) })),
    })),
    gaps: countOf(own),
  }));
  const all = told.flatMap(({ items }) => items.flatMap(({ entries }) => entries));
  const helpers = [...new Set(all.flatMap(({ owners }) => owners.content.slice(1)))].filter((name) => !leads.has(name));
  return [
    ...told.map((one) => ({ ...one, shared: sharedBy(one.department, all) })),
    ...helpers
      .sort(byCode)
      .map((department) => ({ department, items: [], gaps: 0, shared: sharedBy(department, all) })),
  ];
}

const sharedBy = (department: string, all: readonly GapEntry[]): GapEntry[] =>
  all.filter(({ owners }) => owners.content.slice(1).includes(department));

type Draft = Omit<GapEntry, 'number'>;

const countOf = (entries: readonly Draft[]): number => entries.reduce((sum, { gaps }) => sum + gaps.length, 0);

function foldGaps({ verdicts }: Report): Draft[] {
  const kind = ({ item, channel, site, gap, owners }: Verdict): string =>
    JSON.stringify([item, channel, site, gap, owners.content, owners.publisher]);
  return [...group(verdicts.filter(isGap), kind).values()].flatMap((gaps) => {
    const [first] = gaps;
    if (!first?.gap) return [];
    const { item, channel, site, gap, owners } = first;
    const severity = worstSeverity(gaps);
    return [
      {
        item,
        ...(channel && { channel }),
        ...(site !== undefined && { site }),
        gap,
        severity,
        owners,
        gaps,
        strands: strandsOf(gaps),
      },
    ];
  });
}

function strandsOf(gaps: readonly Verdict[]): Strand[] {
  const alike = ({ says, search, quotes, deadline, daysLate, notice, instance }: Verdict): string =>
    JSON.stringify([
      // An absence says no more than the element's name; what was searched is the same for all.
      quotes.length === 0 && search ? [search.pages, search.relevant] : says.map(({ zh }) => zh),
      deadline?.start,
      deadline?.due,
      daysLate,
      notice,
      notice && instance,
    ]);
  return [...group(gaps, alike).values()].flatMap(([first, ...rest]) => (first ? [[first, ...rest] as const] : []));
}

function byItem(entries: readonly Draft[], report: Report): { item: string; entries: Draft[] }[] {
  const places = new Map(report.items.map(({ id }, index) => [id, index]));
  const worst = (own: readonly Draft[]): number => Math.max(...own.map(({ severity }) => severityRank(severity)));
  const critical = (own: readonly Draft[]): number => (worst(own) === severityRank('critical') ? 1 : 0);
  return [...group(entries, ({ item }) => item)]
    .map(([item, own]) => ({
      item,
      entries: own.toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity)),
    }))
    .sort((a, b) => critical(b.entries) - critical(a.entries) || (places.get(a.item) ?? 0) - (places.get(b.item) ?? 0));
}

/** The pages that a strand quotes, each once with its words; a page quoted five times over has its address printed once. */
export interface QuotedPage {
  readonly first: Quote;
  readonly quotes: readonly Quote[];
}

export function quotedPages(strand: readonly Verdict[], most: number): QuotedPage[] {
  const words = new Map(strand.flatMap(({ quotes }) => quotes).map((quote) => [`${quote.url} ${quote.words}`, quote]));
  return [...group([...words.values()].slice(0, most), ({ url }) => url).values()].flatMap((quotes) =>
    quotes[0] ? [{ first: quotes[0], quotes }] : [],
  );
}
