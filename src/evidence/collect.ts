import type { ChannelId } from '../catalogue/rule.ts';
import { placesOf } from '../workspace/places.ts';
import type { Source, Workspace } from '../workspace/workspace.ts';
import type { CaptureSink } from './bundle.ts';
import type { Scope } from './capture.ts';
import { crawl } from './crawl.ts';
import type { CrawlOptions, Notify } from './session.ts';
import { takeSnapshot } from './snapshot.ts';

/** What a run may do on the network; the same for every source. */
export type CollectOptions = Omit<CrawlOptions, 'channel' | 'site'>;

/**
 * Captures every source of every channel into the sink, live or from its snapshot; one scope each. Rejects with the
 * signal's reason when it aborts between two sources or within a snapshot.
 */
export async function collect(
  workspace: Workspace,
  options: CollectOptions,
  sink: CaptureSink,
  notify?: Notify,
): Promise<Scope[]> {
  const scopes: Scope[] = [];
  const stoppable = stoppableSink(sink, options.signal);
  for (const { channel, site, source } of sourcesOf(workspace)) {
    options.signal?.throwIfAborted();
    scopes.push(
      'url' in source
        ? await crawl(source, { ...options, channel, site }, sink, notify)
        : await takeSnapshot({ folder: workspace.folder, channel, site, source }, stoppable),
    );
  }
  return scopes;
}

const stoppableSink = (sink: CaptureSink, signal: AbortSignal | undefined): CaptureSink => ({
  add: async (capture, body) => {
    signal?.throwIfAborted();
    await sink.add(capture, body);
  },
});

interface Placed {
  readonly channel: ChannelId;
  readonly site: string;
  readonly source: Source;
}

function sourcesOf(workspace: Workspace): Placed[] {
  return (Object.keys(workspace.channels) as ChannelId[]).flatMap((channel) =>
    placesOf(workspace, channel).flatMap(({ site, sources }) => sources.map((source) => ({ channel, site, source }))),
  );
}
