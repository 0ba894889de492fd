// Problems of reaching a database, and of the schema found in it.
import { problem } from '../domain/problem.ts';
import type { TierctlError } from '../domain/tierctl-error.ts';
import { type BillingLayout, type BillingTable, tableLabel } from './billing-layout.ts';
import type { ColumnDifference } from './billing-tables.ts';

/** The database URL cannot be read, or its settings contradict each other. Fix: correct it as the message says. */
export function badDatabaseUrl(reason: string, hint: string, source?: string): TierctlError {
  return problem('config', 'bad-database-url', `the database URL cannot be used: ${reason}`, {
    hint,
    data: { source: source ?? null },
  });
}

/** A variable such as PGPORT has a value that cannot be used. Fix: unset it, or give the setting in the database URL. */
export function badEnvironment(variable: string, reason: string): TierctlError {
  return problem('config', 'bad-environment', `the variable ${variable} cannot be used: ${reason}`, {
    hint: `unset ${variable}, or give the setting in the database URL`,
    data: { variable },
  });
}

/** A file of certificates or keys cannot be read or used. Fix: correct its name in the database URL, or in its variable. */
export function certificateFileUnusable(message: string, cause: unknown): TierctlError {
  return problem('config', 'certificate-file-unusable', message, {
    hint: 'correct the name of the file in the database URL, or in the variable that names it (PGSSLROOTCERT, …)',
    cause,
  });
}

/** The server asks for a password, and none is given. Fix: give it in TIERCTL_DATABASE_URL, or with `--password-file`. */
export function passwordMissing(server: string, user: string, complaint: string): TierctlError {
  const message = `the server ${server} asks for the password of ${user}, and none is given`;
  return problem('config', 'password-missing', message, {
    hint: `give it in TIERCTL_DATABASE_URL, in PGPASSWORD, with --password-file FILE or in ~/.pgpass${complaint}`,
  });
}

/** The server asks for a way to log in that tierctl does not have. Fix: let the user log in with a password or a certificate. */
export function authenticationUnsupported(way: string, cause: unknown): TierctlError {
  const message = `the server asks for ${way}, which is not supported`;
  return problem('config', 'authentication-unsupported', message, {
    hint: 'let this user log in with a password or a client certificate (pg_hba.conf)',
    cause,
  });
}

/** A function of the database, such as a trigger, uses a name without its schema. Fix: give it a search path of its own. */
export function functionLookup(name: string, cause: Error): TierctlError {
  const message = `the database's own function ${name} failed: ${cause.message}`;
  return problem('config', 'function-lookup', message, {
    hint: `it must set its search path, because tierctl's sessions have none: alter function ${name} set search_path = …`,
    cause,
  });
}

/** The server writes dates in another form than ISO 8601. Fix: set `datestyle` of the database to `ISO, YMD`. */
export function dateStyle(text: string): TierctlError {
  return problem('config', 'date-style', `the server wrote the date "${text}", which is not ISO 8601`, {
    hint: "run: alter database … set datestyle = 'ISO, YMD'",
  });
}

/** The server ended the transaction; nothing of it was written. Fix: try again. */
export function transactionLost(cause: unknown): TierctlError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return problem('busy', 'transaction-lost', `the server ended the transaction: ${why}`, {
    hint: 'nothing of it was written; try again',
    cause,
  });
}

/**
 * The database is at a compatibility level of SQL Server that has no OPENJSON. Fix: let its owner raise the level to 130 or higher;
 * the hint has the statement.
 */
export function compatibilityLevel(
  found: { readonly database: string; readonly quoted: string; readonly level: number } | undefined,
  cause?: unknown,
): TierctlError {
  const subject = found === undefined ? 'the database' : `the database ${found.database}`;
  const level =
    found === undefined ? 'a compatibility level below 130' : `compatibility level ${found.level}`;
  const name = found?.quoted ?? 'CURRENT';
  return problem(
    'config',
    'compatibility-level',
    `${subject} is at ${level}, which has no OPENJSON; tierctl needs level 130 (SQL Server 2016) or higher`,
    {
      hint: `run, as its owner: ALTER DATABASE ${name} SET COMPATIBILITY_LEVEL = 130 (or the highest that the server has)`,
      data: { database: found?.database ?? null, level: found?.level ?? null },
      cause,
    },
  );
}

