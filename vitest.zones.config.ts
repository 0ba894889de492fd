// The tests that a time zone can break: dates, instants, and what the drivers make of them. Run them east and west of
// UTC: `TZ=Pacific/Auckland npm run test:zones`, `TZ=America/Los_Angeles npm run test:zones`. The rest needs one zone only.
import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

const ZONE_SENSITIVE = [
  'unit/calendar',
  'unit/command-lines/*',
  'unit/term',
  'unit/subscriptions/subscription-dates',
  'unit/transitions/*',
  'contract/read',
  'contract/administration/audit',
  'contract/imports/import',
  'contract/subscriptions/schedule-subscription',
  'contract/subscriptions/subscriptions',
  'contract/transitions/forecast',
  'contract/transitions/history',
  'contract/transitions/late-run.property',
  'contract/transitions/run-transitions',
  'engine/*',
  'cli/config',
  'cli/transitions/*',
];

export default mergeConfig(
  { ...config, test: { ...config.test, include: [] } },
  { test: { include: ZONE_SENSITIVE.map((name) => `test/${name}.test.ts`) } },
);
