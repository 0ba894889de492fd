import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { ColumnTypes, SqlDialect } from '../../database/sql-dialect.ts';
import type { Terms } from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { EffectiveRows } from '../../domain/catalogue/diff/effective-rows.ts';
import { type CatalogueTable, type CatalogueTables, STORED } from '../catalogue-tables.ts';

/**
 * Does `work` with the catalogue as it would be with these rows; a table that they do not touch is the stored one. A fixed
 * number of statements comes with it.
 */
export async function withPlannedTables<Result>(
  session: Session,
  rows: EffectiveRows,
  work: (tables: CatalogueTables) => Promise<Result>,
): Promise<Result> {
  const { dialect } = session;
  const planned = Object.entries(plannedTables(dialect.types, rows)) as [
    keyof CatalogueTables,
    PlannedTable,
  ][];
  const touched = planned.filter(([, { given }]) => given.some((one) => one.length > 0));
  const rowsAt = dialect.rowsFromJsonAt;
  if (rowsAt !== undefined) {
    return work({
      ...STORED,
      ...Object.fromEntries(touched.map(([name, table]) => [name, lookedUp(rowsAt, table)])),
    });
  }
  const made: (readonly [keyof CatalogueTables, CatalogueTable])[] = [];
  for (const [name, table] of touched) made.push([name, await madeBeforehand(session, table)]);
  const result = await work({ ...STORED, ...Object.fromEntries(made) });
  // Where something failed, they go with the transaction.
  for (const [, table] of made) await sql`drop table ${table(sql`null`)}`.execute(session.db);
  return result;
}

type Columns = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, unknown>>;

/** A stored table and rows that are given, of which it would be made. */
interface PlannedTable {
  readonly name: string;
  readonly columns: Columns;
  /** The columns of its key; the first one is what rows are looked up by, those that are given as well. */
  readonly key: readonly string[];
  /** Rows that change what is stored, and rows that come on top. */
  readonly given: readonly [readonly Row[], readonly Row[]];
  /** Its rows, from those lists as tables; of the stored ones only those for which `which` holds, as `there`. */
  select(given: readonly [GivenTable, GivenTable], which: RawBuilder<boolean>): RawBuilder<unknown>;
}

/** A list that is given as a table expression of that alias. */
type GivenTable = (alias: string, columns: Columns) => RawBuilder<unknown>;

