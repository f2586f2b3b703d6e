import path from 'node:path';
import { expect, it } from 'vitest';
import { REPORTERS } from '../../src/report/reporters.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { SAMPLE } from './sample.ts';

const stored = (name: string): string => path.resolve(import.meta.dirname, '../../fixtures/report', name);
const plain = { colour: false, width: 100 } as const;

// The files are read by eye when they change: `npx vitest run test/report/golden.test.ts -u` writes them anew.
it.each(['zh', 'en'] as const)('every reporter tells the sample in %s as the stored files do', async (language) => {
  for (const reporter of [REPORTERS.terminal, REPORTERS.html])
    await expect(reporter.render(SAMPLE, { ...plain, language }).toString()).toMatchFileSnapshot(
      stored(`sample.${language}.${reporter.extension}`),
    );
});

it('the JSON report is the sample itself', async () => {
  const json = Buffer.concat(REPORTERS.json.render(SAMPLE)).toString();
  expect(reportSchema.safeParse(JSON.parse(json)).error).toBeUndefined();
  await expect(json).toMatchFileSnapshot(stored('sample.json'));
});
