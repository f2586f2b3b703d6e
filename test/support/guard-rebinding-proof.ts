import type { Resolver } from '../../src/evidence/guard.ts';
import { faultServer, page } from './fault-server.ts';
import type { GuardProof } from './guard-proof.ts';
import { liveRun } from './live-run.ts';

const PAGES = 1_000;

/** A name that leads inside at every other look-up, and at every fourth to both sides. */
function turncoat(): Resolver {
  let asked = 0;
  return () => {
    asked += 1;
    if (asked < 8 || asked % 2 === 1) return Promise.resolve(['127.0.0.1']);
    return Promise.resolve(asked % 4 === 0 ? ['127.0.0.1', '127.0.0.2'] : ['127.0.0.2']);
  };
}

/** A site of a thousand pages, each asked for over a connection of its own, under a name that changes its address. */
export const rebindingProof: GuardProof = {
  what: 'a name that changes its address',
  tried: PAGES,
  run: async () => {
    const links = Array.from({ length: PAGES }, (_, index) => `<a href="/p${index}.html">x</a>`).join('');
    const site = await faultServer((at) =>
      /^\/(?:p\d+\.html)?$/.test(at)
        ? [...page(`<html>${at === '/' ? links : 'x'}</html>`, { headers: ['Connection: close'] }), 'close']
        : undefined,
    );
    const hidden = await faultServer(() => page('secret'), { address: '127.0.0.2', port: site.port });
    const run = await liveRun(`http://portal.shancheng.example:${site.port}/`, {
      resolver: turncoat(),
      limits: { retries: 0 },
    });
    const blocked = run.bundle.captures.filter(({ fault }) => fault?.reason === 'blocked-address').length;
    const reached = Array.from({ length: hidden.connections() }, () => 'a connection inside');
    await site.close();
    await hidden.close();
    if (run.bundle.captures.length !== PAGES + 1) reached.push(`${run.bundle.captures.length} pages captured`);
    return blocked > PAGES * 0.3 ? reached : [...reached, `only ${blocked} look-ups led inside`];
  },
};
