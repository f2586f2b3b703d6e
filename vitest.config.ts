import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    // Reading fixtures and starting loopback servers is I/O; a generous limit keeps a busy machine from failing a right test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
