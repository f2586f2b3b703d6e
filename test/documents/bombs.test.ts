import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

/** The short form of `npm run test:bombs`, which prints time and memory of each. */
it('bombs end within twenty seconds and sixty megabytes, each with its reason', async () => {
  const script = path.resolve(import.meta.dirname, '../bench/run.js');
  const told = await run(process.execPath, [script, 'bombs.ts', 'quick']).catch((error: { stdout?: string }) => error);
  expect(told.stdout).toMatch(/\n4 passed, 0 failed\n$/);
}, 180_000);
