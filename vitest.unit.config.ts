// The tests that need no database: they run on every system, without the servers that the global setup starts.
import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

const { globalSetup: _, ...shared } = config.test ?? {};

export default defineConfig({ test: { ...shared, include: ['test/unit/**/*.test.ts'] } });
