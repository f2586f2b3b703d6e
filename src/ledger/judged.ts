import type { CivilDate } from '../calendar/civil-date.ts';
import type { ChannelId, Severity } from '../catalogue/rule.ts';
import type { Gap } from '../checks/search/finding.ts';
import type { Reason } from '../evidence/reason.ts';
import { sha256 } from '../evidence/sha256.ts';
import type { Described } from './entry.ts';
import { SIGHTED } from '../verdicts/history.ts';
import type { FormerName } from '../workspace/former-names.ts';
import type { Aspect, Outcome, Verdict } from '../verdicts/verdict.ts';

/** A capture of one run: what stood at an address, or why nothing did. */
export interface SeenCapture {
  readonly id: string;
  readonly channel: ChannelId;
  readonly site: string;
  readonly sha256: string;
  readonly fault?: Reason;
}

/** What the history keeps of one audit. */
export interface RunRecord {
  /** Id of the unit, and its name. */
  readonly company: string;
  readonly unit: string;
  readonly asOf: CivilDate;
  /** SHA-256 of the whole report: the same run is never recorded twice in a row. */
  readonly digest: string;
  readonly engine: string;
  readonly catalogue: string;
  readonly calendar: string;
  readonly declared: string;
  /** Digest of the rules of each item. */
  readonly rules: ReadonlyMap<string, string>;
  readonly verdicts: readonly Verdict[];
  readonly captures: readonly SeenCapture[];
  /** What the workspace says that places were called before. */
  readonly formerly?: readonly FormerName[] | undefined;
  /** How a gap is told in the 台账. */
  readonly describe: (verdict: Verdict) => Described;
}

/** What a verdict rests on; when the verdict differs, one of these does. */
export interface Rests {
  readonly day: CivilDate;
  readonly engine: string;
  /** Digest of the rules of its own item, and of the whole catalogue; the latter is lacking in runs of earlier versions. */
  readonly rules: string;
  readonly catalogue?: string;
  readonly calendar: string;
  readonly declared: string;
  /** Digest of everything captured at the places that the verdict is about. */
  readonly evidence: string;
}

/**
 * A verdict cut down to what can be compared from run to run; times of capture and addresses are left out. What is undefined is
 * not written down.
 */
export interface Judged {
  readonly id: string;
  readonly item: string;
  readonly element: string;
  readonly channel?: ChannelId | undefined;
  readonly site?: string | undefined;
  readonly instance?: string | undefined;
  /** Earlier changes that the register still holds and that this one took the place of. */
  readonly replaces?: readonly string[] | undefined;
  readonly aspect: Aspect;
  readonly outcome: Outcome;
  readonly gap?: Gap | undefined;
  readonly reason?: Reason | undefined;
  readonly severity: Severity;
  readonly due?: CivilDate | undefined;
  /** The day on which it was published, as far as that is known; lacking in runs of earlier versions. */
  readonly published?: CivilDate | undefined;
  /** A failure that follows from another one, or that is waived, is not counted. */
  readonly caused: boolean;
  readonly waived: boolean;
  /** What was seen of the thing itself: its values, or else the words quoted. */
  readonly words: string;
  readonly rests: Rests;
}

/** Every verdict of a run, ready to be compared with another run's. */
export function judgedOf(record: RunRecord): Judged[] {
  const restsOf = restsIn(record);
  return record.verdicts.map((verdict) => ({
    id: verdict.id,
    item: verdict.item,
    element: verdict.variant === undefined ? verdict.element : `${verdict.element}-${verdict.variant}`,
    channel: verdict.channel,
    site: verdict.site,
    instance: verdict.instance,
    replaces: verdict.replaces,
    aspect: verdict.aspect,
    outcome: verdict.outcome,
    gap: verdict.gap,
    reason: verdict.reason,
    severity: verdict.severity,
    due: verdict.deadline?.due,
    published: verdict.published?.date,
    caused: verdict.causedBy !== undefined,
    waived: verdict.waiver !== undefined,
    words: wordsOf(verdict),
    rests: restsOf(verdict),
  }));
}

/** Verdicts of one rule at one place rest on the same, and share it. */
function restsIn({
  asOf,
  engine,
  catalogue,
  calendar,
  declared,
  rules,
  captures,
}: RunRecord): (verdict: Verdict) => Rests {
  const places = placeDigests(captures);
  const known = new Map<string, Rests>();
  return (verdict) => {
    const [rule, place] = [verdict.rule ?? rules.get(verdict.item) ?? '', placeOf(verdict)];
    const rests = known.get(`${rule} ${place}`) ?? {
      ...{ day: asOf, engine, catalogue, calendar, declared, rules: rule, evidence: places.get(place) ?? '' },
    };
    known.set(`${rule} ${place}`, rests);
    return rests;
  };
}

/**
 * Of what was seen in part nothing, or the rest would be news when it is read. Of a timeliness verdict only the words that
 * show the thing as published: a late period quotes the one before it.
 */
function wordsOf({ aspect, facts, quotes, outcome, reason, published, partly }: Verdict): string {
  if (partly) return '';
  if (aspect === 'timeliness' && outcome !== 'passed' && reason !== 'date' && !published) return '';
  const said = facts.length > 0 ? facts.map(({ key, value }) => `${key}=${value}`) : quotes.map(({ words }) => words);
  return said.join('\n').slice(0, SIGHTED);
}

/** `hall@中心营业厅`, `portal`; '' for a verdict between channels, which rests on all of them. */
const placeOf = ({ channel, site = '' }: Pick<Judged, 'channel' | 'site'>): string =>
  channel === undefined ? '' : `${channel}@${site}`;

function placeDigests(captures: readonly SeenCapture[]): ReadonlyMap<string, string> {
  const places = new Map<string, string[]>();
  for (const { id, channel, site, sha256: digest, fault = '' } of captures)
    for (const place of [placeOf({ channel, site }), '']) {
      const lines = places.get(place) ?? [];
      lines.push(`${id} ${digest} ${fault}`);
      places.set(place, lines);
    }
  return new Map([...places].map(([place, lines]) => [place, sha256(lines.sort().join('\n'))]));
}