/** The database lacks the tables of tierctl. Fix: run `tierctl migrate up`, or `tierctl migrate adopt` if billing tables exist. */
export function schemaMissing(message: string, hint: string, cause?: unknown): TierctlError {
  return problem('config', 'schema-missing', message, { hint, cause });
}

/** A newer tierctl has migrated this database. Fix: upgrade tierctl. */
export function schemaNewer(unknown: readonly string[]): TierctlError {
  const message = `the database was migrated by a newer tierctl (${unknown.join(', ')})`;
  return problem('config', 'schema-newer', message, {
    hint: 'upgrade tierctl: npm install -g tierctl@latest',
  });
}

/** The database lacks migrations of this tierctl. Fix: run `tierctl migrate up`. */
export function schemaOutdated(pending: number, known: number): TierctlError {
  return problem('config', 'schema-outdated', `the database lacks ${pending} of ${known} migrations`, {
    hint: 'run: tierctl migrate up',
  });
}

const LISTED = 20;

/** Stored rows break a rule that a migration brings; nothing was written. Fix: correct the listed rows, then run it again. */
export function rowsContradict(rows: readonly string[], what: string, migration: string): TierctlError {
  const shown = rows.slice(0, LISTED).map((row) => `\n${row}`);
  const more = rows.length > LISTED ? `\nand ${rows.length - LISTED} more` : '';
  const message = `${rows.length} rows contradict ${what}; nothing was written${shown.join('')}${more}`;
  return problem('refused', 'rows-contradict', message, {
    hint: 'correct these rows, then run this again',
    data: { migration, rows: rows.slice(0, LISTED) },
  });
}

/**
 * The billing tables lack columns, or have others than tierctl needs: `refused` if they were to be adopted, else `config`.
 * Fix: name other tables or columns under `billing` in the config file; tierctl never alters these tables.
 */
export function billingTablesDiffer(
  kind: 'refused' | 'config',
  differences: readonly ColumnDifference[],
  /** The statement that creates the table of renewal periods, if that one is missing. */
  createTable?: string,
): TierctlError {
  const lines = differences.map(
    ({ table, column, expected, found, spelled }) =>
      `  ${column === null ? table : `${table}.${column}`}: expected ${expected}, found ${found ?? 'nothing'}` +
      (spelled === null
        ? ''
        : ` (${spelled} is another name: this database distinguishes upper and lower case)`),
  );
  const count = differences.length === 1 ? 'one place' : `${differences.length} places`;
  const message = `the billing tables differ in ${count} from what tierctl needs:\n${lines.join('\n')}`;
  return problem(kind, 'billing-tables-differ', message, {
    hint:
      createTable === undefined
        ? 'name other tables or columns under billing in the config file; tierctl never alters these tables'
        : `the table of renewal periods may be empty; name another in the config file, or let its owner run: ${createTable}`,
    data: { differences, createTable: createTable ?? null },
  });
}

/** A value does not fit its column. Fix: shorten it; a column of an adopted table may be shorter than tierctl's own. */
export function valueTooLarge(
  cause: Error,
  place: { readonly table: string | undefined; readonly column: string | undefined },
  remedy = 'shorten it; a column of an adopted table may be shorter than the one that tierctl would create',
): TierctlError {
  return problem('refused', 'value-too-large', `a value does not fit its column: ${cause.message}`, {
    hint: remedy,
    data: { table: place.table ?? null, column: place.column ?? null },
    cause,
  });
}

/** An adopted table has further columns that need a value. Fix: let these columns have a default or take null. */
export function mandatoryColumns(
  billing: BillingLayout,
  table: BillingTable,
  columns: readonly string[],
): TierctlError {
  const label = tableLabel(billing, table);
  const message = `rows cannot be added to ${label}: it has further columns that must be given a value (${columns.join(', ')})`;
  return problem('refused', 'mandatory-columns', message, {
    hint: 'tierctl does not know what to write there; let these columns have a default or take null',
    data: { table: label, columns },
  });
}
