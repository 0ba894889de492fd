import { TierctlError } from '../../domain/tierctl-error.ts';

export interface ServerError extends Error {
  readonly number: number;
  /** Severity; from 20 on the server has closed the connection. */
  readonly class?: number;
}

export interface ErrorRule {
  readonly numbers: readonly number[];
  /** A further condition on the message, if a number has several meanings. */
  readonly only?: RegExp;
  /** The message of Babelfish, if it does not use SQL Server's number. */
  readonly unmapped: RegExp;
  readonly translate: (error: ServerError) => TierctlError;
}

/** By SQL Server's numbers; the first that matches counts. */
export const ERROR_RULES: readonly ErrorRule[] = [
  {
    numbers: [2627, 2601],
    unmapped: /duplicate key value violates/i,
    translate: (error) =>
      new TierctlError(
        'conflict',
        'unique-violation',
        `this already exists (${constraintOf(error) ?? 'unique key'})`,
        of(error),
      ),
  },
  {
    numbers: [547],
    only: /check constraint/i,
    unmapped: /violates check constraint/i,
    translate: (error) =>
      new TierctlError(
        'refused',
        'check-violation',
        `the database refuses this value (${constraintOf(error) ?? 'check'})`,
        of(error),
      ),
  },
  {
    numbers: [547],
    unmapped: /violates foreign key constraint/i,
    translate: (error) =>
      new TierctlError(
        'conflict',
        'foreign-key-violation',
        `other rows refer to this, or it refers to a row that is gone (${constraintOf(error) ?? 'foreign key'})`,
        of(error),
      ),
  },
  {
    numbers: [515],
    unmapped: /violates not-null constraint/i,
    translate: (error) =>
      new TierctlError(
        'refused',
        'not-null-violation',
        `a required value is missing: ${error.message}`,
        of(error),
      ),
  },
  {
    numbers: [1205, 3960, 3961, 41302, 41305, 41325],
    unmapped: /deadlock detected|could not serialize access/i,
    translate: (cause) =>
      new TierctlError('busy', 'serialization-failure', 'another transaction was in the way', {
        hint: 'try again',
        cause,
      }),
  },
  {
    numbers: [1222],
    unmapped: /lock timeout|could not obtain lock/i,
    translate: (cause) =>
      new TierctlError('busy', 'lock-timeout', 'waited too long for a lock', { hint: 'try again', cause }),
  },
  {
    // 2760 and 4902 say "does not exist or you do not have permission": the former is far more likely.
    numbers: [208, 1088, 2760, 4902],
    unmapped: /(relation|schema) "[^"]*" does not exist/i,
    translate: (cause) =>
      new TierctlError(
        'config',
        'schema-missing',
        `a table that tierctl needs does not exist: ${cause.message}`,
        { hint: 'run: tierctl migrate up', cause },
      ),
  },
  {
    numbers: [229, 230, 262, 297, 300, 916],
    unmapped: /permission denied|must be owner/i,
    translate: (cause) =>
      new TierctlError('config', 'permission-denied', `the database user may not do this: ${cause.message}`, {
        cause,
      }),
  },
  {
    numbers: [3906],
    unmapped: /cannot execute .* in a read-only transaction/i,
    translate: (cause) =>
      new TierctlError('config', 'read-only-database', `the database is read-only: ${cause.message}`, {
        hint: 'name the primary server in the database URL',
        cause,
      }),
  },
  {
    numbers: [911, 4060],
    unmapped: /database "[^"]*" does not exist/i,
    translate: (cause) =>
      new TierctlError('config', 'no-such-database', cause.message, {
        hint: 'create it first, or correct the database URL',
        cause,
      }),
  },
];

function of(error: ServerError) {
  return { cause: error, data: { constraint: constraintOf(error), table: tableOf(error) } };
}

function constraintOf({ message }: Error): string | undefined {
  return /(?:constraint|unique index) ['"]([^'"]+)['"]/i.exec(message)?.[1];
}

function tableOf({ message }: Error): string | undefined {
  return /(?:object|table|relation) ['"]([^'"]+)['"]/i.exec(message)?.[1];
}
