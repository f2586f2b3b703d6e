import type { Catalogue, ChannelId } from '../catalogue/rule.ts';
import type { Bundle } from '../evidence/bundle.ts';
import type { Document } from '../documents/document.ts';
import { hostsOf, placesOf, startOf, type Place } from '../workspace/places.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { buildCorpus } from './search/build-corpus.ts';
import type { Corpus } from './search/corpus.ts';

/** One corpus for each channel and site that has evidence, in workspace order. */
export function assemble(
  bundle: Pick<Bundle, 'scopes'>,
  documents: readonly Document[],
  workspace: Workspace,
  catalogue: Catalogue,
): Corpus[] {
  const channels = Object.keys(workspace.channels) as ChannelId[];
  return channels.flatMap((channel) =>
    placesOf(workspace, channel)
      .filter(({ sources }) => sources.length > 0)
      .map((place) => corpusOf(channel, place, bundle, documents, catalogue)),
  );
}

function corpusOf(
  channel: ChannelId,
  { site, sources }: Place,
  bundle: Pick<Bundle, 'scopes'>,
  documents: readonly Document[],
  catalogue: Catalogue,
): Corpus {
  const own = documents.filter(({ capture }) => capture.channel === channel && capture.site === site);
  const scope = bundle.scopes.find((one) => one.channel === channel && one.site === site);
  return buildCorpus({
    scope: scope ?? {
      channel,
      site,
      closed: false,
      pages: 0,
      cut: { reason: 'not-attempted', detail: 'no scope in the bundle' },
    },
    documents: own,
    hosts: new Set(sources.flatMap(hostsOf)),
    starts: sources.map(startOf).filter((start) => start !== ''),
    catalogue,
  });
}
