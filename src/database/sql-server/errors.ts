import { TierctlError } from '../../domain/tierctl-error.ts';
import { type DriverError, FAULTS } from '../faults.ts';
import { waitedForOf } from '../lock-watch.ts';
import { translateConnectionError } from './connection-errors.ts';
import { ERROR_RULES, type ErrorRule, FIRST_OF_USERS } from './error-numbers.ts';

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
  return error.number in numbers && (only?.test(error.message) ?? true);
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && typeof (error as Partial<ServerError>).number === 'number';
}

interface ServerError extends Error {
  readonly number: number;
  /** Severity; from 20 on the server has closed the connection. */
  readonly class?: number;
}

function detailsOf(cause: ServerError): DriverError {
  const { message } = cause;
  return {
    cause,
    constraint: /(?:constraint|unique index) ['"]([^'"]+)['"]/i.exec(message)?.[1],
    table: /(?:object|table|relation) ['"]([^'"]+)['"]/i.exec(message)?.[1],
    column: /column ['"]([^'"]+)['"]/i.exec(message)?.[1],
    hint: 'name the primary server in the database URL',
    waitedFor: waitedForOf(cause),
  };
}
