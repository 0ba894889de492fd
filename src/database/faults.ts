// What can be wrong with a database, said once: an engine names the fault, the problem is the same on all of them.
import { problem } from '../domain/problem.ts';
import { serializationFailure } from '../domain/problems.ts';
import type { TierctlError } from '../domain/tierctl-error.ts';
import type { WaitedFor } from './lock-watch.ts';
import { compatibilityLevel, schemaMissing, transactionLost, valueTooLarge } from './problems.ts';

/** An error of a driver, with what its engine knows beyond its message. */
export interface DriverError {
  readonly cause: Error;
  /** What refused the row. */
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  /** Why the server cannot be reached, if not what the error says. */
  readonly reason?: string;
  /** What to do on this engine. */
  readonly hint?: string;
  /** Whose lock it was. */
  readonly waitedFor?: WaitedFor;
}

/** A row with this key exists already. Fix: look at it, then repeat the command; report it if it happens again. */
function uniqueViolation({ cause, constraint, table }: DriverError): TierctlError {
  return problem('conflict', 'unique-violation', `this already exists (${constraint ?? 'unique key'})`, {
    cause,
    data: { constraint: constraint ?? null, table: table ?? null },
  });
}

/** Other rows refer to this one, or it refers to a row that is gone. Fix: look at the rows again, then repeat the command. */
function foreignKeyViolation({ cause, constraint, table }: DriverError): TierctlError {
  const message = `other rows refer to this, or it refers to a row that is gone (${constraint ?? 'foreign key'})`;
  return problem('conflict', 'foreign-key-violation', message, {
    cause,
    data: { constraint: constraint ?? null, table: table ?? null },
  });
}

/** A check of the database refuses the value. Fix: look at the named constraint; adopted tables may have their own. */
function checkViolation({ cause, constraint, table }: DriverError): TierctlError {
  return problem('refused', 'check-violation', `the database refuses this value (${constraint ?? 'check'})`, {
    cause,
    data: { constraint: constraint ?? null, table: table ?? null },
  });
}

/** A column that must have a value got none. Fix: let the column of the adopted table have a default or take null. */
function notNullViolation({ cause, constraint, table }: DriverError): TierctlError {
  return problem('refused', 'not-null-violation', `a required value is missing: ${cause.message}`, {
    cause,
    data: { constraint: constraint ?? null, table: table ?? null },
  });
}

/** A trigger or procedure of the database refuses the change. Fix: its text is in the message; its owner knows the rule. */
function triggerRefused({ cause }: DriverError): TierctlError {
  return problem('refused', 'trigger-refused', `the database refuses the change: ${cause.message}`, {
    cause,
  });
}

/** Two columns have collations that cannot be compared. Fix: give the column of the adopted table the one of the database. */
function collationsDiffer({ cause }: DriverError): TierctlError {
  return problem('config', 'collations-differ', `two columns cannot be compared: ${cause.message}`, {
    hint: 'give the column of the adopted table the collation of the database',
    cause,
  });
}

/**
 * A trigger, procedure or view of the database was created with other SET options than a table needs. Fix: create it again with
 * `QUOTED_IDENTIFIER` and `ANSI_NULLS` on.
 */
function setOptions({ cause }: DriverError): TierctlError {
  return problem(
    'config',
    'set-options',
    `an object of the database has unsuitable SET options: ${cause.message}`,
    {
      hint:
        "tierctl's sessions have the options that are needed, so a trigger or procedure lacks them: create it again after " +
        'SET QUOTED_IDENTIFIER ON and SET ANSI_NULLS ON (sys.sql_modules shows which one lacks them)',
      cause,
    },
  );
}

/** A statement has more values than the server takes. Fix: give fewer at once; report it, because rows should not be counted so. */
function tooManyParameters({ cause }: DriverError): TierctlError {
  return problem(
    'refused',
    'too-many-parameters',
    `one statement has more values than the server takes: ${cause.message}`,
    {
      hint: 'give fewer at once, and report it',
      cause,
    },
  );
}

/** The server lacks memory, disk space, connections or another resource at the moment. Fix: try again; ask who runs the server if it happens again. */
function serverOverloaded({ cause }: DriverError): TierctlError {
  return problem('busy', 'server-overloaded', `the database server cannot do this now: ${cause.message}`, {
    hint: 'try again; if it happens again, ask who runs the server',
    cause,
  });
}

/** Another transaction held a lock for longer than this one waits. Fix: try again, or wait longer with `--lock-timeout`. */
export function lockTimedOut({ cause, waitedFor }: Pick<DriverError, 'cause' | 'waitedFor'>): TierctlError {
  const { holder, needs } = waitedFor ?? {};
  const unknown =
    needs === undefined
      ? 'who holds it is not known'
      : `this login may not see who holds it (that needs ${needs})`;
  const message = `waited too long for a lock${holder === undefined ? `; ${unknown}` : ` held by ${holder}`}`;
  return problem('busy', 'lock-timeout', message, {
    hint: 'try again, or wait longer with --lock-timeout',
    cause,
    data: { holder: holder ?? null },
  });
}

