import { type RawBuilder, sql } from 'kysely';
import { type ColumnsOf, columnTypes, type DescribedTable } from '../../database/columns.ts';
import type { Session } from '../../database/session.ts';
import type { SqlDialect } from '../../database/sql-dialect.ts';
import type { Terms } from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { EffectiveRows } from '../../domain/catalogue/diff/effective-rows.ts';
import { type CatalogueTables, STORED } from '../catalogue-tables.ts';

/** The catalogue after these row changes; a table that they do not touch is the stored one. */
export function plannedTables({ dialect }: Session, rows: EffectiveRows): CatalogueTables {
  return {
    itemProfile: plannedProfiles(dialect, rows),
    path: plannedPaths(dialect, rows),
    serviceLimit: replaced(
      dialect,
      'tierctl.service_limit',
      ['item_id', 'service'],
      mapped(rows.services, ({ itemId, service, amount }) => ({ item_id: itemId, service, amount })),
    ),
    itemExtension: replaced(
      dialect,
      'tierctl.item_extension',
      ['item_id', 'extension_item_id'],
      mapped(rows.extensions, ({ itemId, extensionId, maximum }) => ({
        item_id: itemId,
        extension_item_id: extensionId,
        maximum_quantity: maximum,
      })),
    ),
    packageProduct: replaced(
      dialect,
      'tierctl.package_product',
      ['package_item_id', 'product_item_id'],
      mapped(rows.products, ({ itemId, productId, minimum, maximum }) => ({
        package_item_id: itemId,
        product_item_id: productId,
        minimum_quantity: minimum,
        maximum_quantity: maximum,
      })),
    ),
    pathProduct: replaced(
      dialect,
      'tierctl.path_product',
      ['path_id', 'source_item_id', 'destination_item_id'],
      mapped(rows.productMappings, ({ pathId, sourceId, destinationId }) => ({
        path_id: pathId,
        source_item_id: sourceId,
        destination_item_id: destinationId,
      })),
    ),
    pathAttribute: replaced(
      dialect,
      'tierctl.path_attribute',
      ['path_id', 'source_item_id', 'source_attribute', 'destination_item_id', 'destination_attribute'],
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

type Row = Readonly<Record<string, unknown>>;

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
  dialect: SqlDialect,
  name: Table,
  key: readonly (keyof ColumnsOf<Table> & string)[],
  { added, removed }: ReplacedRows,
): RawBuilder<unknown> {
  const table = sql.table(name);
  if (added.length + removed.length === 0) return table;
  const columns = columnTypes(dialect.types, name);
  const list = (alias: string) =>
    sql.join(Object.keys(columns).map((column) => sql.ref(`${alias}.${column}`)));
  const same = sql.join(
    key.map((column) => sql`${sql.ref(`gone.${column}`)} = ${sql.ref(`there.${column}`)}`),
    sql` and `,
  );
  return sql`(
      select ${list('there')} from ${table} as there
      where not exists (
        select 1 from ${dialect.rowsFromJson(JSON.stringify(removed), 'gone', columns)} where ${same})
      union all
      select ${list('fresh')} from ${dialect.rowsFromJson(JSON.stringify(added), 'fresh', columns)})`;
}

function plannedProfiles(
  dialect: SqlDialect,
  { profiles, defaultPaths }: EffectiveRows,
): RawBuilder<unknown> {
  if (profiles.added.length + profiles.changed.length + defaultPaths.length === 0) return STORED.itemProfile;
  const { integer } = dialect.types;
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
    ...columnTypes(dialect.types, 'tierctl.item_profile'),
    sets_terms: integer,
    sets_default: integer,
  };
  const now = [...ids].map((id) => rowOf(id, changed.get(id)));
  const fresh = profiles.added.map(({ itemId, ...terms }) => rowOf(itemId, terms));
  return sql`(
      select there.item_id, there.kind, coalesce(now_is.active, there.active) as active,
        case when now_is.sets_terms = 1 then now_is.term_months else there.term_months end as term_months,
        case when now_is.sets_terms = 1 then now_is.term_days else there.term_days end as term_days,
        case when now_is.sets_default = 1 then now_is.default_path_id else there.default_path_id end as default_path_id
      from ${STORED.itemProfile} as there
      left join ${dialect.rowsFromJson(JSON.stringify(now), 'now_is', columns)} on now_is.item_id = there.item_id
      union all
      select fresh.item_id, fresh.kind, fresh.active, fresh.term_months, fresh.term_days, fresh.default_path_id
      from ${dialect.rowsFromJson(JSON.stringify(fresh), 'fresh', columns)})`;
}

function plannedPaths(dialect: SqlDialect, { paths }: EffectiveRows): RawBuilder<unknown> {
  if (paths.added.length + paths.changed.length === 0) return STORED.path;
  const rule = ['effective_from', 'effective_until', 'over_limit_policy'] as const;
  const columns = columnTypes(dialect.types, 'tierctl.path', [
    'id',
    'source_item_id',
    'destination_item_id',
    ...rule,
  ]);
  const ruleOf = ({
    effectiveFrom,
    effectiveUntil,
    overLimit,
  }: (typeof paths.added)[number] | (typeof paths.changed)[number]['after']) => ({
    effective_from: effectiveFrom,
    effective_until: effectiveUntil,
    over_limit_policy: overLimit,
  });
  const now = paths.changed.map(({ id, after }) => ({ id, ...ruleOf(after) }));
  const fresh = paths.added.map((path) => ({
    id: path.id,
    source_item_id: path.sourceId,
    destination_item_id: path.destinationId,
    ...ruleOf(path),
  }));
  const chosen = (column: string) =>
    sql`case when now_is.id is null then ${sql.ref(`there.${column}`)} else ${sql.ref(`now_is.${column}`)} end as ${sql.ref(column)}`;
  return sql`(
      select there.id, there.source_item_id, there.destination_item_id, ${sql.join(rule.map(chosen))}
      from ${STORED.path} as there
      left join ${dialect.rowsFromJson(JSON.stringify(now), 'now_is', columns)} on now_is.id = there.id
      union all
      select fresh.id, fresh.source_item_id, fresh.destination_item_id, fresh.effective_from, fresh.effective_until,
        fresh.over_limit_policy
      from ${dialect.rowsFromJson(JSON.stringify(fresh), 'fresh', columns)})`;
}
