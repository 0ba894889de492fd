// Carries out a plan with one or two statements per table, independent of the number of rows. The order follows the foreign
// keys: referenced rows are inserted before the rows that refer to them, and deleted after them.
import { sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import { newId } from '../../database/new-ids.ts';
import type { Session } from '../../database/session.ts';
import type { CatalogueRows, PathTerms } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';
import { refuseUnfitRows, refuseUnfitTexts } from '../billing-columns.ts';
import { insertRows } from '../bulk-rows.ts';
import { deleteRows, updateRows } from './guarded-rows.ts';
import {
  attributeColumns,
  extensionColumns,
  mappingColumns,
  placeColumns,
  productColumns,
  productMappingColumns,
  ruleColumns,
  serviceColumns,
  termColumns,
} from './row-columns.ts';

/**
 * Throws `conflict` (`changed-meanwhile`) if a row has changed since the plan was computed; `what` names the object, if the
 * plan is about one.
 */
export async function writeCatalogue(session: Session, rows: CatalogueRows, what?: string): Promise<void> {
  await writeItems(session, rows, what);
  await removeParts(session, rows, what);
  await writeParts(session, rows, what);
  await writeGroups(session, rows, what);
  await writePaths(session, rows, what);
  // Last, because a path and its source refer to each other.
  await updateRows(
    session,
    { table: 'tierctl.item_profile', what: what ?? 'an item' },
    rows.defaultPaths.map(({ itemId, before, after }) => ({
      key: { item_id: itemId },
      before: { default_path_id: before },
      after: { default_path_id: after },
    })),
  );
}

/** New items, changed names, and profiles without their default paths. */
async function writeItems(session: Session, { items, profiles }: CatalogueRows, what = 'an item') {
  await insertItems(session, items.added);
  await renameItems(session, items.changed, what);
  await insertRows(
    session,
    'tierctl.item_profile',
    profiles.added.map((profile) => ({ item_id: profile.itemId, ...termColumns(profile) })),
  );
  await updateRows(
    session,
    { table: 'tierctl.item_profile', what },
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
  await refuseUnfitRows(
    session,
    'item',
    added.map((one) => ({ id: one.id, article_number: one.articleNumber, name: one.name })),
  );
  await session.db
    .insertInto('billing.item')
    .columns([...columns])
    .expression(sql`select given.new_id, given.number, given.called from ${given}`)
    .execute();
}

async function renameItems(
  session: Session,
  changed: CatalogueRows['items']['changed'],
  what: string,
): Promise<void> {
  if (changed.length === 0) return;
  const { db, dialect } = session;
  await refuseUnfitTexts(
    session,
    'item',
    changed.map(({ after }) => ({ name: after })),
  );
  const item = columnTypes(dialect.types, 'billing.item');
  const given = dialect.rowsFromJson(
    JSON.stringify(changed.map(({ id, before, after }) => ({ changed_id: id, was: before, becomes: after }))),
    'given',
    { changed_id: item.id, was: dialect.types.longText, becomes: item.name },
  );
  const [id, name] = [sql.ref('billing.item.id'), sql.ref('billing.item.name')];
  const { numUpdatedRows } = await db
    .updateTable('billing.item')
    .set({ name: sql<string>`(select given.becomes from ${given} where given.changed_id = ${id})` })
    .where(
      sql<boolean>`exists (select 1 from ${given} where given.changed_id = ${id} and ${dialect.exactValue(sql.ref('given.was'))} = ${dialect.exactValue(sql`coalesce(${name}, '')`)})`,
    )
    .executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) !== changed.length) throw changedConcurrently(what);
}

/** Deletes rows that are removed or rewritten: mappings before the attributes to which they refer. */
async function removeParts(session: Session, rows: CatalogueRows, what?: string): Promise<void> {
  await deleteRows(
    session,
    { table: 'tierctl.path_attribute', what: what ?? 'a mapping' },
    rows.mappings.removed.map(mappingColumns),
  );
  await deleteRows(
    session,
    { table: 'tierctl.path_product', what: what ?? 'a product mapping' },
    rows.productMappings.removed.map(productMappingColumns),
  );
  await deleteRows(
    session,
    { table: 'tierctl.item_attribute', what: what ?? 'an attribute' },
    rows.attributes.removed.map(({ itemId, name }) => ({ item_id: itemId, name })),
  );
  await deleteRows(
    session,
    { table: 'billing.renewal_period', what: what ?? 'a renewal period' },
    rows.periods.removed.map((id) => ({ id })),
  );
  await deleteRows(
    session,
    { table: 'tierctl.service_limit', what: what ?? 'a service limit' },
    rows.services.removed.map(serviceColumns),
  );
  await deleteRows(
    session,
    { table: 'tierctl.item_extension', what: what ?? 'an extension' },
    rows.extensions.removed.map(extensionColumns),
  );
  await deleteRows(
    session,
    { table: 'tierctl.package_product', what: what ?? 'a product in a package' },
    rows.products.removed.map(productColumns),
  );
}

