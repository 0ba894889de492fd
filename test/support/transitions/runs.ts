import type { Database } from '../../../src/database/database.ts';
import { savepointPerStep, transactionPerStep } from '../../../src/database/transactor.ts';
import {
  type RunTransitionsInput,
  type RunTransitionsResult,
  runTransitions,
} from '../../../src/operations/transitions/run-transitions.ts';
import { INVOCATION } from '../database/use-database.ts';

export interface RunOptions extends Partial<RunTransitionsInput> {
  readonly asOf: string;
}

function inputOf(options: RunOptions): RunTransitionsInput {
  return {
    path: undefined,
    account: undefined,
    limit: undefined,
    batchSize: 1_000,
    maxHops: 100,
    listed: 100,
    invocation: INVOCATION,
    now: () => INVOCATION.at,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  };
}

/** A run that commits each batch, as cron's. */
export function run(database: Database, options: RunOptions): Promise<RunTransitionsResult> {
  return runTransitions(transactionPerStep(database), inputOf(options));
}

/** A run in one transaction that is rolled back in the end. */
export async function dryRun(database: Database, options: RunOptions): Promise<RunTransitionsResult> {
  const transaction = await database.kysely.startTransaction().execute();
  try {
    const session = { db: transaction, dialect: database.dialect };
    return await runTransitions(savepointPerStep(session), inputOf(options));
  } finally {
    await transaction.rollback().execute();
  }
}
