import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { ItemReference } from '../../../domain/items/item.ts';
import { itemReference } from '../../items/item-reference.ts';

export interface EmptyPackageCount {
  /** Null for changes by hand. */
  readonly path: string | null;
  readonly item: ItemReference;
  readonly count: number;
}

/** A successor to a package without any component. */
export interface EmptyPackage {
  readonly account: string;
  readonly number: number;
  readonly item: ItemReference;
  readonly path: string | null;
}

interface ItemColumns {
  readonly item_id: string;
  readonly article_number: string | null;
  readonly name: string | null;
}

// Each transition `t` of the run to a package whose successor has no component, with its path `p` and item `i`.
const toEmptyPackages = (run: number) => sql`
  tierctl.transition as t
  join tierctl.item_profile as destination on destination.item_id = t.to_item_id and destination.kind = 'package'
  left join tierctl.path as p on p.id = t.path_id
  left join ${sql.table('billing.item')} as i on i.id = t.to_item_id
  where t.run_id = ${run} and not exists (
    select 1 from tierctl.component as c
    where c.account_id = t.account_id and c.subscription_number = t.to_number)`;

/** "Otherwise, an empty package will be provisioned to the account": the number that a run provisioned, by path. */
export async function countEmptyPackages({ db }: Session, run: number): Promise<EmptyPackageCount[]> {
  const { rows } = await sql<ItemColumns & { readonly path: string | null; readonly count: number }>`
    select p.name as path, t.to_item_id as item_id, i.article_number, i.name, count(*) as count
    from ${toEmptyPackages(run)}
    group by p.name, t.to_item_id, i.article_number, i.name
    order by p.name, i.article_number`.execute(db);
  return rows.map(({ path, item_id, article_number, name, count }) => ({
    path,
    item: itemReference(item_id, article_number, name),
    count,
  }));
}

/** The first `limit` of them, by account and number. */
export async function listEmptyPackages(
  { db }: Session,
  run: number,
  limit: number,
): Promise<EmptyPackage[]> {
  const { rows } = await sql<ItemColumns & { account: string; number: number; path: string | null }>`
    select t.account_id as account, t.to_number as number, t.to_item_id as item_id, i.article_number, i.name,
      p.name as path
    from ${toEmptyPackages(run)}
    order by t.account_id, t.to_number
    offset 0 rows fetch next ${sql.lit(limit)} rows only`.execute(db);
  return rows.map(({ account, number, path, item_id, article_number, name }) => ({
    account,
    number,
    item: itemReference(item_id, article_number, name),
    path,
  }));
}
