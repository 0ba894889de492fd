import { type ControlledTransaction, type Kysely, type RawBuilder, sql } from 'kysely';
import type { EngineDialect, StoredColumn } from '../sql-dialect.ts';
import type { Tables } from '../tables.ts';
import { takeTurns } from './application-lock.ts';
import { requireCompatibilityLevel } from './compatibility-level.ts';
import { plainJson } from './plain-json.ts';
import { quotedName } from './quoted-name.ts';
import { readersWait } from './readers-wait.ts';
import { rowsFromJson } from './rows-from-json.ts';

const BY_CODE_POINT = sql.raw('Latin1_General_100_BIN2');

export const sqlServerDialect: EngineDialect = {
  types: {
    uuid: 'uniqueidentifier',
    boolean: 'bit',
    integer: 'int',
    bigint: 'bigint',
    date: 'date',
    instant: 'datetime2(3)',
    accountId: 'nvarchar(64) collate Latin1_General_100_BIN2',
    text: (length) => `nvarchar(${length})`,
    longText: 'nvarchar(max)',
  },
  fittingTypes: {
    uuid: ['uniqueidentifier'],
    text: ['nvarchar', 'varchar'],
    integer: ['int', 'bigint', 'smallint'],
    boolean: ['bit'],
  },
  defaultBillingSchema: 'dbo',
  // Row locks are not escalated, so a range costs lock memory, and others wait for its rows until it is committed.
  preferredBatchSize: 2_000,
  requireFeatures: requireCompatibilityLevel,
  beginRead,
  readersWait,
  takeTurns,
  beforeBatch: undefined,
  ifNull: (value, instead) => sql`isnull(${value}, ${instead})`,
  // The casts allow parameters: DATEADD reads text as a legacy datetime and refuses it as a number.
  plusDays: (date, days) => sql<string>`dateadd(day, ${sql.lit(days)}, cast(${date} as date))`,
  plusTerm: (date, months, days) => sql<string>`
    dateadd(day, cast(${days} as int), dateadd(month, cast(${months} as int), cast(${date} as date)))`,
  updateFrom: ({ target, alias, set, from, where }) => sql`
    update ${sql.ref(alias)}
    set ${assignments(set)}
    from ${sql.table(target)} as ${sql.ref(alias)}, ${from}
    where ${where}`,
  rowsFromJson,
  rowsFromJsonAt: undefined,
  jsonRows: plainJson,
  // Combining texts of two collations is an error when the statement is compiled.
  accountInText: (account) => sql`${account} collate database_default`,
  comparesExactly: false,
  exact: (text) => sql`${text} collate ${BY_CODE_POINT}`,
  // A comparison pads the shorter text with blanks, whatever the collation.
  exactValue: (text) => sql`(${text} + N'.') collate ${BY_CODE_POINT}`,
  byCodePoint: (text) => sql<string>`${text} collate ${BY_CODE_POINT}`,
  beyondAscii: (text) => sql`${text} collate ${BY_CODE_POINT} like N'%[^ -~]%'`,
  crossApply: (table) => sql`cross apply ${table}`,
  temporaryName: (name) => `#${name}`,
  // Its texts would have the collation of tempdb, and the server does not compare columns of two collations.
  createTemporaryTable: (name, columns, key = []) => {
    const list = Object.entries(columns).map(([column, type]) => {
      const collation = /^nvarchar\(\w+\)$/i.test(type) ? ' collate database_default' : '';
      return sql`${sql.id(column)} ${sql.raw(`${type}${collation} ${key.includes(column) ? 'not null' : 'null'}`)}`;
    });
    const primary =
      key.length === 0 ? sql`` : sql`, primary key (${sql.join(key.map((one) => sql.id(one)))})`;
    return sql`create table ${sql.id(`#${name}`)} (${sql.join(list)}${primary})`;
  },
  gatherStatistics: () => undefined,
  // For the log only: the driver writes the statement itself.
  loadRows: (rows) =>
    sql`insert bulk ${sql.id(rows.table)} (${sql.join(Object.keys(rows.columns).map((name) => sql.id(name)))}) ${rows}`,
  computedColumn: (name, _type, expression) => sql`${sql.ref(name)} as (${expression}) persisted`,
  setDefault: ({ table, column, name }, value) =>
    sql`alter table ${sql.table(table)} add constraint ${sql.id(name)} default ${value} for ${sql.id(column)}`,
  // Not every server with this protocol keeps the name; there the default is dropped with its column.
  dropDefault: ({ table, name }) => sql`
    if object_id(${sql.lit(`${table.split('.')[0]}.${name}`)}, 'D') is not null
      alter table ${sql.table(table)} drop constraint ${sql.id(name)}`,
  // Back to TABLE only where it is not: not every server with this protocol knows that word, and those always say TABLE.
  escalateLocks: (table, escalates) => {
    const set = `alter table ${table} set (lock_escalation = ${escalates ? 'table' : 'disable'})`;
    return escalates
      ? sql`
    if exists (select 1 from sys.tables where object_id = object_id(${sql.lit(table)}) and lock_escalation_desc <> 'TABLE')
      exec(${sql.lit(set)})`
      : sql.raw(set);
  },
  sessionLogin: sql<string>`original_login()`,
  announce: () => undefined,
  // CREATE SCHEMA must be alone in its batch.
  createSchema: (name) => sql`
    if schema_id(${sql.lit(name)}) is null exec(${sql.lit(`create schema [${name.replaceAll(']', ']]')}]`)})`,
  booleanLiteral: (value) => sql<boolean>`${sql.raw(value ? 'cast(1 as bit)' : 'cast(0 as bit)')}`,
  existingTable: (schema, table) => sql`
    select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = ${schema} and TABLE_NAME = ${table}`,
  // INFORMATION_SCHEMA does not show which columns the server fills itself: identities, computed columns, row versions (189),
  // periods.
  storedColumns: (schema, table) => sql<StoredColumn>`
    select c.name as name,
      case when c.is_nullable = 0 and c.default_object_id = 0 and c.is_identity = 0 and c.is_computed = 0
        and c.generated_always_type = 0 and c.system_type_id <> 189 then 1 else 0 end as mandatory,
      case when c.max_length < 0 then null when type_name(c.system_type_id) in ('nvarchar', 'nchar') then c.max_length / 2
        when type_name(c.system_type_id) in ('varchar', 'char') then c.max_length end as length,
      case when type_name(c.system_type_id) in ('varchar', 'char') then 1 else 0 end as narrow,
      case when type_name(c.system_type_id) in ('varchar', 'char')
        and c.collation_name <> cast(databasepropertyex(db_name(), 'Collation') as nvarchar(128))
        then c.collation_name end as collation
    from sys.columns as c
    join sys.objects as o on o.object_id = c.object_id
    join sys.schemas as s on s.schema_id = o.schema_id
    where s.name = ${schema} and o.name = ${table}
    order by c.column_id`,
  textLength: (text) => text.length,
  // A parameter is nvarchar, which has precedence over varchar: under the collations of SQL Server's own ("SQL_…") the column is
  // converted row by row, and its index is scanned. The cast uses the code page of the collation.
  narrowText: (text, collation) =>
    collation === null
      ? sql<string>`cast(${text} as varchar(8000))`
      : sql<string>`cast(${text} collate ${sql.raw(collation)} as varchar(8000))`,
  quotedName,
  // Most servers ignore case in names, and people write `Id` and `id` for one column.
  foldName: (name) => name.toLowerCase(),
};

function assignments(set: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql.join(Object.entries(set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
}

/**
 * A snapshot, if the database allows it: `alter database … set allow_snapshot_isolation on`, the default on Azure.
 * Any other way to see one moment would block writers until the reader has finished.
 */
async function beginRead(db: Kysely<Tables>): Promise<ControlledTransaction<Tables>> {
  const { rows } = await sql<{ state: number }>`
    select snapshot_isolation_state as state from sys.databases where name = db_name()`.execute(db);
  const transaction = db.startTransaction();
  return (rows[0]?.state === ALLOWED ? transaction.setIsolationLevel('snapshot') : transaction).execute();
}

/** Snapshots are on; 0 is off, and 2 and 3 are states while the setting changes. */
const ALLOWED = 1;
