import type { ChannelId } from '../catalogue/rule.ts';
import type { FormerName } from '../workspace/former-names.ts';
import { nameKey } from '../workspace/sites.ts';
import type { Judged, SeenCapture } from './judged.ts';

/**
 * A place of a channel that goes on under another name: a hall that was renamed in the workspace, or the channel as a whole (''),
 * written with `sources`, that stands under `sites` now.
 */
export interface Renaming extends FormerName {
  /** The workspace says so (`formerly`); otherwise what it shows does. */
  readonly declared?: true;
}

export interface SeenPlace {
  readonly channel?: ChannelId | undefined;
  readonly site?: string | undefined;
}

/** Which places a run judged, what it saw there, and which former names the workspace told it. */
export interface Seen {
  readonly places: Iterable<SeenPlace>;
  readonly captures: readonly Pick<SeenCapture, 'id' | 'sha256' | 'fault'>[];
  readonly formerly?: readonly FormerName[] | undefined;
  /** Places that runs before that one judged. */
  readonly longAgo?: Iterable<SeenPlace>;
}

/**
 * The places that bear another name than on the run before: those of which the workspace says so, and those of which one name
 * went and one came on a channel where the names look alike on paper, or most of what each of them shows, and no other place
 * does, is also at the other. What hangs in several halls on one of the runs tells none of them. The one hall of a channel is that hall whether it
 * is written with a name or without.
 */
export function renamings(before: Seen, after: Seen): readonly Renaming[] {
  const declared = declaredSince(before, after);
  const common = new Set([...inSeveral(before), ...inSeveral(after)]);
  const [was, is] = [sitesOf(before, common), sitesOf(after, common)];
  // A channel without names of which nothing was handed in is no place that could bear another name.
  const isPlace = ({ site, marks }: Site): boolean => site !== '' || marks.size > 0;
  const went = [...was.values()].filter(
    (one) =>
      !is.has(one.key) &&
      isPlace(one) &&
      !declared.some(({ channel, before: name }) => channel === one.channel && name === one.site),
  );
  const told = [...is.values()]
    .filter(
      (one) =>
        !was.has(one.key) &&
        isPlace(one) &&
        !declared.some(({ channel, after: name }) => channel === one.channel && name === one.site),
    )
    .flatMap(({ channel, site, marks }) => {
      const isOnly = isAlone(channel, was) && isAlone(channel, is);
      const former = went.find(
        (one) =>
          one.channel === channel &&
          (nameKey(one.site) === nameKey(site) ||
            isSamePlace(one.marks, marks) ||
            (isOnly && (one.site === '') !== (site === ''))),
      );
      return former ? [{ channel, before: former.site, after: site }] : [];
    });
  return [...declared, ...told];
}

/**
 * What `formerly` says that it did not say on the run before: two halls that exchanged names have done so once. It counts also
 * where it was written some nights after the name, but only of names that were audited.
 */
function declaredSince(before: Seen, after: Seen): readonly Renaming[] {
  const known = [...before.places, ...(before.longAgo ?? [])];
  return (after.formerly ?? [])
    .filter((one) => !(before.formerly ?? []).some((said) => isSameRenaming(said, one)))
    .flatMap(({ channel, before: name, after: site }) => {
      const former = known.find((one) => one.channel === channel && nameKey(one.site ?? '') === nameKey(name))?.site;
      return former === undefined || former === site
        ? []
        : [{ channel, before: former, after: site, declared: true as const }];
    });
}

const isSameRenaming = (one: FormerName, other: FormerName): boolean =>
  one.channel === other.channel && one.before === other.before && one.after === other.after;

interface Site {
  readonly key: string;
  readonly channel: ChannelId;
  readonly site: string;
  /** Addresses of pages, digests of files. */
  readonly marks: ReadonlySet<string>;
}

/** The places that a run judged and what each of them shows; `common` is what tells none of them. */
function sitesOf({ places, captures }: Seen, common: ReadonlySet<string> = new Set()): ReadonlyMap<string, Site> {
  const sites = new Map<string, Site>();
  for (const { channel, site = '' } of places) {
    const key = channel && keyOf(channel, site);
    if (channel === undefined || key === undefined || sites.has(key)) continue;
    const marks = marksAt(key, captures).filter((mark) => !common.has(onChannel(channel, mark)));
    sites.set(key, { key, channel, site, marks: new Set(marks) });
  }
  return sites;
}

const onChannel = (channel: ChannelId, mark: string): string => `${channel} ${mark}`;

/** What several places of a channel show on one run. */
function inSeveral(seen: Seen): string[] {
  const marks = [...sitesOf(seen).values()].flatMap((one) =>
    [...one.marks].map((mark) => onChannel(one.channel, mark)),
  );
  const once = new Set<string>();
  return marks.filter((mark) => once.size === once.add(mark).size);
}

const keyOf = (channel: ChannelId, site: string): string => (site === '' ? channel : `${channel}@${site}`);

const isAlone = (channel: ChannelId, sites: ReadonlyMap<string, Site>): boolean =>
  [...sites.values()].filter((one) => one.channel === channel).length === 1;

/** A page on the web is told by its address, a file that was handed in by its bytes, wherever it lies. */
function marksAt(key: string, captures: Seen['captures']): string[] {
  const marks = captures
    .filter(({ id, fault = '' }) => fault === '' && id.startsWith(`${key}:`))
    .map(({ id, sha256 }) => (id.startsWith('http', key.length + 1) ? id.slice(key.length + 1) : sha256));
  return [...new Set(marks)];
}

function isSamePlace(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((mark) => other.has(mark)).length;
  return shared * 2 > Math.max(one.size, other.size);
}

/** The renaming that a verdict or a line of the ledger is about. */
export const renamingOf = ({ channel, site = '' }: SeenPlace, renamed: readonly Renaming[]): Renaming | undefined =>
  renamed.find((one) => one.channel === channel && one.before === site);

/** `1.2/hall@旧厅/content` as it is called now; of two that exchanged names each takes the other's once. */
export function renamedId(id: string, renamed: readonly Renaming[]): string {
  const renaming = renamed.find(({ channel, before }) => id.includes(`/${keyOf(channel, before)}/`));
  if (!renaming) return id;
  const { channel, before, after } = renaming;
  return id.replace(`/${keyOf(channel, before)}/`, () => `/${keyOf(channel, after)}/`);
}

/** What an earlier run judged, by the names of today. */
export const underNewNames = <J extends Judged>(judged: readonly J[], renamed: readonly Renaming[]): readonly J[] =>
  renamed.length === 0 ? judged : judged.map((one) => underNewName(one, renamed));

export function underNewName<J extends Judged>(one: J, renamed: readonly Renaming[]): J {
  const renaming = renamingOf(one, renamed);
  return renaming ? { ...one, id: renamedId(one.id, renamed), site: renaming.after || undefined } : one;
}
