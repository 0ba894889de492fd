import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { ItemReference } from '../../../domain/items/item.ts';
import { ANY_ROW } from '../../any-row.ts';
import { byName } from '../../by-name.ts';
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

/** Each transition `t` of the run to a package whose successor has no component, with its path `p` and item `i`. */
function toEmptyPackages({ db }: Session, run: number) {
  return db
    .selectFrom('tierctl.transition as t')
    .innerJoin('tierctl.item_profile as destination', (join) =>
      join.onRef('destination.item_id', '=', 't.to_item_id').on('destination.kind', '=', sql.lit('package')),
    )
    .leftJoin('tierctl.path as p', 'p.id', 't.path_id')
    .leftJoin('billing.item as i', 'i.id', 't.to_item_id')
    .where('t.run_id', '=', run)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('tierctl.component as c')
            .select(ANY_ROW)
            .whereRef('c.account_id', '=', 't.account_id')
            .whereRef('c.subscription_number', '=', 't.to_number'),
        ),
      ),
    );
}

/** "Otherwise, an empty package will be provisioned to the account": the number that a run provisioned, by path. */
export async function countEmptyPackages(session: Session, run: number): Promise<EmptyPackageCount[]> {
  const rows = await toEmptyPackages(session, run)
    .groupBy(['p.name', 't.to_item_id', 'i.article_number', 'i.name'])
    .orderBy(({ ref }) => byName(session, ref('p.name')))
    .orderBy(({ ref }) => byName(session, ref('i.article_number')))
    .select(({ fn }) => [
      'p.name as path',
      't.to_item_id as item_id',
      'i.article_number',
      'i.name',
      fn.countAll<number>().as('count'),
    ])
    .execute();
  return rows.map(({ path, item_id, article_number, name, count }) => ({
    path,
    item: itemReference(item_id, article_number, name),
    count,
  }));
}

/** The first `limit` of them, by account and number. */
export async function listEmptyPackages(
  session: Session,
  run: number,
  limit: number,
): Promise<EmptyPackage[]> {
  const rows = await toEmptyPackages(session, run)
    .orderBy('t.account_id')
    .orderBy('t.to_number')
    .offset(0)
    .fetch(limit)
    .select([
      't.account_id as account',
      't.to_number as number',
      't.to_item_id as item_id',
      'i.article_number',
      'i.name',
      'p.name as path',
    ])
    .execute();
  return rows.map(({ account, number, path, item_id, article_number, name }) => ({
    account,
    number,
    item: itemReference(item_id, article_number, name),
    path,
  }));
}
