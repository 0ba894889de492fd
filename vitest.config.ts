import { availableParallelism } from 'node:os';
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
    // The files of a worker share its engines and its modules (test/support/database/shared-database.ts).
    pool: 'forks',
    isolate: false,
    maxWorkers: availableParallelism(),
  },
});
