// One migrated database an engine and a worker: starting an engine costs more than most files of tests.
import { sql } from 'kysely';
import type { Database, ExecutedStatement } from '../../../src/database/database.ts';
import type { TestDatabase } from './create-database.ts';
import type { TestEngine } from './engines.ts';

interface Shared extends TestDatabase {
  /** Who watches the statements now. */
  onStatement: ((statement: ExecutedStatement) => void) | undefined;
  /** What the tables looked like when the database was made. */
  readonly definitions: string;
}

/** The files of a worker run one after another in one process, so that each finds what the one before left here. */
const shared = new Map<TestEngine['name'], Shared>();

/** The migrated database of this worker. Its rows are whatever the file before left: empty it before each test. */
export async function borrowDatabase(
  engine: TestEngine,
  onStatement?: (statement: ExecutedStatement) => void,
): Promise<TestDatabase> {
  const found = shared.get(engine.name) ?? (await open(engine));
  shared.set(engine.name, found);
  found.onStatement = onStatement;
  return found;
}

/** Ends the use of a borrowed database. One whose tables have changed is dropped: the next file gets a new one. */
export async function returnDatabase(engine: TestEngine): Promise<void> {
  const used = shared.get(engine.name);
  if (used === undefined) return;
  used.onStatement = undefined;
  if ((await definitionsOf(used.database)) === used.definitions) return;
  shared.delete(engine.name);
  await used.drop();
}

async function open(engine: TestEngine): Promise<Shared> {
  const watched: Pick<Shared, 'onStatement'> = { onStatement: undefined };
  const created = await engine.createMigrated({ onStatement: (one) => watched.onStatement?.(one) });
  return Object.assign(watched, created, { definitions: await definitionsOf(created.database) });
}

/** Tables, constraints, triggers, functions and settings as one text. */
async function definitionsOf({ kysely, dialect }: Database): Promise<string> {
  const text = dialect.defaultBillingSchema === 'dbo' ? SQL_SERVER_DEFINITIONS : POSTGRES_DEFINITIONS;
  const { rows } = await sql.raw(text).execute(kysely);
  return JSON.stringify(rows);
}

const POSTGRES_DEFINITIONS = `
  select c.relname as name, cast(c.relkind as text) as kind, c.relhastriggers as detail
  from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg_temp%'
    and n.nspname not like 'pg_toast_temp%'
  union all select conname, 'constraint', false from pg_catalog.pg_constraint
  union all select proname, 'function', false from pg_catalog.pg_proc as p
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace where n.nspname in ('public', 'tierctl')
  union all select setting, 'setting', false from pg_catalog.pg_db_role_setting as s
    join pg_catalog.pg_database as d on d.oid = s.setdatabase cross join unnest(s.setconfig) as setting
    where d.datname = current_database()
  union all select tgname, 'trigger', false from pg_catalog.pg_trigger where not tgisinternal
  union all select attname, 'column', attnotnull from pg_catalog.pg_attribute as a
    join pg_catalog.pg_class as c on c.oid = a.attrelid join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('public', 'tierctl') and a.attnum > 0
  order by 1, 2, 3`;

const SQL_SERVER_DEFINITIONS = `
  select name, cast(type as nvarchar(60)) as kind from sys.objects where is_ms_shipped = 0
  union all select name, cast('COLUMN' as nvarchar(60)) from sys.columns
    where object_id in (select object_id from sys.objects where is_ms_shipped = 0)
  order by 1, 2`;
