import { type RawBuilder, sql } from 'kysely';
import { type ColumnsOf, columnTypes, type DescribedTable } from '../../database/columns.ts';
import type { Session } from '../../database/session.ts';
import type { ColumnTypes, SqlDialect } from '../../database/sql-dialect.ts';
import type { EffectiveRows, Terms } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { type CatalogueTable, type CatalogueTables, STORED } from '../catalogue-tables.ts';
import {
  extensionColumns,
  mappingColumns,
  productColumns,
  productMappingColumns,
  ruleColumns,
  serviceColumns,
} from './row-columns.ts';

/** A server expects about this many rows in a list of unknown length, so it joins such a list well. */
const FEW = 100;

/**
 * Calls `work` with the catalogue after these row changes; a table that they do not touch is the stored one. Adds at most a
 * fixed number of statements.
 */
export async function withPlannedTables<Result>(
  session: Session,
  rows: EffectiveRows,
  work: (tables: CatalogueTables) => Promise<Result>,
): Promise<Result> {
  const { db, dialect } = session;
  const planned = Object.entries(plannedTables(dialect.types, rows)) as [
    keyof CatalogueTables,
    PlannedTable,
  ][];
  const made: (readonly [keyof CatalogueTables, CatalogueTable])[] = [];
  const temporary: RawBuilder<unknown>[] = [];
  for (const [name, table] of planned) {
    const [changing, fresh] = table.given;
    const count = changing.length + fresh.length;
    if (count === 0) continue;
    if (count <= FEW) {
      const whole = sql`(${wholeTable(dialect, table)})`;
      made.push([name, () => whole]);
    } else if (dialect.rowsFromJsonAt !== undefined) {
      made.push([name, lookedUp(dialect.rowsFromJsonAt, table)]);
    } else {
      const stored = await createPlanned(session, table);
      temporary.push(stored);
      made.push([name, () => stored]);
    }
  }
  const result = await work({ ...STORED, ...Object.fromEntries(made) });
  // After an error, the tables go with the transaction.
  for (const table of temporary) await sql`drop table ${table}`.execute(db);
  return result;
}

type Columns = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, unknown>>;

/** A stored table and the rows that change it. */
interface PlannedTable {
  readonly name: DescribedTable;
  readonly columns: Columns;
  /** The columns of its key. Rows are looked up by the first of them. */
  readonly key: readonly string[];
  /** Rows that replace or remove stored ones, and added rows. */
  readonly given: readonly [readonly Row[], readonly Row[]];
  /** The planned rows. `which` is a condition on the stored rows, `there`. */
  select(given: readonly [GivenTable, GivenTable], which: RawBuilder<boolean>): RawBuilder<unknown>;
}

/** A list of rows as a table expression. */
type GivenTable = (alias: string, columns: Columns) => RawBuilder<unknown>;

function wholeTable({ rowsFromJson }: SqlDialect, { given, select }: PlannedTable): RawBuilder<unknown> {
  const [changing, fresh] = given.map((rows): GivenTable => {
    const json = JSON.stringify(rows);
    return (alias, columns) => rowsFromJson(json, alias, columns);
  }) as [GivenTable, GivenTable];
  return select([changing, fresh], sql<boolean>`1 = 1`);
}

/** Finds the given rows by key: otherwise, each lookup would read the whole list. */
function lookedUp(
  rowsAt: NonNullable<SqlDialect['rowsFromJsonAt']>,
  { key: [first = ''], given, select }: PlannedTable,
): CatalogueTable {
  const [changing, fresh] = given.map((rows) => {
    const json = JSON.stringify(Object.fromEntries(byKey(rows, first)));
    return (key: RawBuilder<unknown>): GivenTable =>
      (alias, columns) =>
        rowsAt(json, key, alias, columns);
  }) as [(key: RawBuilder<unknown>) => GivenTable, (key: RawBuilder<unknown>) => GivenTable];
  return (key) => {
    const isAsked = sql<boolean>`${sql.ref(`there.${first}`)} = ${key}`;
    return sql`lateral (${select([changing(key), fresh(key)], isAsked)})`;
  };
}

function byKey(rows: readonly Row[], key: string): Map<unknown, Row[]> {
  const found = new Map<unknown, Row[]>();
  for (const row of rows) {
    const same = found.get(row[key]);
    if (same === undefined) found.set(row[key], [row]);
    else same.push(row);
  }
  return found;
}

/** A temporary table with an index: two statements, and one to drop it. */
async function createPlanned({ db, dialect }: Session, table: PlannedTable): Promise<RawBuilder<unknown>> {
  const name = `planned_${table.name.replace('.', '_')}`;
  await dialect.createTemporaryTable(name, table.columns, table.key).execute(db);
  const made = sql.table(dialect.temporaryName(name));
  const list = sql.join(Object.keys(table.columns).map((column) => sql.ref(column)));
  await sql`insert into ${made} (${list}) ${wholeTable(dialect, table)}`.execute(db);
  return made;
}

