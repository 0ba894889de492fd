// Finds rows that are not part of a given example. Each query stops at the first match, so a big database costs no more
// than a small one.
import { type RawBuilder, sql } from 'kysely';
import { type ColumnsOf, columnTypes, type DescribedTable } from '../../database/columns.ts';
import type { Session } from '../../database/session.ts';

/** Keyed by the names that people use. */
export interface KnownRows {
  readonly items: readonly string[];
  readonly groups: readonly string[];
  readonly paths: readonly string[];
  readonly accounts: readonly string[];
  readonly subscriptions: readonly { readonly account: string; readonly externalId: string }[];
}

export interface ForeignRow {
  readonly noun: 'item' | 'group' | 'path' | 'account' | 'subscription';
  /** Article number, name, account id or `ACCOUNT/NUMBER`. */
  readonly name: string;
}

/** The first item, group, path, account or subscription that is not `known`; a successor counts as known if its predecessor is. */
export async function findForeignRow(session: Session, known: KnownRows): Promise<ForeignRow | undefined> {
  return (
    (await named(session, 'item', 'billing.item', 'article_number', known.items)) ??
    (await named(session, 'group', 'billing.upgrade_group', 'name', known.groups)) ??
    (await named(session, 'path', 'tierctl.path', 'name', known.paths)) ??
    (await named(session, 'account', 'tierctl.account', 'account_id', known.accounts)) ??
    (await foreignSubscription(session, known))
  );
}

async function named<Table extends DescribedTable>(
  session: Session,
  noun: ForeignRow['noun'],
  table: Table,
  column: keyof ColumnsOf<Table> & string,
  known: readonly string[],
): Promise<ForeignRow | undefined> {
  const rows = known.map((name) => ({ name }));
  const type = columnTypes(session.dialect.types, table, [column])[column];
  const name = await first(
    session,
    sql`
      select one.${sql.ref(column)} as name from ${sql.table(table)} as one
      where not exists (
        select 1 from ${session.dialect.rowsFromJson(JSON.stringify(rows), 'known', { name: type })}
        where known.name = one.${sql.ref(column)})
      order by one.${sql.ref(column)}`,
  );
  return name === undefined ? undefined : { noun, name };
}

async function foreignSubscription(
  session: Session,
  { subscriptions }: KnownRows,
): Promise<ForeignRow | undefined> {
  const { account_id, external_id } = columnTypes(session.dialect.types, 'tierctl.subscription');
  const rows = subscriptions.map(({ account, externalId }) => ({ account, external_id: externalId }));
  const columns = { account: account_id, external_id };
  const { rows: found } = await sql<{ account: string; number: number }>`
    select s.account_id as account, s.number from tierctl.subscription as s
    where s.replaces_number is null and not exists (
      select 1 from ${session.dialect.rowsFromJson(JSON.stringify(rows), 'known', columns)}
      where known.account = s.account_id and known.external_id = s.external_id)
    order by s.account_id, s.number
    offset 0 rows fetch next 1 rows only`.execute(session.db);
  const [one] = found;
  return one === undefined ? undefined : { noun: 'subscription', name: `${one.account}/${one.number}` };
}

async function first({ db }: Session, ordered: RawBuilder<unknown>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    ${ordered} offset 0 rows fetch next 1 rows only`.execute(db);
  return rows[0]?.name;
}

/** Every table that is not the system's own, as `schema.table`. */
export async function listTables({ db }: Session): Promise<string[]> {
  // Unquoted upper case: some servers fold it, and case-sensitive servers accept no other spelling.
  const { rows } = await sql<{ found_in: string; found: string }>`
    select TABLE_SCHEMA as found_in, TABLE_NAME as found from INFORMATION_SCHEMA.TABLES
    where TABLE_TYPE = 'BASE TABLE' and TABLE_SCHEMA not in ('pg_catalog', 'information_schema', 'sys')
    order by TABLE_SCHEMA, TABLE_NAME`.execute(db);
  return rows.map((row) => `${row.found_in}.${row.found}`);
}
