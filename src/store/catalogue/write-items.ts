import { sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import { newId } from '../../database/new-ids.ts';
import type { Session } from '../../database/session.ts';
import type { AttributeValue, CatalogueRows, Terms } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';
import { insertRows } from '../bulk-rows.ts';
import { refuseMandatoryColumns } from '../mandatory-columns.ts';
import { deleteRows, updateRows } from './guarded-rows.ts';

/** New items, changed names, and profiles without their default paths. */
export async function writeItems(session: Session, { items, profiles }: CatalogueRows): Promise<void> {
  await insertItems(session, items.added);
  await renameItems(session, items.changed);
  await insertRows(
    session,
    'tierctl.item_profile',
    profiles.added.map((profile) => ({ item_id: profile.itemId, ...termColumns(profile) })),
  );
  await updateRows(
    session,
    { table: 'tierctl.item_profile', what: 'an item' },
    profiles.changed.map(({ itemId, before, after }) => ({
      key: { item_id: itemId },
      before: termColumns(before),
      after: termColumns(after),
    })),
  );
}

// Neither is entirely raw SQL: the columns of an adopted table may have other names. The columns of `given` never collide.
async function insertItems(session: Session, added: CatalogueRows['items']['added']): Promise<void> {
  if (added.length === 0) return;
  const item = columnTypes(session.dialect.types, 'billing.item');
  const given = session.dialect.rowsFromJson(
    JSON.stringify(added.map((item) => ({ new_id: item.id, number: item.articleNumber, called: item.name }))),
    'given',
    { new_id: item.id, number: item.article_number, called: item.name },
  );
  const columns = ['id', 'article_number', 'name'] as const;
  await refuseMandatoryColumns(session, 'item', columns);
  await session.db
    .insertInto('billing.item')
    .columns([...columns])
    .expression(sql`select given.new_id, given.number, given.called from ${given}`)
    .execute();
}

async function renameItems(
  { db, dialect }: Session,
  changed: CatalogueRows['items']['changed'],
): Promise<void> {
  if (changed.length === 0) return;
  const item = columnTypes(dialect.types, 'billing.item');
  const given = dialect.rowsFromJson(
    JSON.stringify(changed.map(({ id, before, after }) => ({ changed_id: id, was: before, becomes: after }))),
    'given',
    { changed_id: item.id, was: item.name, becomes: item.name },
  );
  const [id, name] = [sql.ref('billing.item.id'), sql.ref('billing.item.name')];
  const { numUpdatedRows } = await db
    .updateTable('billing.item')
    .set({ name: sql<string>`(select given.becomes from ${given} where given.changed_id = ${id})` })
    .where(
      sql<boolean>`exists (select 1 from ${given} where given.changed_id = ${id} and given.was = coalesce(${name}, ''))`,
    )
    .executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) !== changed.length) throw changedConcurrently('an item');
}

export async function writeAttributes(session: Session, { attributes }: CatalogueRows): Promise<void> {
  await updateRows(
    session,
    { table: 'tierctl.item_attribute', what: 'an attribute' },
    attributes.changed.map(({ itemId, name, before, after }) => {
      // A list of choices that was inserted by hand may be spelled differently.
      const { choices: _, ...read } = attributeColumns(before);
      return { key: { item_id: itemId, name }, before: read, after: attributeColumns(after) };
    }),
  );
  await insertRows(
    session,
    'tierctl.item_attribute',
    attributes.added.map((one) => ({ item_id: one.itemId, name: one.name, ...attributeColumns(one) })),
  );
}

/** Deletes item rows that are removed or rewritten; no mapping may refer to their attributes at this point. */
export async function removeItemParts(session: Session, rows: CatalogueRows): Promise<void> {
  await deleteRows(
    session,
    { table: 'tierctl.item_attribute', what: 'an attribute' },
    rows.attributes.removed.map(({ itemId, name }) => ({ item_id: itemId, name })),
  );
  await deleteRows(
    session,
    { table: 'billing.renewal_period', what: 'a renewal period' },
    rows.periods.removed.map((id) => ({ id })),
  );
  await deleteRows(
    session,
    { table: 'tierctl.service_limit', what: 'a service limit' },
    rows.services.removed.map(({ itemId, service, amount }) => ({ item_id: itemId, service, amount })),
  );
  await deleteRows(
    session,
    { table: 'tierctl.item_extension', what: 'an extension' },
    rows.extensions.removed.map(extensionColumns),
  );
  await deleteRows(
    session,
    { table: 'tierctl.package_product', what: 'a product in a package' },
    rows.products.removed.map(productColumns),
  );
}

export async function writeItemParts(session: Session, rows: CatalogueRows): Promise<void> {
  await insertRows(
    session,
    'billing.renewal_period',
    rows.periods.added.map(({ itemId, value, unit }) => ({
      id: newId(session),
      fk_item_id: itemId,
      renewal_period_value: value,
      renewal_period_unit: unit,
    })),
  );
  await insertRows(
    session,
    'tierctl.service_limit',
    rows.services.added.map(({ itemId, service, amount }) => ({ item_id: itemId, service, amount })),
  );
  await insertRows(session, 'tierctl.item_extension', rows.extensions.added.map(extensionColumns));
  await insertRows(session, 'tierctl.package_product', rows.products.added.map(productColumns));
}

function termColumns({ kind, active, term }: Terms) {
  return { kind, active, term_months: term?.months ?? null, term_days: term?.days ?? null };
}

function attributeColumns({ type, required, defaultValue, choices }: AttributeValue) {
  return {
    type,
    required,
    default_value: defaultValue,
    choices: choices === null ? null : JSON.stringify(choices),
  };
}

function extensionColumns({ itemId, extensionId, maximum }: CatalogueRows['extensions']['added'][number]) {
  return { item_id: itemId, extension_item_id: extensionId, maximum_quantity: maximum };
}

function productColumns({ itemId, productId, minimum, maximum }: CatalogueRows['products']['added'][number]) {
  return {
    package_item_id: itemId,
    product_item_id: productId,
    minimum_quantity: minimum,
    maximum_quantity: maximum,
  };
}