function plannedTables(types: ColumnTypes, rows: EffectiveRows): Record<keyof CatalogueTables, PlannedTable> {
  return {
    itemProfile: plannedProfiles(types, rows),
    path: plannedPaths(types, rows),
    serviceLimit: replaced(
      types,
      'tierctl.service_limit',
      ['item_id', 'service'],
      mapped(rows.services, serviceColumns),
    ),
    itemExtension: replaced(
      types,
      'tierctl.item_extension',
      ['item_id', 'extension_item_id'],
      mapped(rows.extensions, extensionColumns),
    ),
    packageProduct: replaced(
      types,
      'tierctl.package_product',
      ['package_item_id', 'product_item_id'],
      mapped(rows.products, productColumns),
    ),
    pathProduct: replaced(
      types,
      'tierctl.path_product',
      ['path_id', 'source_item_id', 'destination_item_id'],
      mapped(rows.productMappings, productMappingColumns),
    ),
    pathAttribute: replaced(
      types,
      'tierctl.path_attribute',
      ['path_id', 'source_item_id', 'source_attribute', 'destination_item_id', 'destination_attribute'],
      mapped(rows.mappings, mappingColumns),
    ),
  };
}

interface ReplacedRows {
  readonly added: readonly Row[];
  readonly removed: readonly Row[];
}

function mapped<Planned>(
  { added, removed }: { readonly added: readonly Planned[]; readonly removed: readonly Planned[] },
  toRow: (planned: Planned) => Row,
): ReplacedRows {
  return { added: added.map(toRow), removed: removed.map(toRow) };
}

/** The table without the removed rows, by key, and with the added ones. */
function replaced<Table extends DescribedTable>(
  types: ColumnTypes,
  name: Table,
  key: readonly (keyof ColumnsOf<Table> & string)[],
  { added, removed }: ReplacedRows,
): PlannedTable {
  const columns = columnTypes(types, name);
  const list = (alias: string) =>
    sql.join(Object.keys(columns).map((column) => sql.ref(`${alias}.${column}`)));
  const same = sql.join(
    key.map((column) => sql`${sql.ref(`gone.${column}`)} = ${sql.ref(`there.${column}`)}`),
    sql` and `,
  );
  return {
    name,
    columns,
    key,
    given: [removed, added],
    select: ([gone, fresh], which) => sql`
      select ${list('there')} from ${sql.table(name)} as there
      where ${which} and not exists (select 1 from ${gone('gone', columns)} where ${same})
      union all
      select ${list('fresh')} from ${fresh('fresh', columns)}`,
  };
}

function plannedProfiles(types: ColumnTypes, { profiles, defaultPaths }: EffectiveRows): PlannedTable {
  const defaults = new Map(defaultPaths.map(({ itemId, after }) => [itemId, after]));
  const rowOf = (itemId: string, terms: Terms | undefined) => ({
    item_id: itemId,
    kind: terms?.kind ?? null,
    active: terms?.active ?? null,
    term_months: terms?.term?.months ?? null,
    term_days: terms?.term?.days ?? null,
    sets_terms: terms === undefined ? 0 : 1,
    default_path_id: defaults.get(itemId) ?? null,
    sets_default: defaults.has(itemId) ? 1 : 0,
  });
  const changed = new Map(profiles.changed.map(({ itemId, after }) => [itemId, after]));
  const ids = new Set([...changed.keys(), ...defaults.keys()]);
  for (const { itemId } of profiles.added) ids.delete(itemId);
  const columns = columnTypes(types, 'tierctl.item_profile');
  const given = { ...columns, sets_terms: types.integer, sets_default: types.integer };
  return {
    name: 'tierctl.item_profile',
    columns,
    key: ['item_id'],
    given: [
      [...ids].map((id) => rowOf(id, changed.get(id))),
      profiles.added.map(({ itemId, ...terms }) => rowOf(itemId, terms)),
    ],
    select: ([now, fresh], which) => sql`
      select there.item_id, there.kind, coalesce(now_is.active, there.active) as active,
        case when now_is.sets_terms = 1 then now_is.term_months else there.term_months end as term_months,
        case when now_is.sets_terms = 1 then now_is.term_days else there.term_days end as term_days,
        case when now_is.sets_default = 1 then now_is.default_path_id else there.default_path_id end as default_path_id
      from tierctl.item_profile as there
      left join ${now('now_is', given)} on now_is.item_id = there.item_id
      where ${which}
      union all
      select fresh.item_id, fresh.kind, fresh.active, fresh.term_months, fresh.term_days, fresh.default_path_id
      from ${fresh('fresh', given)}`,
  };
}

function plannedPaths(types: ColumnTypes, { paths }: EffectiveRows): PlannedTable {
  const rule = ['effective_from', 'effective_until', 'over_limit_policy'] as const;
  const columns = columnTypes(types, 'tierctl.path', [
    'id',
    'source_item_id',
    'destination_item_id',
    ...rule,
  ]);
  const chosen = (column: string) =>
    sql`case when now_is.id is null then ${sql.ref(`there.${column}`)} else ${sql.ref(`now_is.${column}`)} end as ${sql.ref(column)}`;
  return {
    name: 'tierctl.path',
    columns,
    key: ['id'],
    given: [
      paths.changed.map(({ id, after }) => ({ id, ...ruleColumns(after) })),
      paths.added.map((path) => ({
        id: path.id,
        source_item_id: path.sourceId,
        destination_item_id: path.destinationId,
        ...ruleColumns(path),
      })),
    ],
    select: ([now, fresh], which) => sql`
      select there.id, there.source_item_id, there.destination_item_id, ${sql.join(rule.map(chosen))}
      from tierctl.path as there
      left join ${now('now_is', columns)} on now_is.id = there.id
      where ${which}
      union all
      select fresh.id, fresh.source_item_id, fresh.destination_item_id, fresh.effective_from, fresh.effective_until,
        fresh.over_limit_policy
      from ${fresh('fresh', columns)}`,
  };
}
