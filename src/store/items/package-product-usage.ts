import type { SelectQueryBuilder } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { PathProductTable, Tables } from '../../database/tables.ts';
import type { ProductUsage } from '../../domain/items/package-contents.ts';

/** What depends on the product being in the package. */
export async function readProductUsage(
  session: Session,
  packageId: string,
  productId: string,
): Promise<ProductUsage> {
  const { db } = session;
  const columns = ['path_id', 'source_item_id', 'destination_item_id'] as const;
  const products = db.selectFrom('tierctl.path_product').select(columns);
  const attributes = db.selectFrom('tierctl.path_attribute').select(columns);
  return {
    carriedBy: await pathsThrough(session, products, packageId, productId),
    mappedBy: await pathsThrough(session, attributes, packageId, productId),
    ...(await countHolders(session, packageId, productId)),
  };
}

type GridRow = Pick<PathProductTable, 'path_id' | 'source_item_id' | 'destination_item_id'>;

/** Names of the paths from or to the package whose grid names the product on the package's side. */
async function pathsThrough(
  { db }: Session,
  grid: SelectQueryBuilder<Tables, keyof Tables, GridRow>,
  packageId: string,
  productId: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('tierctl.path as p')
    .innerJoin(grid.as('g'), 'g.path_id', 'p.id')
    .where(({ or, and, eb }) =>
      or([
        and([eb('p.source_item_id', '=', packageId), eb('g.source_item_id', '=', productId)]),
        and([eb('p.destination_item_id', '=', packageId), eb('g.destination_item_id', '=', productId)]),
      ]),
    )
    .select('p.name')
    .distinct()
    .orderBy('p.name')
    .execute();
  return rows.map(({ name }) => name);
}

/** The number of active subscriptions to the package with active instances of the product, and the largest number in one. */
async function countHolders({ db }: Session, packageId: string, productId: string) {
  const perSubscription = db
    .selectFrom('tierctl.subscription as s')
    .innerJoin('tierctl.component as c', (join) =>
      join.onRef('c.account_id', '=', 's.account_id').onRef('c.subscription_number', '=', 's.number'),
    )
    .where('s.status', '=', 'active')
    .where('s.item_id', '=', packageId)
    .where('c.status', '=', 'active')
    .where('c.item_id', '=', productId)
    .select(['s.account_id', 's.number', ({ fn }) => fn.countAll<number>().as('instances')])
    .groupBy(['s.account_id', 's.number']);
  const { subscriptions, most } = await db
    .selectFrom(perSubscription.as('held'))
    .select(({ fn }) => [
      fn.countAll<number>().as('subscriptions'),
      fn.max<number | null>('held.instances').as('most'),
    ])
    .executeTakeFirstOrThrow();
  return { subscriptions, most: most ?? 0 };
}
