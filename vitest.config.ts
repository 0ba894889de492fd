import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/random-seed.ts'],
    reporters: ['default', './test/support/engine-reporter.ts'],
    // Embedded servers are slow to start on small machines; a test that hangs still ends.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
