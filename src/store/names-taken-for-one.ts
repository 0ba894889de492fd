// Which names the database itself takes for one, by the collation of the column in which they are stored: a unique key refuses them,
// whatever the rule about names says. Each engine has its own answer, and an adopted column its own collation.
import { type RawBuilder, sql } from 'kysely';
import { columnName } from '../database/billing-layout.ts';
import { columnTypes } from '../database/columns.ts';
import type { Session } from '../database/session.ts';
import type { NamedNoun } from '../domain/similar-name.ts';

/** A new name, and one that is stored or is new itself and comes before it. */
export interface TakenForOne {
  readonly name: string;
  readonly other: string;
}

/**
 * All pairs of a new name and another name that the database takes for it. `names` are new names in the order of the file. At most
 * two queries, and none where texts are compared exactly.
 */
export async function namesTakenForOne(
  session: Session,
  noun: NamedNoun,
  names: readonly string[],
): Promise<TakenForOne[]> {
  const { db, dialect } = session;
  if (dialect.comparesExactly || names.length === 0) return [];
  const { schema, table, column, type } = placeOf(session, noun);
  const collation = await collationOf(session, { schema, table, column });
  const given = dialect.rowsFromJson(JSON.stringify(names.map((name, place) => ({ place, name }))), 'given', {
    place: dialect.types.integer,
    name: type,
  });
  const stored = sql`${sql.id(schema, table)}`;
  const compared = (text: string) => sql`${sql.ref(text)} collate ${collation}`;
  const unlike = (one: string, other: string) =>
    sql`${dialect.exact(sql.ref(one))} <> ${dialect.exact(sql.ref(other))}`;
  // Raw: rows from JSON, and the collation of a column.
  const { rows } = await sql<TakenForOne>`
    with given as (select given.place, given.name from ${given}),
      known as (
        select -1 as place, ${compared(`stored.${column}`)} as name from ${stored} as stored
        union all select given.place, ${compared('given.name')} from given)
    select given.name as name, known.name as other from given
    join known on known.name = ${compared('given.name')} and known.place < given.place
      and ${unlike('known.name', 'given.name')}`.execute(db);
  return rows;
}

/** The name of an attribute, and another one of the same item that the database takes for it. */
export interface AttributeTakenForOne extends TakenForOne {
  readonly itemId: string;
}

/** As namesTakenForOne, of attributes: all those that the items will have, in the order of the file. At most one query. */
export async function attributesTakenForOne(
  { db, dialect }: Session,
  attributes: readonly { readonly itemId: string; readonly name: string }[],
): Promise<AttributeTakenForOne[]> {
  if (dialect.comparesExactly || attributes.length === 0) return [];
  const { item_id, name } = columnTypes(dialect.types, 'tierctl.item_attribute');
  const rowsOf = (alias: string) =>
    dialect.rowsFromJson(
      JSON.stringify(attributes.map((one, place) => ({ place, item_id: one.itemId, name: one.name }))),
      alias,
      { place: dialect.types.integer, item_id, name },
    );
  // Raw: rows from JSON. They have the collation of the database, as the column has.
  const { rows } = await sql<{ item_id: string; name: string; other: string }>`
    select one.item_id as item_id, one.name as name, two.name as other from ${rowsOf('one')}
    join ${rowsOf('two')} on two.item_id = one.item_id and two.name = one.name and two.place < one.place
    order by one.place, two.place`.execute(db);
  return rows.map(({ item_id: itemId, ...names }) => ({ itemId, ...names }));
}

function placeOf({ dialect: { billing, types } }: Session, noun: NamedNoun) {
  const inBilling = (which: 'item' | 'upgrade_group', column: string) => ({
    schema: billing.schema,
    table: billing.tables[which].name,
    column: columnName(billing, which, column),
  });
  switch (noun) {
    case 'item':
      return {
        ...inBilling('item', 'article_number'),
        type: columnTypes(types, 'billing.item').article_number,
      };
    case 'group':
      return {
        ...inBilling('upgrade_group', 'name'),
        type: columnTypes(types, 'billing.upgrade_group').name,
      };
    case 'path':
      return {
        schema: 'tierctl',
        table: 'path',
        column: 'name',
        type: columnTypes(types, 'tierctl.path').name,
      };
  }
}

/** The name of the collation of a column; that of the database for one that says none. */
async function collationOf(
  { db }: Session,
  { schema, table, column }: { readonly schema: string; readonly table: string; readonly column: string },
): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ collation: string | null }>`
    select COLLATION_NAME as collation from INFORMATION_SCHEMA.COLUMNS
    where TABLE_SCHEMA = ${schema} and TABLE_NAME = ${table} and COLUMN_NAME = ${column}`.execute(db);
  const found = rows[0]?.collation ?? '';
  return sql.raw(/^\w+$/.test(found) ? found : 'database_default');
}
