import type { ChannelId } from '../catalogue/rule.ts';
import type { Judged, SeenCapture } from './judged.ts';

/** A place of a channel that goes on under another name: a hall that was renamed in the workspace. */
export interface Renaming {
  readonly channel: ChannelId;
  readonly before: string;
  readonly after: string;
}

/** Which places a run judged, and what it saw there. */
export interface Seen {
  readonly places: Iterable<{ readonly channel?: ChannelId | undefined; readonly site?: string | undefined }>;
  readonly captures: readonly Pick<SeenCapture, 'id' | 'sha256' | 'fault'>[];
}

/**
 * The places that bear another name than on the run before: one name went and one came on a channel, and most of what each
 * of them shows, and no other place does, is also at the other. What hangs in several halls tells none of them.
 */
export function renamings(before: Seen, after: Seen): readonly Renaming[] {
  const [was, is] = [sitesOf(before), sitesOf(after)];
  const went = [...was.values()].filter(({ key }) => !is.has(key));
  return [...is.values()]
    .filter(({ key }) => !was.has(key))
    .flatMap(({ channel, site, marks }) => {
      const former = went.find((one) => one.channel === channel && isSamePlace(one.marks, marks));
      return former ? [{ channel, before: former.site, after: site }] : [];
    });
}

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
export const renamingOf = (
  { channel, site }: Pick<Judged, 'channel' | 'site'>,
  renamed: readonly Renaming[],
): Renaming | undefined => renamed.find((one) => one.channel === channel && one.before === site);

/** `1.2/hall@旧厅/content` as it is called now. */
export const renamedId = (id: string, renamed: readonly Renaming[]): string =>
  renamed.reduce(
    (called, { channel, before, after }) =>
      called.replace(`/${keyOf(channel, before)}/`, () => `/${keyOf(channel, after)}/`),
    id,
  );

/** What an earlier run judged, by the names of today. */
export const underNewNames = <J extends Judged>(judged: readonly J[], renamed: readonly Renaming[]): readonly J[] =>
  renamed.length === 0 ? judged : judged.map((one) => underNewName(one, renamed));

export function underNewName<J extends Judged>(one: J, renamed: readonly Renaming[]): J {
  const renaming = renamingOf(one, renamed);
  return renaming ? { ...one, id: renamedId(one.id, renamed), site: renaming.after } : one;
}
