import type { Session } from '../../database/session.ts';
import type { KindHolders } from '../../domain/items/kind-change.ts';
import { comesBack } from '../same-component.ts';
import { wantedIds } from './wanted-ids.ts';

/** What refers to an item and depends on its kind. */
export async function findKindHolders(session: Session, itemId: string): Promise<KindHolders> {
  const { db } = session;
  const paths = await db
    .selectFrom('tierctl.path')
    .select('name')
    .where(({ or, eb }) => or([eb('source_item_id', '=', itemId), eb('destination_item_id', '=', itemId)]))
    .orderBy('name')
    .execute();
  const contained = await db
    .selectFrom('tierctl.package_product')
    .select(['package_item_id as whole', 'product_item_id as part'])
    .where(({ or, eb }) => or([eb('package_item_id', '=', itemId), eb('product_item_id', '=', itemId)]))
    .execute();
  const extended = await db
    .selectFrom('tierctl.item_extension')
    .select(['item_id as whole', 'extension_item_id as part'])
    .where(({ or, eb }) => or([eb('item_id', '=', itemId), eb('extension_item_id', '=', itemId)]))
    .execute();
  const label = await articleNumbers(session, [...contained, ...extended].flatMap(Object.values));
  const wholes = (pairs: readonly Pair[]) =>
    pairs.flatMap(({ whole, part }) => (part === itemId ? label(whole) : [])).sort();
  const parts = (pairs: readonly Pair[]) =>
    pairs.flatMap(({ whole, part }) => (whole === itemId ? label(part) : [])).sort();
  return {
    paths: paths.map(({ name }) => name),
    packages: wholes(contained),
    products: parts(contained),
    extends: wholes(extended),
    extensions: parts(extended),
    ...(await countSubscriptions(session, itemId)),
  };
}

interface Pair {
  readonly whole: string;
  readonly part: string;
}

/** The article number of an item among `ids`; its UUID where its row is gone. */
async function articleNumbers(session: Session, ids: readonly string[]): Promise<(id: string) => string> {
  const rows = await session.db
    .selectFrom('billing.item')
    .select(['id', 'article_number'])
    .where('id', 'in', wantedIds(session, ids))
    .execute();
  const known = new Map(rows.map((row) => [row.id, row.article_number]));
  return (id) => known.get(id) ?? id;
}

async function countSubscriptions({ db }: Session, itemId: string) {
  const active = db
    .selectFrom('tierctl.subscription')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'active');
  const { count: subscriptions } = await active.where('item_id', '=', itemId).executeTakeFirstOrThrow();
  const { count: pendingChanges } = await active
    .where('change_item_id', '=', itemId)
    .executeTakeFirstOrThrow();
  const { count: extendedSubscriptions } = await db
    .selectFrom('tierctl.subscription_extension')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('extension_item_id', '=', itemId)
    .executeTakeFirstOrThrow();
  const { count: components } = await db
    .selectFrom('tierctl.component')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('item_id', '=', itemId)
    .executeTakeFirstOrThrow();
  const { count: former } = await db
    .selectFrom('tierctl.former_component as f')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('f.item_id', '=', itemId)
    .where(comesBack)
    .executeTakeFirstOrThrow();
  return { subscriptions, pendingChanges, components: components + former, extendedSubscriptions };
}
