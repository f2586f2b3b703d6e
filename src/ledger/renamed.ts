import type { ChannelId } from '../catalogue/rule.ts';
import type { FormerName } from '../workspace/former-names.ts';
import { nameKey } from '../workspace/sites.ts';
import type { Judged, SeenCapture } from './judged.ts';

/** A place of a channel that goes on under another name: a hall that was renamed in the workspace. */
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
 * does, is also at the other. What hangs in several halls tells none of them.
 */
export function renamings(before: Seen, after: Seen): readonly Renaming[] {
  const declared = declaredSince(before, after);
  const [was, is] = [sitesOf(before), sitesOf(after)];
  const went = [...was.values()].filter(
    ({ key, channel, site }) => !is.has(key) && !declared.some((one) => one.channel === channel && one.before === site),
  );
  const told = [...is.values()]
    .filter(
      ({ key, channel, site }) =>
        !was.has(key) && !declared.some((one) => one.channel === channel && one.after === site),
    )
    .flatMap(({ channel, site, marks }) => {
      const former = went.find(
        (one) => one.channel === channel && (nameKey(one.site) === nameKey(site) || isSamePlace(one.marks, marks)),
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
  /** Addresses of pages, digests of files, of which no other place of the channel has any. */
  readonly marks: ReadonlySet<string>;
}

function sitesOf({ places, captures }: Seen): ReadonlyMap<string, Site> {
  const sites = new Map<string, Omit<Site, 'marks'>>();
  for (const { channel, site } of places)
    if (channel !== undefined && site) sites.set(keyOf(channel, site), { key: keyOf(channel, site), channel, site });
  const shown = new Map([...sites.values()].map((one) => [one.key, marksAt(one, captures)]));
  return new Map(
    [...sites.values()].map((one) => {
      const others = [...shown].filter(([key]) => key !== one.key && sites.get(key)?.channel === one.channel);
      const marks = [...(shown.get(one.key) ?? [])].filter((mark) => !others.some(([, theirs]) => theirs.has(mark)));
      return [one.key, { ...one, marks: new Set(marks) }];
    }),
  );
}

const keyOf = (channel: ChannelId, site: string): string => `${channel}@${site}`;

/** A page on the web is told by its address, a file that was handed in by its bytes, wherever it lies. */
function marksAt({ key }: Omit<Site, 'marks'>, captures: Seen['captures']): ReadonlySet<string> {
  const marks = captures
    .filter(({ id, fault = '' }) => fault === '' && id.startsWith(`${key}:`))
    .map(({ id, sha256 }) => (id.startsWith('http', key.length + 1) ? id.slice(key.length + 1) : sha256));
  return new Set(marks);
}

function isSamePlace(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((mark) => other.has(mark)).length;
  return shared * 2 > Math.max(one.size, other.size);
}

/** The renaming that a verdict or a line of the ledger is about. */
export const renamingOf = ({ channel, site }: SeenPlace, renamed: readonly Renaming[]): Renaming | undefined =>
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
  return renaming ? { ...one, id: renamedId(one.id, renamed), site: renaming.after } : one;
}