/** Made for each key: a join to all rows that are given would go through them once for each row beside them. */
function lookedUp(
  rowsAt: NonNullable<SqlDialect['rowsFromJsonAt']>,
  { key: [first = ''], given, select }: PlannedTable,
): CatalogueTable {
  const [changing, fresh] = given.map((rows) => JSON.stringify(Object.fromEntries(byKey(rows, first))));
  const at =
    (json: string | undefined, key: RawBuilder<unknown>): GivenTable =>
    (alias, columns) =>
      rowsAt(json ?? '{}', key, alias, columns);
  return (key) => {
    const isAsked = sql<boolean>`${sql.ref(`there.${first}`)} = ${key}`;
    return sql`lateral (${select([at(changing, key), at(fresh, key)], isAsked)})`;
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
async function madeBeforehand(
  { db, dialect }: Session,
  { name, columns, key, given, select }: PlannedTable,
): Promise<CatalogueTable> {
  const table = `tierctl_planned_${name}`;
  await dialect.createTemporaryTable(table, columns, key).execute(db);
  const all =
    (rows: readonly Row[]): GivenTable =>
    (alias, columnsOf) =>
      dialect.rowsFromJson(JSON.stringify(rows), alias, columnsOf);
  const made = sql.table(dialect.temporaryName(table));
  const list = sql.join(Object.keys(columns).map((column) => sql.ref(column)));
  await sql`insert into ${made} (${list}) ${select([all(given[0]), all(given[1])], sql<boolean>`1 = 1`)}`.execute(
    db,
  );
  return () => made;
}

function plannedTables(types: ColumnTypes, rows: EffectiveRows): Record<keyof CatalogueTables, PlannedTable> {
  const { uuid, integer, bigint, text } = types;
  return {
    itemProfile: plannedProfiles(types, rows),
    path: plannedPaths(types, rows),
    serviceLimit: replaced(
      'service_limit',
      { item_id: uuid, service: text(100) },
      { amount: bigint },
      mapped(rows.services, ({ itemId, service, amount }) => ({ item_id: itemId, service, amount })),
    ),
    itemExtension: replaced(
      'item_extension',
      { item_id: uuid, extension_item_id: uuid },
      { maximum_quantity: integer },
      mapped(rows.extensions, ({ itemId, extensionId, maximum }) => ({
        item_id: itemId,
        extension_item_id: extensionId,
        maximum_quantity: maximum,
      })),
    ),
    packageProduct: replaced(
      'package_product',
      { package_item_id: uuid, product_item_id: uuid },
      { minimum_quantity: integer, maximum_quantity: integer },
      mapped(rows.products, ({ itemId, productId, minimum, maximum }) => ({
        package_item_id: itemId,
        product_item_id: productId,
        minimum_quantity: minimum,
        maximum_quantity: maximum,
      })),
    ),
    pathProduct: replaced(
      'path_product',
      { path_id: uuid, source_item_id: uuid, destination_item_id: uuid },
      {},
      mapped(rows.productMappings, ({ pathId, sourceId, destinationId }) => ({
        path_id: pathId,
        source_item_id: sourceId,
        destination_item_id: destinationId,
      })),
    ),
    pathAttribute: replaced(
      'path_attribute',
      {
        path_id: uuid,
        source_item_id: uuid,
        source_attribute: text(100),
        destination_item_id: uuid,
        destination_attribute: text(100),
      },
      {},
      mapped(rows.mappings, (row) => ({
        path_id: row.pathId,
        source_item_id: row.sourceId,
        source_attribute: row.sourceAttribute,
        destination_item_id: row.destinationId,
        destination_attribute: row.destinationAttribute,
      })),
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

/** The table without what is removed, by its key, and with what is added. */
function replaced(
  name: string,
  key: Columns,
  others: Columns,
  { added, removed }: ReplacedRows,
): PlannedTable {
  const columns = { ...key, ...others };
  const keyed = Object.keys(key);
  const list = (alias: string) =>
    sql.join(Object.keys(columns).map((column) => sql.ref(`${alias}.${column}`)));
  const same = sql.join(
    keyed.map((column) => sql`${sql.ref(`gone.${column}`)} = ${sql.ref(`there.${column}`)}`),
    sql` and `,
  );
  return {
    name,
    columns,
    key: keyed,
    given: [removed, added],
    select: ([gone, fresh], which) => sql`
      select ${list('there')} from ${sql.table(`tierctl.${name}`)} as there
      where ${which} and not exists (select 1 from ${gone('gone', columns)} where ${same})
      union all
      select ${list('fresh')} from ${fresh('fresh', columns)}`,
  };
}

function plannedProfiles(
  { uuid, integer, boolean, text }: ColumnTypes,
  { profiles, defaultPaths }: EffectiveRows,
): PlannedTable {
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
  const columns = {
    item_id: uuid,
    kind: text(20),
    active: boolean,
    term_months: integer,
    term_days: integer,
    default_path_id: uuid,
  };
  const given = { ...columns, sets_terms: integer, sets_default: integer };
  return {
    name: 'item_profile',
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

function plannedPaths({ uuid, date, text }: ColumnTypes, { paths }: EffectiveRows): PlannedTable {
  const rule = { effective_from: date, effective_until: date, over_limit_policy: text(10) };
  const columns = { id: uuid, source_item_id: uuid, destination_item_id: uuid, ...rule };
  const ruleOf = ({
    effectiveFrom,
    effectiveUntil,
    overLimit,
  }: (typeof paths.added)[number] | (typeof paths.changed)[number]['after']) => ({
    effective_from: effectiveFrom,
    effective_until: effectiveUntil,
    over_limit_policy: overLimit,
  });
  const chosen = (column: string) =>
    sql`case when now_is.id is null then ${sql.ref(`there.${column}`)} else ${sql.ref(`now_is.${column}`)} end as ${sql.ref(column)}`;
  return {
    name: 'path',
    columns,
    key: ['id'],
    given: [
      paths.changed.map(({ id, after }) => ({ id, ...ruleOf(after) })),
      paths.added.map((path) => ({
        id: path.id,
        source_item_id: path.sourceId,
        destination_item_id: path.destinationId,
        ...ruleOf(path),
      })),
    ],
    select: ([now, fresh], which) => sql`
      select there.id, there.source_item_id, there.destination_item_id, ${sql.join(Object.keys(rule).map(chosen))}
      from tierctl.path as there
      left join ${now('now_is', { id: uuid, ...rule })} on now_is.id = there.id
      where ${which}
      union all
      select fresh.id, fresh.source_item_id, fresh.destination_item_id, fresh.effective_from, fresh.effective_until,
        fresh.over_limit_policy
      from ${fresh('fresh', columns)}`,
  };
}
