// What can be wrong with a database, said once: an engine recognises the fault, the text is the same on all of them.
import { TierctlError } from '../domain/tierctl-error.ts';

/** What an error of the server says about the constraint that refused a row. */
export interface ConstraintError {
  readonly cause: Error;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
}

export function uniqueViolation(error: ConstraintError): TierctlError {
  const message = `this already exists (${error.constraint ?? 'unique key'})`;
  return new TierctlError('conflict', 'unique-violation', message, detailsOf(error));
}

export function foreignKeyViolation(error: ConstraintError): TierctlError {
  const message = `other rows refer to this, or it refers to a row that is gone (${error.constraint ?? 'foreign key'})`;
  return new TierctlError('conflict', 'foreign-key-violation', message, detailsOf(error));
}

export function checkViolation(error: ConstraintError): TierctlError {
  const message = `the database refuses this value (${error.constraint ?? 'check'})`;
  return new TierctlError('refused', 'check-violation', message, detailsOf(error));
}

export function notNullViolation(error: ConstraintError): TierctlError {
  const message = `a required value is missing: ${error.cause.message}`;
  return new TierctlError('refused', 'not-null-violation', message, detailsOf(error));
}

function detailsOf({ cause, constraint, table }: ConstraintError) {
  return { cause, data: { constraint, table } };
}

export function serializationFailure(cause: Error): TierctlError {
  return new TierctlError('busy', 'serialization-failure', 'another transaction was in the way', {
    hint: 'try again',
    cause,
  });
}

export function lockTimedOut(cause: Error): TierctlError {
  return new TierctlError('busy', 'lock-timeout', 'waited too long for a lock', { hint: 'try again', cause });
}

/** `holder` as the server names it; undefined where it does not. */
export function lockHeld(name: string, holder: string | undefined): TierctlError {
  return new TierctlError(
    'busy',
    'lock-held',
    `the lock "${name}" is held by ${holder ?? 'another process'}`,
    { hint: 'try again when it has finished, or wait with --lock-timeout' },
  );
}

export function tableMissing(cause: Error): TierctlError {
  return new TierctlError(
    'config',
    'schema-missing',
    `a table that tierctl needs does not exist: ${cause.message}`,
    { hint: 'run: tierctl migrate up', cause },
  );
}

export function permissionDenied(cause: Error): TierctlError {
  return new TierctlError(
    'config',
    'permission-denied',
    `the database user may not do this: ${cause.message}`,
    { cause },
  );
}

export function readOnlyDatabase(cause: Error, hint: string): TierctlError {
  const message = `the database is read-only: ${cause.message}`;
  return new TierctlError('config', 'read-only-database', message, { hint, cause });
}

export function noSuchDatabase(cause: Error): TierctlError {
  return new TierctlError('config', 'no-such-database', cause.message, {
    hint: 'create it first, or correct the database URL',
    cause,
  });
}

export function loginFailed(cause: Error): TierctlError {
  return new TierctlError('config', 'login-failed', `the server refused the login: ${cause.message}`, {
    hint: 'check the user and the password',
    cause,
  });
}

export function encryptionMismatch(cause: Error, hint: string): TierctlError {
  const message = `client and server disagree on encryption: ${cause.message}`;
  return new TierctlError('config', 'encryption-mismatch', message, { hint, cause });
}

export function certificateNotTrusted(cause: Error, hint: string): TierctlError {
  const message = `the server's certificate is not trusted: ${cause.message}`;
  return new TierctlError('config', 'certificate-not-trusted', message, { hint, cause });
}

export function connectionLost(cause: Error): TierctlError {
  return new TierctlError(
    'busy',
    'connection-lost',
    `the connection to the database was lost: ${cause.message}`,
    { hint: 'try again', cause },
  );
}

export function databaseUnreachable(cause: Error, reason: string): TierctlError {
  return new TierctlError('busy', 'database-unreachable', `the database cannot be reached: ${reason}`, {
    hint: 'check that the server runs and that host and port are right',
    cause,
  });
}

export function badDatabaseUrl(reason: string, hint: string): TierctlError {
  return new TierctlError('config', 'bad-database-url', `the database URL cannot be used: ${reason}`, {
    hint,
  });
}
