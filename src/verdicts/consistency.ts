import type { Fact, Quote } from '../checks/search/finding.ts';
import type { Fault } from '../evidence/capture.ts';
import { REASONS } from '../evidence/reason.ts';
import { join, text, type Text } from '../language/text.ts';
import { notRead } from './absence.ts';
import { openingAcross, type Across, type Stand } from './across.ts';
import { placeTitle, type Court } from './court.ts';
import { isSame } from './same-value.ts';
import { judgeSynchronised } from './synchrony.ts';
import type { Verdict } from './verdict.ts';

/** 各渠道发布内容一致, 发布时间同步: the aspect that lies between channels (N09, N10). */
export function judgeConsistency(across: Across, court: Court): Verdict[] {
  const { fact } = across.obligation.element;
  const same = fact === undefined ? [] : [judgeSame(across, fact, court)];
  return [...same, ...judgeSynchronised(across, court)];
}

interface Stated extends Stand {
  readonly place: Text;
  readonly facts: readonly Fact[];
}

/**
 * Channels that state the same thing agree when each two have a value in common. That needs every channel that should
 * state it to have been read; that two disagree needs only those two.
 */
function judgeSame(across: Across, key: string, court: Court): Verdict {
  const stated = across.stands.flatMap((stand) => statedAt(stand, key));
  const base = { ...openingAcross(across, court), quotes: stated.flatMap((one) => proofOf(one)) };
  if (across.stands.every(({ content }) => content.outcome === 'inapplicable')) {
    const says = text('各渠道均不适用', 'it applies on no channel');
    return { ...base, outcome: 'inapplicable', says: [says] };
  }
  if (stated.length < 2) {
    const says = text('可比对的渠道不足两个', 'fewer than two channels state it');
    return { ...base, outcome: 'cantTell', reason: 'insufficient-evidence', says: [says] };
  }
  const compared = {
    ...base,
    says: [join(stated.map(shownAt), '；', '; ')],
    facts: stated.flatMap(({ facts }) => facts),
  };
  const odd = disagreement(stated.filter(({ open }) => open() === undefined));
  if (odd) return { ...compared, ...disagreeing(stated, odd), outcome: 'failed', gap: 'inconsistent' };
  const unsettled = obstacleTo(across.stands, disagreement(stated)?.pair);
  if (!unsettled) return { ...compared, outcome: 'passed' };
  return { ...compared, outcome: 'cantTell', reason: unsettled.reason, says: [...compared.says, notRead(unsettled)] };
}

/** What differs, and nothing of what agrees: the two that prove it first, each with the words that show it. */
function disagreeing(stated: readonly Stated[], { pair, keys }: Disagreement): Partial<Verdict> {
  const narrow = (one: Stated): Stated => ({ ...one, facts: one.facts.filter((fact) => keys.has(matter(fact))) });
  const others = stated.filter((one) => !pair.includes(one));
  const concerned = [...pair, ...others].map(narrow).filter(({ facts }) => facts.length > 0);
  const faulty = pair.find(({ content }) => content.outcome === 'failed');
  return {
    says: [join(concerned.map(shownAt), '；', '; ')],
    quotes: concerned.flatMap(proofOf),
    facts: concerned.flatMap(({ facts }) => facts),
    ...(faulty && { causedBy: faulty.content.id }),
  };
}

/** The quotation that shows the value compared; of a channel that states several things, not merely its first. */
function proofOf({ content: { quotes }, facts }: Stated): readonly Quote[] {
  const showing = quotes.find(({ words }) =>
    facts.some(({ shown, value }) => words.includes(shown) || words.includes(value)),
  );
  const named = quotes.find(({ words }) => facts.some(({ shown }) => words.includes(shown.split(' ')[0] ?? shown)));
  const quote = showing ?? named ?? quotes[0];
  return quote ? [quote] : [];
}

/**
 * Why channels cannot be said to agree: a page that should have been read. A picture without readable words, or a page
 * captured long ago, is there and contradicts nobody; but it does not prove a contradiction either.
 */
function obstacleTo(stands: readonly Stand[], odd: readonly Stand[] | undefined): Fault | undefined {
  const faults = stands.flatMap(({ open }) => open() ?? []);
  return odd ? faults[0] : faults.find(({ reason }) => reason !== 'stale' && REASONS[reason].group !== 'person');
}

function statedAt(stand: Stand, key: string): Stated[] {
  const { channel = 'portal', site = '', facts: all } = stand.content;
  const facts = all.filter((fact) => fact.key === key || fact.key.startsWith(`${key}:`));
  return facts.length === 0 ? [] : [{ ...stand, place: placeTitle(channel, site), facts }];
}

function shownAt({ place, facts }: Stated): Text {
  const shown = facts.map((fact) => fact.shown);
  return text(`${place.zh}：${shown.join('、')}`, `${place.en}: ${shown.join(', ')}`);
}

interface Disagreement {
  readonly pair: readonly [Stated, Stated];
  /** What they differ in, each as `matter` names it. */
  readonly keys: ReadonlySet<string>;
}

/** Two channels that state the same key disagree when they have no value in common. */
function disagreement(stated: readonly Stated[]): Disagreement | undefined {
  for (const [index, one] of stated.entries()) {
    for (const other of stated.slice(index + 1)) {
      const keys = clashing(one.facts, other.facts);
      if (keys.length > 0) return { pair: [one, other], keys: new Set(keys) };
    }
  }
  return undefined;
}

function clashing(one: readonly Fact[], other: readonly Fact[]): string[] {
  const keys = new Set(one.map(matter).filter((key) => other.some((fact) => matter(fact) === key)));
  return [...keys].filter((key) => {
    const values = one.filter((fact) => matter(fact) === key);
    return !other.some((fact) => matter(fact) === key && values.some(({ value }) => isSame(value, fact.value)));
  });
}

/** Wordings of the lowest of the voltages by which prices are told. */
const LOW_VOLTAGE = /低压|(?<![\d.])1(?:千伏|kv)以下|(?:不足|低于|小于|不满)1(?:千伏|kv)/giu;

/** 解放路供电营业厅 is 解放路营业厅. */
const HALL = /供电营业大?厅|营业大厅/gu;

/**
 * What a fact is about, however a channel words it: a table's 居民生活用电/不满1千伏 is 居民生活用电低压 of a sentence. Facts keep
 * their own keys, which histories know.
 */
function matter(fact: Fact): string {
  const known = matters.get(fact);
  if (known !== undefined) return known;
  const named = fact.key
    .replace(LOW_VOLTAGE, '不满1千伏')
    .replace(/kv/giu, '千伏')
    .replaceAll('/', '')
    .replace(HALL, '营业厅');
  matters.set(fact, named);
  return named;
}
/** Asked of every pair of facts. */
const matters = new WeakMap<Fact, string>();
