import { createConnection, createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { connectionsDuring, snapshotProofs } from '../support/guard-snapshot-proof.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const started = await startTestBrowser();
const browser = 'browser' in started ? started.browser : undefined;
afterAll(() => browser?.close());

describe('a snapshot that is handed in', () => {
  it.each(snapshotProofs(browser))(
    'causes no connection by $what: taken in, read, judged, pictured',
    { timeout: 300_000 },
    async ({ run, tried, what }) => {
      const wrong = await run();
      process.stdout.write(`guard, ${what}: ${tried - Math.min(tried, wrong.length)} passed, ${wrong.length} failed\n`);
      expect(wrong).toEqual([]);
    },
  );

  it('is watched by what does see a connection', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const seen = await connectionsDuring(
      () =>
        new Promise((resolve) =>
          createConnection(port, '127.0.0.1')
            .on('error', () => resolve())
            .on('close', () => resolve()),
        ),
    );
    await new Promise<void>((resolve) => void server.close(() => resolve()));
    expect(seen).toHaveLength(1);
  });
});
