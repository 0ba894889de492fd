import { TierctlError } from '../../domain/tierctl-error.ts';
import { type DriverError, FAULTS, type Fault } from '../faults.ts';
import { waitedForOf } from '../lock-watch.ts';
import { translateConnectionError } from './connection-errors.ts';

/** Babelfish: "an error of PostgreSQL that has no counterpart". */
const UNMAPPED = 33557097;

/**
 * Translates a tedious error to one of tierctl's kinds; returns unknown errors unchanged. Kysely passes on
 * several errors of one statement as an array: the first known error counts, the others follow from it.
 */
export function translateSqlServerError(error: unknown): Error {
  const errors = partsOf(error);
  for (const part of errors) {
    const translated = translate(part);
    if (translated !== undefined) return translated;
  }
  const [only] = errors;
  if (only !== undefined && errors.length === 1) return only;
  return new AggregateError(errors, errors.map(({ message }) => message).join('; '));
}

function partsOf(error: unknown): Error[] {
  if (Array.isArray(error)) return error.flatMap(partsOf);
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(partsOf);
  return [error instanceof Error ? error : new Error(String(error))];
}

function translate(error: Error): TierctlError | undefined {
  if (error instanceof TierctlError) return error;
  if (!isServerError(error) || (error.class ?? 0) >= 20) return translateConnectionError(error);
  const isOfUsers = error.number >= FIRST_OF_USERS && error.number !== UNMAPPED;
  const fault = isOfUsers ? 'trigger-refused' : ERROR_RULES.find((rule) => matches(rule, error))?.fault;
  return fault === undefined ? translateConnectionError(error) : FAULTS[fault](detailsOf(error));
}

function matches({ numbers, only, unmapped }: ErrorRule, error: ServerError): boolean {
  if (error.number === UNMAPPED) return unmapped.test(error.message);
  return numbers.includes(error.number) && (only?.test(error.message) ?? true);
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && typeof (error as Partial<ServerError>).number === 'number';
}

interface ServerError extends Error {
  readonly number: number;
  /** Severity; from 20 on the server has closed the connection. */
  readonly class?: number;
}

interface ErrorRule {
  readonly numbers: readonly number[];
  /** A further condition on the message, if a number has several meanings. */
  readonly only?: RegExp;
  /** The message of Babelfish, if it does not use SQL Server's number. */
  readonly unmapped: RegExp;
  readonly fault: Fault;
}

/** From this number on, an error is raised by a trigger or procedure of the database. */
const FIRST_OF_USERS = 50_000;

/**
 * By SQL Server's numbers, each with its meaning at learn.microsoft.com ("Database engine events and errors", "Troubleshoot Azure
 * SQL"); the first that matches counts.
 */
const ERROR_RULES: readonly ErrorRule[] = [
  {
    numbers: [2627, 2601],
    unmapped: /duplicate key value violates/i,
    fault: 'unique-violation',
  },
  {
    numbers: [547],
    only: /check constraint/i,
    unmapped: /violates check constraint/i,
    fault: 'check-violation',
  },
  {
    numbers: [547],
    unmapped: /violates foreign key constraint/i,
    fault: 'foreign-key-violation',
  },
  {
    numbers: [515],
    unmapped: /violates not-null constraint/i,
    fault: 'not-null-violation',
  },
  {
    // The transaction ended in a trigger. Where the trigger raised an error of its own, that one comes first.
    numbers: [3609],
    unmapped: /transaction ended in the trigger/i,
    fault: 'trigger-refused',
  },
  {
    numbers: [2628, 8152, 8115],
    unmapped: /value too long for type|out of range for type/i,
    fault: 'value-too-large',
  },
  {
    numbers: [468],
    unmapped: /cannot resolve the collation conflict/i,
    fault: 'collations-differ',
  },
  {
    // Lock memory, memory, memory grants, log and data files, and the limits of Azure SQL; 976 and 983: a replica that is not
    // readable now.
    numbers: [
      1204, 701, 802, 8645, 9002, 1105, 40544, 40197, 40501, 40613, 10928, 10929, 49918, 49919, 49920, 976,
      983,
    ],
    unmapped: /out of shared memory|out of memory|could not extend file/i,
    fault: 'server-overloaded',
  },
  {
    numbers: [1205, 3960, 3961, 41302, 41305, 41325],
    unmapped: /deadlock detected|could not serialize access/i,
    fault: 'serialization-failure',
  },
  {
    numbers: [1222],
    unmapped: /lock timeout|could not obtain lock/i,
    fault: 'lock-timeout',
  },
  {
    // 2760 and 4902 say "does not exist or you do not have permission": the former is far more likely.
    numbers: [208, 1088, 2760, 4902],
    unmapped: /(relation|schema) "[^"]*" does not exist/i,
    fault: 'table-missing',
  },
  {
    numbers: [229, 230, 262, 297, 300, 916],
    unmapped: /permission denied|must be owner/i,
    fault: 'permission-denied',
  },
  {
    numbers: [3906],
    unmapped: /cannot execute .* in a read-only transaction/i,
    fault: 'read-only-database',
  },
  {
    numbers: [911, 4060],
    unmapped: /database "[^"]*" does not exist/i,
    fault: 'no-such-database',
  },
];

function detailsOf(cause: ServerError): DriverError {
  const { message } = cause;
  return {
    cause,
    constraint: /(?:constraint|unique index) ['"]([^'"]+)['"]/i.exec(message)?.[1],
    table: /(?:object|table|relation) ['"]([^'"]+)['"]/i.exec(message)?.[1],
    hint: 'name the primary server in the database URL',
    waitedFor: waitedForOf(cause),
  };
}
