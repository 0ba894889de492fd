import type { Session } from '../../database/session.ts';
import type { ItemAttributeTable } from '../../database/tables.ts';
import { collectBy } from '../../domain/collect-by.ts';
import type { ItemAttribute } from '../../domain/items/item-attribute.ts';
import type { ValueHolders } from '../../domain/items/value-holders.ts';
import { sameComponent } from '../same-component.ts';
import { wantedIds } from './wanted-ids.ts';

/** The attributes of those of the items that have any, by item id, each by name. */
export async function findAttributes(
  session: Session,
  itemIds: readonly string[],
): Promise<Map<string, ItemAttribute[]>> {
  const rows = await session.db
    .selectFrom('tierctl.item_attribute')
    .selectAll()
    .where('item_id', 'in', wantedIds(session, itemIds))
    .orderBy('item_id')
    .orderBy('name')
    .execute();
  return collectBy(rows, ({ item_id }) => item_id, readAttribute);
}

/** The attributes of the item, by name. */
export async function listAttributes(session: Session, itemId: string): Promise<ItemAttribute[]> {
  return (await findAttributes(session, [itemId])).get(itemId) ?? [];
}

/** An attribute as it is stored, without the item that has it. */
export function readAttribute({
  name,
  type,
  required,
  default_value,
  choices,
}: Omit<ItemAttributeTable, 'item_id'>): ItemAttribute {
  return {
    name,
    type,
    required,
    defaultValue: default_value,
    choices: choices === null ? null : (JSON.parse(choices) as string[]),
  };
}

export async function insertAttributes(
  { db }: Session,
  itemId: string,
  attributes: readonly ItemAttribute[],
): Promise<void> {
  if (attributes.length === 0) return;
  await db
    .insertInto('tierctl.item_attribute')
    .values(attributes.map((attribute) => ({ item_id: itemId, name: attribute.name, ...columns(attribute) })))
    .execute();
}

export async function updateAttribute(
  { db }: Session,
  itemId: string,
  attribute: ItemAttribute,
): Promise<void> {
  await db
    .updateTable('tierctl.item_attribute')
    .set(columns(attribute))
    .where('item_id', '=', itemId)
    .where('name', '=', attribute.name)
    .execute();
}

export async function deleteAttribute({ db }: Session, itemId: string, name: string): Promise<void> {
  await db
    .deleteFrom('tierctl.item_attribute')
    .where('item_id', '=', itemId)
    .where('name', '=', name)
    .execute();
}

/** The paths that carry this attribute of the item over, as source or as destination, by name. */
export async function pathsMapping({ db }: Session, itemId: string, attribute: string): Promise<string[]> {
  const rows = await db
    .selectFrom('tierctl.path as p')
    .innerJoin('tierctl.path_attribute as a', 'a.path_id', 'p.id')
    .where(({ or, and, eb }) =>
      or([
        and([eb('a.source_item_id', '=', itemId), eb('a.source_attribute', '=', attribute)]),
        and([eb('a.destination_item_id', '=', itemId), eb('a.destination_attribute', '=', attribute)]),
      ]),
    )
    .select('p.name')
    .distinct()
    .orderBy('p.name')
    .execute();
  return rows.map(({ name }) => name);
}

export async function countHolders(
  session: Session,
  itemId: string,
  attribute: string,
): Promise<ValueHolders> {
  const { subscriptions } = await selectValues(session, itemId, attribute)
    .select(({ fn }) => fn.countAll<number>().as('subscriptions'))
    .executeTakeFirstOrThrow();
  const { components } = await selectComponentValues(session, itemId, attribute)
    .select(({ fn }) => fn.countAll<number>().as('components'))
    .executeTakeFirstOrThrow();
  const { former } = await selectFormerValues(session, itemId, attribute)
    .select(({ fn }) => fn.countAll<number>().as('former'))
    .executeTakeFirstOrThrow();
  const { pendingChanges } = await selectPendingValues(session, itemId, attribute)
    .select(({ fn }) => fn.countAll<number>().as('pendingChanges'))
    .executeTakeFirstOrThrow();
  return { subscriptions, components: components + former, pendingChanges };
}

/** The distinct values of the attribute in subscriptions, components and pending changes of the item. */
export async function listHeldValues(session: Session, itemId: string, attribute: string): Promise<string[]> {
  const own = await selectValues(session, itemId, attribute).select('a.value').distinct().execute();
  const inside = await selectComponentValues(session, itemId, attribute)
    .select('a.value')
    .distinct()
    .execute();
  const former = await selectFormerValues(session, itemId, attribute).select('a.value').distinct().execute();
  const pending = await selectPendingValues(session, itemId, attribute)
    .select('a.value')
    .distinct()
    .execute();
  return [...new Set([...own, ...inside, ...former, ...pending].map(({ value }) => value))];
}

function selectValues({ db }: Session, itemId: string, attribute: string) {
  return db
    .selectFrom('tierctl.subscription as s')
    .innerJoin('tierctl.subscription_attribute as a', (join) =>
      join.onRef('a.account_id', '=', 's.account_id').onRef('a.subscription_number', '=', 's.number'),
    )
    .where('s.item_id', '=', itemId)
    .where('a.attribute', '=', attribute);
}

function selectComponentValues({ db }: Session, itemId: string, attribute: string) {
  return db
    .selectFrom('tierctl.component as c')
    .innerJoin('tierctl.component_attribute as a', (join) =>
      join
        .onRef('a.account_id', '=', 'c.account_id')
        .onRef('a.subscription_number', '=', 'c.subscription_number')
        .onRef('a.component_number', '=', 'c.component_number'),
    )
    .where('c.item_id', '=', itemId)
    .where('a.attribute', '=', attribute);
}

/** Values of components that are restored if the run that removed them is undone. */
function selectFormerValues({ db }: Session, itemId: string, attribute: string) {
  return db
    .selectFrom('tierctl.former_component as f')
    .innerJoin('tierctl.former_component_attribute as a', (join) => join.on(sameComponent('a', 'f')))
    .where('f.item_id', '=', itemId)
    .where('f.run_id', 'is not', null)
    .where('a.attribute', '=', attribute);
}

function selectPendingValues({ db }: Session, itemId: string, attribute: string) {
  return db
    .selectFrom('tierctl.subscription as s')
    .innerJoin('tierctl.change_attribute as a', (join) =>
      join.onRef('a.account_id', '=', 's.account_id').onRef('a.subscription_number', '=', 's.number'),
    )
    .where('s.status', '=', 'active')
    .where('s.change_item_id', '=', itemId)
    .where('a.attribute', '=', attribute);
}

function columns({ type, required, defaultValue, choices }: ItemAttribute) {
  return {
    type,
    required,
    default_value: defaultValue,
    choices: choices === null ? null : JSON.stringify(choices),
  };
}
