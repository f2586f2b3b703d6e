import { convene } from '../../src/audit.ts';
import { assemble } from '../../src/checks/assemble.ts';
import type { Corpus } from '../../src/checks/search/corpus.ts';
import { spreadSuspicion } from '../../src/documents/identity/spread.ts';
import type { Hearing } from '../../src/verdicts/court.ts';
import { hear } from '../../src/verdicts/hear.ts';
import { judge } from '../../src/verdicts/judge.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { plan } from '../../src/workspace/plan.ts';
import { CAPTURE_REASONS, degrade, type Evidence, type Fault } from './degrade.ts';
import type { Random } from './random.ts';
import type { Trial } from './trial.ts';

/** A verdict that became something else than itself or `cantTell` when evidence was taken away. */
export interface Breach {
  readonly trial: string;
  readonly faults: readonly string[];
  readonly changes: readonly string[];
}

/** Judges a trial's evidence again and again; only the channels that a fault touched are looked at anew. */
export function rejudge(trial: Trial): (faults: readonly Fault[]) => readonly Verdict[] {
  const { law, workspace, asOf } = trial.sitting;
  const court = convene(law, workspace, asOf);
  const duties = plan(law.catalogue, workspace, asOf);
  const corporaOf = ({ documents, scopes }: Evidence, places?: ReadonlySet<string>): Corpus[] => {
    const here = places === undefined ? documents : documents.filter(({ capture }) => places.has(placeOf(capture)));
    return assemble({ scopes }, spreadSuspicion(here), workspace, law.catalogue);
  };
  const whole = hear(duties, corporaOf(trial), law.rules, court);
  return (faults) => {
    const touched = new Set(faults.map((fault) => placeTouched(trial, fault)));
    const anew = duties.filter((duty) => touched.has(placeOf(duty)));
    const heard = hear(anew, corporaOf(degrade(trial, faults), touched), law.rules, court);
    const byDuty = new Map(heard.map((hearing): [unknown, Hearing] => [hearing.duty, hearing]));
    return judge(
      whole.map((hearing) => byDuty.get(hearing.duty) ?? hearing),
      court,
    );
  };
}

const placeOf = ({ channel = '', site }: { readonly channel?: string | undefined; readonly site: string }): string =>
  `${channel}@${site}`;

function placeTouched({ documents, scopes }: Trial, fault: Fault): string {
  const place = fault.kind === 'cut' ? scopes[fault.scope] : documents[fault.document]?.capture;
  return place ? placeOf(place) : '';
}

/** One to three faults at random: mostly pages that were not read, now and then a stale page or a crawl cut short. */
export function randomFaults({ documents, scopes }: Trial, random: Random): Fault[] {
  return Array.from({ length: 1 + random.below(3) }, (): Fault => {
    const kind = random.below(10);
    const reason = random.pick(CAPTURE_REASONS);
    if (kind === 0 || documents.length === 0) return { kind: 'cut', scope: random.below(scopes.length), reason };
    const document = random.below(documents.length);
    return kind === 1 ? { kind: 'stale', document } : { kind: 'unread', document, reason };
  });
}

/** Every way in which the second judgement claims something else than the first: none, by the law (faults 5.1). */
export function breaches(before: readonly Verdict[], after: readonly Verdict[], faults: readonly Fault[]): string[] {
  const now = new Map(after.map((verdict) => [verdict.id, verdict]));
  const then = new Set(before.map(({ id }) => id));
  const backdated = faults.some(({ kind }) => kind === 'stale');
  return [
    ...before.flatMap((verdict) => {
      const found = now.get(verdict.id);
      if (found === undefined) return mayVanish(verdict) ? [] : [`${verdict.id}: ${claim(verdict)} is gone`];
      if (isWeaker(verdict, found) || (backdated && wasSeenEarlier(found))) return [];
      return [`${verdict.id}: ${claim(verdict)} became ${claim(found)}`];
    }),
    ...after.filter((one) => !then.has(one.id) && isClaim(one)).map((one) => `${one.id}: ${claim(one)} out of nothing`),
  ];
}

const claim = ({ outcome, gap }: Verdict): string => (gap === undefined ? outcome : `${outcome} ${gap}`);

const isClaim = ({ outcome }: Verdict): boolean => outcome !== 'cantTell' && outcome !== 'untested';

const isWeaker = (before: Verdict, after: Verdict): boolean =>
  after.outcome === 'cantTell' || (after.outcome === before.outcome && after.gap === before.gap);

/** A capture of long ago takes nothing away where the day of capture itself proves that the thing was there in time. */
const wasSeenEarlier = ({ published }: Verdict): boolean => published?.source === 'observed';

/** An announced event, or an older edition, is known only from the page that shows it: without it nothing is claimed. */
const mayVanish = ({ aspect, instance = '' }: Verdict): boolean =>
  aspect === 'timeliness' && instance !== '' && !/^(?:change|approval)-/.test(instance);

/** Holds the law on so many random replacements, spread over all trials; the demonstration bears every fourth. */
export function holdLaw(
  trials: readonly [Trial, ...Trial[]],
  replacements: number,
  random: Random,
  tell: (breach: Breach) => void,
): number {
  const [first, ...others] = trials;
  const demo = convoke(first);
  const cases = others.filter(({ scopes }) => scopes.length > 0).map(convoke);
  let kept = 0;
  for (let done = 0; done < replacements; done += 1) {
    const { trial, again, before } = (done % 4 === 0 ? undefined : cases[random.below(cases.length)]) ?? demo;
    const faults = randomFaults(trial, random);
    const changes = breaches(before, again(faults), faults);
    if (changes.length === 0) kept += 1;
    else tell({ trial: trial.name, faults: faults.map((fault) => told(trial, fault)), changes });
  }
  return kept;
}

function convoke(trial: Trial) {
  const again = rejudge(trial);
  return { trial, again, before: again([]) };
}

function told({ documents, scopes }: Trial, fault: Fault): string {
  if (fault.kind === 'cut') return `cut ${scopes[fault.scope]?.channel ?? ''}: ${fault.reason}`;
  const { url = '', channel = '' } = documents[fault.document]?.capture ?? {};
  return `${channel} ${url} ${fault.kind === 'stale' ? 'stale' : fault.reason}`;
}
