import { CONTENT_FAULTS } from './content-faults.ts';
import { faultServer, page, type Scenario } from './fault-server.ts';
import { IMPATIENT, liveRun } from './live-run.ts';
import { NETWORK_FAULTS } from './network-faults.ts';
import type { RoadFault, Taken } from './road-fault.ts';

/** A start page that leads to the page under test, says nothing of it, and shows nothing itself. */
const START = page('<!doctype html><html><title>首页</title><a href="/x">详情</a></html>');

/** One page behind a fault of the network, or one that arrives whole and is hard to read. */
export const PAGE_FAULTS: readonly RoadFault[] = [
  ...NETWORK_FAULTS.map(({ row, what, reason, reply, beside = {}, limits = {} }): RoadFault => {
    const patience = { backoffMs: [0], ...(reason === 'timeout' ? IMPATIENT : {}), ...limits };
    return { row, what, ...(reason && { reason }), take: () => crawled(reply, beside, patience) };
  }),
  ...CONTENT_FAULTS.map(({ row, what, reason, reply }): RoadFault => ({
    ...{ row, what, ...(reason && { reason }) },
    take: () => crawled(reply, {}, { rawBytes: 20_000_000, decodedBytes: 20_000_000 }),
  })),
];

async function crawled(
  reply: Scenario,
  beside: Readonly<Record<string, Scenario>>,
  limits: NonNullable<Parameters<typeof liveRun>[1]>['limits'],
): Promise<Taken> {
  const server = await faultServer({ '/': START, '/x': reply, ...beside });
  try {
    const url = `${server.origin}/`;
    const { bundle, at } = await liveRun(url, limits ? { limits } : {});
    // A page that redirects may be kept under the address where it ended.
    const { url: kept } = bundle.captures.find(({ aliases = [] }) => aliases.includes(`${url}x`)) ?? at(`${url}x`);
    return { bundle, source: { url, hosts: [], landmarks: [] }, url: kept };
  } finally {
    await server.close();
  }
}
