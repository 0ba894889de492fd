import type { Database } from '../../../src/database/database.ts';
import { savepointPerStep, transactionPerStep } from '../../../src/database/transactor.ts';
import {
  type RevertRunInput,
  type RevertRunResult,
  revertRun,
} from '../../../src/operations/transitions/revert-run.ts';
import { everyRow } from '../database/byte-for-byte.ts';
import { INVOCATION } from '../database/use-database.ts';

export interface RevertOptions extends Partial<RevertRunInput> {
  readonly id: number;
}

function inputOf(options: RevertOptions): RevertRunInput {
  return {
    path: undefined,
    account: undefined,
    subscription: undefined,
    today: '2030-01-01',
    batchSize: 1_000,
    listed: 100,
    invocation: INVOCATION,
    now: () => INVOCATION.at,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  };
}

/** A revert that commits each batch. */
export function revert(database: Database, options: RevertOptions): Promise<RevertRunResult> {
  return revertRun(transactionPerStep(database), inputOf(options));
}

/** A revert in one transaction that is rolled back in the end. */
export async function dryRevert(database: Database, options: RevertOptions): Promise<RevertRunResult> {
  const transaction = await database.kysely.startTransaction().execute();
  try {
    return await revertRun(
      savepointPerStep({ db: transaction, dialect: database.dialect }),
      inputOf(options),
    );
  } finally {
    await transaction.rollback().execute();
  }
}

const RECORDS = [
  'tierctl.run',
  'tierctl.run_failure',
  'tierctl.transition',
  'tierctl.taken_away',
  'tierctl.audit',
];

/** Every row but those that record what happened. */
export async function everythingButRecords(database: Database): Promise<Record<string, string[]>> {
  const rows = await everyRow(database);
  for (const table of RECORDS) delete rows[table];
  return rows;
}