async function writeParts(session: Session, rows: CatalogueRows, what = 'an attribute'): Promise<void> {
  await updateRows(
    session,
    { table: 'tierctl.item_attribute', what },
    rows.attributes.changed.map(({ itemId, name, before, after }) => {
      // A list of choices that was inserted by hand may be spelled differently.
      const { choices: _, ...read } = attributeColumns(before);
      return { key: { item_id: itemId, name }, before: read, after: attributeColumns(after) };
    }),
  );
  await insertRows(
    session,
    'tierctl.item_attribute',
    rows.attributes.added.map((one) => ({ item_id: one.itemId, name: one.name, ...attributeColumns(one) })),
  );
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
  await insertRows(session, 'tierctl.service_limit', rows.services.added.map(serviceColumns));
  await insertRows(session, 'tierctl.item_extension', rows.extensions.added.map(extensionColumns));
  await insertRows(session, 'tierctl.package_product', rows.products.added.map(productColumns));
}

/** Groups and their members. */
async function writeGroups(
  session: Session,
  { groups, members }: CatalogueRows,
  what?: string,
): Promise<void> {
  const { booleanLiteral } = session.dialect;
  const off = booleanLiteral(false);
  const flags = { upgradeable: off, downgradeable: off, upgradeable_from: off, downgradeable_from: off };
  const group = {
    table: 'billing.upgrade_group',
    what: what ?? 'a group',
    nulls: { name: sql.lit('') },
  } as const;
  const member = { table: 'billing.upgrade_group_member', what: what ?? 'a member', nulls: flags } as const;
  await insertRows(session, 'billing.upgrade_group', groups.added);
  if (groups.changed.length > 0) {
    await refuseUnfitTexts(
      session,
      'upgrade_group',
      groups.changed.map(({ after }) => ({ name: after })),
    );
  }
  await updateRows(
    session,
    group,
    groups.changed.map(({ id, before, after }) => ({
      key: { id },
      before: { name: before },
      after: { name: after },
    })),
  );
  await deleteRows(
    session,
    member,
    members.removed.map((one) => ({ id: one.id, ...placeColumns(one) })),
  );
  await deleteRows(session, group, groups.removed);
  await updateRows(
    session,
    member,
    members.changed.map(({ id, before, after }) => ({
      key: { id },
      before: placeColumns(before),
      after: placeColumns(after),
    })),
  );
  await insertRows(
    session,
    'billing.upgrade_group_member',
    members.added.map(({ id, groupId, itemId, ...place }) => ({
      id,
      fk_group_id: groupId,
      fk_item_id: itemId,
      ...placeColumns(place),
    })),
  );
}

/** Paths and their new grids. Their items must have profiles. */
async function writePaths(session: Session, rows: CatalogueRows, what = 'a path'): Promise<void> {
  const { paths, mappings, productMappings } = rows;
  const path = { table: 'tierctl.path', what } as const;
  await deleteRows(
    session,
    path,
    paths.removed.map(({ id, ...terms }) => ({ id, ...pathColumns(terms) })),
  );
  await updateRows(
    session,
    path,
    paths.changed.map(({ id, before, after }) => ({
      key: { id },
      before: pathColumns(before),
      after: pathColumns(after),
    })),
  );
  await insertRows(
    session,
    'tierctl.path',
    paths.added.map(({ id, sourceId, destinationId, ...terms }) => ({
      id,
      source_item_id: sourceId,
      destination_item_id: destinationId,
      ...pathColumns(terms),
    })),
  );
  await insertRows(session, 'tierctl.path_attribute', mappings.added.map(mappingColumns));
  await insertRows(session, 'tierctl.path_product', productMappings.added.map(productMappingColumns));
}

function pathColumns(terms: PathTerms) {
  return { name: terms.name, ...ruleColumns(terms), description: terms.description };
}
