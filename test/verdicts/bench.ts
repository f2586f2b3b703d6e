import type { UpdateRule } from '../../src/catalogue/rule.ts';
import type { Corpus } from '../../src/checks/search/corpus.ts';
import type { Finding, Quote } from '../../src/checks/search/finding.ts';
import { text } from '../../src/language/text.ts';
import type { Court, Hearing } from '../../src/verdicts/court.ts';
import { judge } from '../../src/verdicts/judge.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { obligationsOf, type Applicability } from '../../src/workspace/plan.ts';
import type { Approval, Change, Workspace } from '../../src/workspace/workspace.ts';
import { BASE, COMPANY, corpusOf, type Page, type Shelf } from '../support/corpus.ts';
import { loadLaw } from '../support/law.ts';

/** A page that says little and stands for a channel that was read whole. */
export const SOME_PAGE = { 'index.html': '<h1>信息公开</h1><p>国网山城供电公司</p>' };

/** One channel as it comes before the judge: what was read of it, and what the check saw there. */
export interface Stand extends Shelf {
  readonly pages?: Readonly<Record<string, Page>>;
  readonly findings?: readonly Finding[];
  readonly applies?: Applicability;
  readonly site?: string;
}

export interface Session {
  readonly element: string;
  readonly asOf?: string;
  /** In place of the element's own clocks. */
  readonly update?: readonly UpdateRule[];
  readonly changes?: readonly Partial<Change>[];
  readonly approvals?: readonly Partial<Approval>[];
  /** Holidays are known up to this year. */
  readonly calendarUntil?: string;
  /** One channel, or several to be compared. */
  readonly stands: readonly Stand[];
}

/** Brings one element before the judge and returns every verdict by its id without the element: `portal/content`. */
export async function judged(session: Session): Promise<ReadonlyMap<string, Verdict>> {
  const { element, asOf = '2026-11-20', update, stands } = session;
  const { catalogue, calendar } = await loadLaw('chongqing', session.calendarUntil);
  const own = catalogue.items.flatMap(obligationsOf).find(({ id }) => id === element);
  if (!own) throw new Error(`no element ${element}`);
  const obligation = { ...own, update: update ?? [] };
  const court = { catalogue, calendar, asOf, maxAgeDays: 35, warningDays: 7, workspace: workspaceOf(session) };
  const hearings = stands.map((stand): Hearing => {
    const { channel = 'portal', site = '', applies = { kind: 'applies' }, findings = [] } = stand;
    const corpus: Corpus = { ...corpusOf(stand.pages ?? SOME_PAGE, catalogue, stand), site };
    return { duty: { obligation, channel, site, applies }, corpus, findings };
  });
  const verdicts = judge(hearings, court satisfies Court);
  return new Map(verdicts.map((verdict) => [verdict.id.replace(`${element}/`, ''), verdict]));
}

const workspaceOf = ({ element, changes = [], approvals = [] }: Session): Workspace => ({
  folder: '/',
  company: COMPANY,
  catalogue: 'chongqing',
  channels: {},
  capabilities: [],
  records: {},
  changes: changes.map((one) => ({
    ...{ subject: element, on: '2026-09-24', before: '', after: '', note: '', at: '变更登记.csv:2' },
    ...one,
  })),
  approvals: approvals.map((one) => ({
    ...{ subject: element, on: '2026-09-07', document: '', by: '', at: '批复登记.csv:2' },
    ...one,
  })),
  reviews: [],
  waivers: [],
  history: 'none',
});

/** The verdict of that id, in short: outcome, gap or reason, flag. */
export function short(verdicts: ReadonlyMap<string, Verdict>, id: string): string {
  const verdict = verdicts.get(id);
  if (!verdict) throw new Error(`no verdict ${id} among ${[...verdicts.keys()].join(', ')}`);
  return [verdict.outcome, verdict.gap ?? verdict.reason, verdict.flag].filter(Boolean).join(' ');
}

export const QUOTE: Quote = {
  capture: `portal:${BASE}index.html`,
  url: `${BASE}index.html`,
  sha256: '0'.repeat(64),
  capturedAt: '2026-11-19T02:00:00Z',
  words: '办公地址：山城市城南路88号',
  place: 'p[1]',
};

const said = [text('看到的内容', 'what was seen')];

/** Conforming evidence; what it says of its date, its period or its facts is given beside it. */
export const seen = (more: Partial<Finding> = {}): Finding => ({
  holds: 'yes',
  says: said,
  quotes: [QUOTE],
  sought: [],
  ...more,
});

/** Nothing found. */
export const missing: Finding = {
  holds: 'no',
  gap: 'missing',
  proof: 'absence',
  says: said,
  quotes: [],
  sought: ['办公地址'],
};

export const posted = (date: string): Pick<Finding, 'stated'> => ({ stated: { date, quote: `发布日期：${date}` } });

/** An unread page that nothing leads to: it may hold anything. */
export const UNREAD_PAGE = { ...SOME_PAGE, 'orphan.html': { fault: 'timeout' } as const };
