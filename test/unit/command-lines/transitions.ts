import { expect } from 'vitest';
import { forecastTransitions } from '../../../src/operations/transitions/forecast-transitions.ts';
import { listHistory, streamHistory } from '../../../src/operations/transitions/list-history.ts';
import { listRuns } from '../../../src/operations/transitions/list-runs.ts';
import { revertRun } from '../../../src/operations/transitions/revert-run.ts';
import { runTransitions } from '../../../src/operations/transitions/run-transitions.ts';
import { showRun } from '../../../src/operations/transitions/show-run.ts';
import { means, NOW, TODAY } from './meaning.ts';

/** What long work gets beside its options. */
const LONG_WORK = {
  now: expect.any(Function),
  signal: expect.any(AbortSignal),
  onProgress: expect.any(Function),
};

const invocation = { actor: 'tester@test', reason: undefined, at: NOW };

const FORECAST = {
  ...LONG_WORK,
  today: TODAY,
  until: '2026-03-31',
  path: undefined,
  account: undefined,
  batchSize: undefined,
  maxHops: 1_000,
  listed: 20,
};

const RUN = {
  ...LONG_WORK,
  asOf: TODAY,
  path: undefined,
  account: undefined,
  limit: undefined,
  batchSize: undefined,
  maxHops: 1_000,
  listed: 20,
  invocation: { ...invocation, command: 'run-transitions' },
};

const REVERT = {
  ...LONG_WORK,
  id: 12,
  path: undefined,
  account: undefined,
  subscription: undefined,
  today: TODAY,
  batchSize: undefined,
  listed: 20,
  invocation: { ...invocation, command: 'run revert' },
};

const HISTORY = { path: undefined, account: undefined, subscription: undefined, run: undefined };

export const TRANSITIONS = [
  means('upcoming', forecastTransitions, FORECAST),
  means('upcoming --days 10 --path Up --account ACC-1 --list 5 --chart', forecastTransitions, {
    ...FORECAST,
    until: '2026-03-11',
    path: 'Up',
    account: 'ACC-1',
    listed: 5,
  }),
  means('upcoming --until 2026-12-31 --batch-size 500 --max-hops 3 --lock-timeout 3', forecastTransitions, {
    ...FORECAST,
    until: '2026-12-31',
    batchSize: 500,
    maxHops: 3,
  }),
  means('upcoming --config config.yaml', forecastTransitions, {
    ...FORECAST,
    today: '2026-03-02',
    until: '2026-04-01',
    batchSize: 250,
  }),

  means('run-transitions', runTransitions, RUN),
  means(
    'run-transitions --as-of 2026-04-01 --future --path Up --account ACC-1 --limit 7 --batch-size 500 ' +
      '--max-hops 3 --list 5 --atomic --lock-timeout 3 --reason "by hand"',
    runTransitions,
    {
      ...RUN,
      asOf: '2026-04-01',
      path: 'Up',
      account: 'ACC-1',
      limit: 7,
      batchSize: 500,
      maxHops: 3,
      listed: 5,
      invocation: { ...RUN.invocation, reason: 'by hand' },
    },
  ),
  means('run-transitions --as-of 2026-04-01 --dry-run', runTransitions, { ...RUN, asOf: '2026-04-01' }),
  means('run-transitions --config config.yaml', runTransitions, {
    ...RUN,
    asOf: '2026-03-02',
    batchSize: 250,
  }),

  means('history', listHistory, { ...HISTORY, limit: 100 }),
  means('history --path Up --account ACC-1 --subscription ACC-1/2 --run 12 --limit 7', listHistory, {
    path: 'Up',
    account: 'ACC-1',
    subscription: 'ACC-1/2',
    run: 12,
    limit: 7,
  }),
  means('history --run 12 -o csv', streamHistory, { ...HISTORY, run: 12 }),

  means('run list', listRuns, { limit: 100 }),
  means('run list --limit 7', listRuns, { limit: 7 }),
  means('run show 12', showRun, { id: 12, listed: 20 }),
  means('run show 12 --list 5', showRun, { id: 12, listed: 5 }),
  means('run revert 12', revertRun, REVERT),
  means('run revert 12 --path Up --account ACC-1 --batch-size 500 --list 5 --lock-timeout 3', revertRun, {
    ...REVERT,
    path: 'Up',
    account: 'ACC-1',
    batchSize: 500,
    listed: 5,
  }),
  means('run revert 12 --subscription ACC-1/2', revertRun, { ...REVERT, subscription: 'ACC-1/2' }),
];
