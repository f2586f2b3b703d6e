import type { ChannelId } from '../catalogue/rule.ts';
import type { Source, Workspace } from './workspace.ts';

/** Where on a channel something is shown: a hall, or the channel itself (site ''). */
export interface Place {
  readonly site: string;
  readonly sources: readonly Source[];
  readonly declared: 'yes' | 'none' | 'no';
}

/** The places of a channel; `none` and undeclared channels are one place without sources (A15). */
export function placesOf({ channels }: Pick<Workspace, 'channels'>, channel: ChannelId): Place[] {
  const entry = channels[channel];
  if (entry === undefined) return [{ site: '', sources: [], declared: 'no' }];
  if (entry === 'none') return [{ site: '', sources: [], declared: 'none' }];
  if ('sites' in entry) return entry.sites.map(({ name, sources }) => ({ site: name, sources, declared: 'yes' }));
  return [{ site: '', sources: entry.sources, declared: 'yes' }];
}

/** The hosts that belong to a source: that of its address, and those declared beside it. */
export function hostsOf(source: Source): string[] {
  const address = startOf(source);
  return [...(address === '' ? [] : [new URL(address).host]), ...source.hosts];
}

/** Where a source begins; '' for a snapshot without a declared address. */
export const startOf = (source: Source): string => ('url' in source ? source.url : (source.base ?? ''));

/** Folders in which content systems put every site; those of a unit bear its own name. */
const OF_ANY_SITE =
  /^(?:html?|main|index|home|portal|web|www|site|cms|cn|zh|gw|col\d*|column\d*|pages?|public|static|content)$/i;

/** The folder in which a source begins, up to its last slash, where that is a unit's part of a host that others share. */
export function folderOf(source: Source): string | undefined {
  const start = startOf(source);
  if (start === '') return undefined;
  const folder = new URL('.', start);
  const names = folder.pathname.split('/').filter((name) => name !== '');
  return names.every((name) => OF_ANY_SITE.test(name)) ? undefined : folder.href;
}
