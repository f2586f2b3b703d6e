import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import { periodStart, type Period } from '../calendar/period.ts';
import type { Item } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/search/corpus.ts';
import { citing, quoteFrom } from '../checks/search/evidence.ts';
import type { Finding, Quote } from '../checks/search/finding.ts';
import { assign } from '../documents/assignment.ts';
import type { Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import type { Fault } from '../evidence/capture.ts';
import { text } from '../language/text.ts';
import { anyDoubt, doubt, notRead, searchOf, undeclared, unreadable } from './absence.ts';
import type { Obligation } from '../workspace/plan.ts';
import { opening, type Court, type Hearing, type Opening } from './court.ts';
import { suggested } from './from-pictures.ts';
import { withAttestation } from './on-site.ts';
import { isStale } from './staleness.ts';
import type { Verdict } from './verdict.ts';

/** Does it hold? The content aspect of one duty (A13). */
export const judgeContent = (hearing: Hearing, court: Court): Verdict =>
  hearing.onRecords ? judgeRecords(hearing, court) : withAttestation(judgePages(hearing, court), hearing, court);

/**
 * Registers and on-site checks speak for themselves, whatever of the channel was read. Where a unit handed in nothing about
 * a duty of its own, nobody has looked yet: that is no doubt about a page, and not counted among what could not be told.
 */
function judgeRecords({ duty, findings }: Hearing, court: Court): Verdict {
  const opened = opening(duty, court, 'content');
  const finding = principal(findings);
  if (!finding) return { ...opened, outcome: 'untested' };
  const { holds, gap, reason = 'needs-person', proof } = finding;
  const base = withFinding(opened, finding);
  if (holds === 'yes') return { ...base, outcome: 'passed' };
  if (holds === 'no') return { ...base, outcome: 'failed', gap: gap ?? 'procedure' };
  const nothing = duty.channel === undefined && reason === 'insufficient-evidence' && proof !== 'record';
  return nothing ? { ...base, outcome: 'untested' } : { ...base, outcome: 'cantTell', reason };
}

function judgePages({ duty, corpus, findings }: Hearing, court: Court): Verdict {
  const base = opening(duty, court, 'content');
  switch (duty.applies.kind) {
    case 'inapplicable':
      return { ...base, outcome: 'inapplicable', says: [duty.applies.why] };
    case 'no-channel':
      return { ...base, outcome: 'failed', gap: 'channel', says: [duty.applies.why] };
    case 'no-evidence':
      return { ...base, outcome: 'cantTell', reason: 'insufficient-evidence', says: [duty.applies.why] };
    case 'applies': {
      const finding = principal(findings);
      if (!corpus || !finding) return { ...base, outcome: 'cantTell', reason: 'insufficient-evidence' };
      const silence = unreadable(corpus);
      if (silence)
        return {
          ...base,
          outcome: 'cantTell',
          reason: silence.reason,
          ...toldBy(base, silence, corpus, finding),
          search: searchOf(corpus, duty.obligation.item, finding.sought),
        };
      return weigh(withFinding(base, finding), finding, corpus, duty.obligation, court);
    }
  }
}

/**
 * The finding that decides: the newest period where there are periods; otherwise a proved violation over conforming
 * evidence, conforming evidence over doubt, doubt over absence.
 */
export function principal(findings: readonly Finding[]): Finding | undefined {
  const standing = findings.filter(({ event }) => !event);
  const [first] = standing;
  if (first?.period !== undefined) return first;
  return (
    standing.find(({ holds, proof }) => holds === 'no' && proof === 'seen') ??
    standing.find(({ holds }) => holds === 'yes') ??
    standing.find(({ holds }) => holds === 'unknown') ??
    first
  );
}

const withFinding = (base: Opening, { says, remarks, quotes, facts, lowAssurance }: Finding): Opening => ({
  ...base,
  says,
  quotes,
  facts: facts ?? [],
  remarks: [
    ...(remarks ?? []),
    ...(lowAssurance
      ? [text('凭图片或间接信息认定，置信度较低', 'held on a picture or indirect evidence: low assurance')]
      : []),
  ],
});

function weigh(base: Opening, finding: Finding, corpus: Corpus, thing: Obligation, court: Court): Verdict {
  if (isStale(finding, corpus, court)) return { ...base, outcome: 'cantTell', reason: 'stale' };
  if (finding.holds === 'yes') return weighConforming(base, finding, corpus, thing, court);
  if (finding.holds === 'unknown') return { ...base, outcome: 'cantTell', reason: finding.reason ?? 'needs-person' };
  const gap = finding.gap ?? 'missing';
  if (finding.proof === 'conclusive') return { ...base, outcome: 'failed', gap };
  const search = searchOf(corpus, thing.item, finding.sought);
  const unseen = finding.proof === 'seen' ? undefined : undeclared(corpus);
  const obstacle = doubt(corpus, thing, court, earliestFor(finding)) ?? unseen;
  if (obstacle)
    return {
      ...base,
      search,
      outcome: 'cantTell',
      reason: obstacle.reason,
      ...toldBy(base, obstacle, corpus, finding),
    };
  if (finding.proof === 'seen') return { ...base, outcome: 'failed', gap };
  if (thing.element.soft) return { ...base, search, outcome: 'cantTell', reason: 'needs-person' };
  return impersonated(base, corpus, thing.item, court) ?? { ...base, search, outcome: 'failed', gap };
}

/** One page that shows the thing is enough; "every" and "none", and "this is the newest", need the unread ones too. */
function weighConforming(base: Opening, finding: Finding, corpus: Corpus, thing: Obligation, court: Court): Verdict {
  const since = earliestFor(finding);
  const obstacle =
    finding.proof === 'absence'
      ? anyDoubt(corpus)
      : finding.proof === 'every'
        ? doubt(corpus, thing, court, since)
        : since !== undefined && doubt(corpus, thing, court, since);
  if (!obstacle) return { ...base, outcome: 'passed', ...(mayGoOn(corpus, thing, court) && { partly: true }) };
  return { ...base, outcome: 'cantTell', reason: obstacle.reason, ...toldBy(base, obstacle, corpus, finding) };
}

/** Whether more of what is asked after when it changes may stand on a page that was not read, as halls on the next page of their list. */
const mayGoOn = (corpus: Corpus, thing: Obligation, court: Court): boolean =>
  thing.update.some((rule) => 'after' in rule) && doubt(corpus, thing, court) !== undefined;

/** What was not read, and what it seems to say where it is a picture. */
function toldBy(base: Opening, obstacle: Fault, corpus: Corpus, { sought }: Finding): Pick<Opening, 'says' | 'quotes'> {
  const hint = suggested(corpus, obstacle, sought);
  return { says: [...base.says, notRead(obstacle), ...hint.says], quotes: [...base.quotes, ...hint.quotes] };
}

/** Before this day nothing about a period, or about a later one, is published; undefined where no period is told. */
export const earliestFor = ({ period }: Pick<Finding, 'period'>): CivilDate | undefined =>
  period === undefined ? undefined : firstDayFor(period);

/** Figures for a month may stand there a month ahead (代理购电); nobody is earlier than that. */
export const firstDayFor = (period: Period): CivilDate => addDays(periodStart(period), -31);

/** Another company's page stands where ours should: 主体不符 (C78). */
function impersonated(base: Opening, corpus: Corpus, item: Item, { catalogue }: Court): Verdict | undefined {
  const strangers = corpus.foreign.filter(({ identity }) => identity === 'other');
  const [stranger] = assign(strangers, item, catalogue);
  if (!stranger) return undefined;
  return {
    ...base,
    outcome: 'failed',
    gap: 'wrong',
    says: [text('页面主体不是本企业', 'the page belongs to another company')],
    quotes: [naming(stranger.document)],
  };
}

/** The line that names the other company, or the name itself where only the page's title does. */
function naming(document: Document): Quote {
  const { identityWhy: name, title, blocks } = document;
  const line = blocks.find(({ text: { norm: words } }) => name !== '' && words.includes(norm(name)));
  return line ? quoteFrom(document, line) : citing(document, name, norm(title).includes(norm(name)) ? 'title' : '');
}