/**
 * Another process holds the lock of this work, such as a run. Fix: try again when it has finished, or wait with `--lock-timeout`.
 */
export function lockHeld(
  name: string,
  /** As the server names it; undefined where it does not. */
  holder: string | undefined,
  hint = 'try again when it has finished, or wait with --lock-timeout',
): TierctlError {
  return problem('busy', 'lock-held', `the lock "${name}" is held by ${holder ?? 'another process'}`, {
    hint,
  });
}

function tableMissing({ cause }: DriverError): TierctlError {
  const message = `a table that tierctl needs does not exist: ${cause.message}`;
  return schemaMissing(message, 'run: tierctl migrate up', cause);
}

/** The database user lacks a permission. Fix: grant it, or use another user ([adopt.md](adopt.md) lists what is needed). */
function permissionDenied({ cause }: DriverError): TierctlError {
  return problem('config', 'permission-denied', `the database user may not do this: ${cause.message}`, {
    cause,
  });
}

/** The server accepts no writes. Fix: name the primary server in the database URL, or a user who may write. */
function readOnlyDatabase({ cause, hint }: DriverError): TierctlError {
  return problem('config', 'read-only-database', `the database is read-only: ${cause.message}`, {
    hint,
    cause,
  });
}

/** The server has no database of this name. Fix: create it first, or correct the database URL. */
export function noSuchDatabase({ cause }: DriverError): TierctlError {
  return problem('config', 'no-such-database', cause.message, {
    hint: 'create it first, or correct the database URL',
    cause,
  });
}

/** The server refused the login. Fix: check the user and the password. */
export function loginFailed({ cause }: DriverError): TierctlError {
  return problem('config', 'login-failed', `the server refused the login: ${cause.message}`, {
    hint: 'check the user and the password',
    cause,
  });
}

/** One side encrypts the connection and the other does not. Fix: set the encryption in the database URL as the hint says. */
export function encryptionMismatch({ cause, hint }: DriverError): TierctlError {
  return problem(
    'config',
    'encryption-mismatch',
    `client and server disagree on encryption: ${cause.message}`,
    {
      hint,
      cause,
    },
  );
}

/** No known authority has signed the server's certificate. Fix: name its authority, or accept any certificate. */
export function certificateNotTrusted({ cause, hint }: DriverError): TierctlError {
  return problem(
    'config',
    'certificate-not-trusted',
    `the server's certificate is not trusted: ${cause.message}`,
    {
      hint,
      cause,
    },
  );
}

/** The connection ended while the command ran. Fix: try again. */
export function connectionLost({ cause }: DriverError): TierctlError {
  return problem('busy', 'connection-lost', `the connection to the database was lost: ${cause.message}`, {
    hint: 'try again',
    cause,
  });
}

/** No server answers. Fix: check that the server runs, and that host and port are right. */
export function databaseUnreachable({ cause, reason = cause.message }: DriverError): TierctlError {
  return problem('busy', 'database-unreachable', `the database cannot be reached: ${reason}`, {
    hint: 'check that the server runs and that host and port are right',
    cause,
  });
}

/** The problem of each fault that an engine's table can name, for example by an SQLSTATE. */
export const FAULTS = {
  'unique-violation': uniqueViolation,
  'foreign-key-violation': foreignKeyViolation,
  'check-violation': checkViolation,
  'not-null-violation': notNullViolation,
  'trigger-refused': triggerRefused,
  'value-too-large': ({ cause, table, column }) => valueTooLarge(cause, { table, column }),
  'collations-differ': collationsDiffer,
  'set-options': setOptions,
  'too-many-parameters': tooManyParameters,
  'compatibility-level': ({ cause }) => compatibilityLevel(undefined, cause),
  'server-overloaded': serverOverloaded,
  'transaction-lost': ({ cause }) => transactionLost(cause),
  'serialization-failure': ({ cause }) => serializationFailure('another transaction was in the way', cause),
  'lock-timeout': lockTimedOut,
  'table-missing': tableMissing,
  'permission-denied': permissionDenied,
  'read-only-database': readOnlyDatabase,
  'no-such-database': noSuchDatabase,
  'login-failed': loginFailed,
  'connection-lost': connectionLost,
  'database-unreachable': databaseUnreachable,
} as const satisfies Readonly<Record<string, (error: DriverError) => TierctlError>>;

export type Fault = keyof typeof FAULTS;
