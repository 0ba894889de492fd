// The holders of all items and attributes that a plan would change, read at once.
import { type RawBuilder, sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import type { Session } from '../../database/session.ts';
import {
  type AttributeOfStored,
  type HolderAnswers,
  type HolderQuestions,
  holderKey,
  type ProductHolders,
  type ProductOfStored,
  productKey,
  type SubscriptionHolders,
} from '../../domain/catalogue/diff/holder-rules.ts';
import { collectBy } from '../../domain/collect-by.ts';
import type { ValueHolders } from '../../domain/items/value-holders.ts';
import { comesBack, sameComponent } from '../same-component.ts';

export async function readHolders(session: Session, questions: HolderQuestions): Promise<HolderAnswers> {
  return {
    kinds: await kindHolders(session, questions.kinds),
    removed: await valueHolders(session, questions.removedAttributes),
    products: await productHolders(session, questions.products),
    values: await distinctValues(session, questions.changedAttributes),
  };
}

const NO_HOLDERS: SubscriptionHolders = {
  subscriptions: 0,
  pendingChanges: 0,
  components: 0,
  extendedSubscriptions: 0,
};

async function kindHolders(
  { db, dialect }: Session,
  ids: readonly string[],
): Promise<Map<string, SubscriptionHolders>> {
  const found = new Map<string, SubscriptionHolders>();
  if (ids.length === 0) return found;
  const asked = dialect.rowsFromJson(JSON.stringify(ids.map((id) => ({ id }))), 'asked', {
    id: dialect.types.uuid,
  });
  const { rows } = await sql<{ what: keyof SubscriptionHolders; id: string; held: number }>`
    select 'subscriptions' as what, s.item_id as id, count(*) as held
    from tierctl.subscription as s where s.status = 'active' and s.item_id in (select asked.id from ${asked})
    group by s.item_id
    union all
    select 'pendingChanges' as what, s.change_item_id as id, count(*) as held
    from tierctl.subscription as s where s.status = 'active' and s.change_item_id in (select asked.id from ${asked})
    group by s.change_item_id
    union all
    select 'components' as what, c.item_id as id, count(*) as held
    from tierctl.component as c where c.item_id in (select asked.id from ${asked})
    group by c.item_id
    union all
    select 'components' as what, f.item_id as id, count(*) as held
    from tierctl.former_component as f
    where f.item_id in (select asked.id from ${asked}) and ${comesBack}
    group by f.item_id
    union all
    select 'extendedSubscriptions' as what, e.extension_item_id as id, count(*) as held
    from tierctl.subscription_extension as e where e.extension_item_id in (select asked.id from ${asked})
    group by e.extension_item_id`.execute(db);
  for (const { what, id, held } of rows) {
    const known = found.get(id) ?? NO_HOLDERS;
    found.set(id, { ...known, [what]: known[what] + Number(held) });
  }
  return found;
}

async function productHolders(
  { db, dialect }: Session,
  products: readonly ProductOfStored[],
): Promise<Map<string, ProductHolders>> {
  if (products.length === 0) return new Map();
  const json = JSON.stringify(
    products.map(({ packageId, productId }) => ({ package_id: packageId, product_id: productId })),
  );
  const { uuid } = dialect.types;
  const asked = dialect.rowsFromJson(json, 'asked', { package_id: uuid, product_id: uuid });
  const { rows } = await sql<{ package_id: string; product_id: string; subscriptions: number; most: number }>`
    select held.package_id, held.product_id, count(*) as subscriptions, max(held.instances) as most
    from (
      select s.item_id as package_id, c.item_id as product_id, s.account_id, s.number, count(*) as instances
      from ${asked}
      join tierctl.subscription as s on s.item_id = asked.package_id
      join tierctl.component as c on c.account_id = s.account_id and c.subscription_number = s.number
        and c.item_id = asked.product_id
      where s.status = 'active' and c.status = 'active'
      group by s.item_id, c.item_id, s.account_id, s.number
    ) as held
    group by held.package_id, held.product_id`.execute(db);
  return new Map(
    rows.map((row) => [
      productKey({ packageId: row.package_id, productId: row.product_id }),
      { subscriptions: Number(row.subscriptions), most: Number(row.most) },
    ]),
  );
}

const NO_VALUES: ValueHolders = { subscriptions: 0, components: 0, pendingChanges: 0 };

async function valueHolders(
  session: Session,
  attributes: readonly AttributeOfStored[],
): Promise<Map<string, ValueHolders>> {
  const found = new Map<string, ValueHolders>();
  if (attributes.length === 0) return found;
  const { rows } = await sql<HeldRow & { what: keyof ValueHolders; held: number }>`
    select v.item_id, v.attribute, v.what, count(*) as held from ${heldValues(session, attributes)}
    group by v.item_id, v.attribute, v.what`.execute(session.db);
  for (const { item_id: itemId, attribute: name, what, held } of rows) {
    const key = holderKey({ itemId, name });
    found.set(key, { ...NO_VALUES, ...found.get(key), [what]: Number(held) });
  }
  return found;
}

async function distinctValues(
  session: Session,
  attributes: readonly AttributeOfStored[],
): Promise<Map<string, string[]>> {
  if (attributes.length === 0) return new Map();
  // Raw: a union of tables. Not `distinct`: a server may take two values for one that a choice distinguishes.
  const { rows } = await sql<HeldRow & { value: string }>`
    select v.item_id, v.attribute, min(v.value) as value from ${heldValues(session, attributes)}
    group by v.item_id, v.attribute, ${session.dialect.exactValue(sql.ref('v.value'))}`.execute(session.db);
  return collectBy(
    rows,
    ({ item_id: itemId, attribute: name }) => holderKey({ itemId, name }),
    ({ value }) => value,
  );
}

interface HeldRow {
  readonly item_id: string;
  readonly attribute: string;
}

/** One row for each distinct value of the attributes: held now, held by an ended subscription, or set in a pending change. */
function heldValues({ dialect }: Session, attributes: readonly AttributeOfStored[]): RawBuilder<unknown> {
  const json = JSON.stringify(attributes.map(({ itemId, name }) => ({ item_id: itemId, name })));
  const columns = columnTypes(dialect.types, 'tierctl.item_attribute', ['item_id', 'name']);
  const asked = dialect.rowsFromJson(json, 'asked', columns);
  const items = sql`select asked.item_id from ${asked}`;
  return sql`(
      select 'subscriptions' as what, s.item_id, a.attribute, a.value
      from tierctl.subscription as s
      join tierctl.subscription_attribute as a
        on a.account_id = s.account_id and a.subscription_number = s.number
      where s.item_id in (${items})
      union all
      select 'components' as what, c.item_id, a.attribute, a.value
      from tierctl.component as c
      join tierctl.component_attribute as a on a.account_id = c.account_id
        and a.subscription_number = c.subscription_number and a.component_number = c.component_number
      where c.item_id in (${items})
      union all
      select 'components' as what, f.item_id, a.attribute, a.value
      from tierctl.former_component as f
      join tierctl.former_component_attribute as a on ${sameComponent('a', 'f')}
      where f.item_id in (${items}) and f.run_id is not null
      union all
      select 'pendingChanges' as what, s.change_item_id as item_id, a.attribute, a.value
      from tierctl.subscription as s
      join tierctl.change_attribute as a
        on a.account_id = s.account_id and a.subscription_number = s.number
      where s.status = 'active' and s.change_item_id in (${items})
    ) as v
    join ${asked} on asked.item_id = v.item_id and asked.name = v.attribute`;
}
