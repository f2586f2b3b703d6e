import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What takes long, starts processes or browsers, or watches its own process: begun first, each file in a process of its own. */
const ALONE = [
  'test/*.test.ts',
  'test/cases/**/*.test.ts',
  'test/commands/**/*.test.ts',
  'test/calendar/time-zones.test.ts',
  'test/documents/{bombs,document-store,ocr,pdf,reader-pool,readings,real-files}.test.ts',
  'test/evidence/{browser,guard,live,not-modified,resume,seal}*.test.ts',
  'test/verdicts/degradation.test.ts',
];
const EVERY = ['test/**/*.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/build.ts'],
    // Left to itself vitest keeps one core free, which on two is half of the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Reading fixtures and starting loopback servers is I/O; a generous limit keeps a busy machine from failing a right test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Projects begin in the order of their names.
      { extends: true, test: { name: 'alone', include: ALONE, testTimeout: 300_000, hookTimeout: 300_000 } },
      // The rooms keep no state between files but what the program keeps in a long run: they share the modules and the rules read.
      { extends: true, test: { name: 'rooms', include: EVERY, exclude: ALONE, isolate: false } },
    ],
  },
});
