import type { Session } from '../../database/session.ts';
import type { CatalogueRows, MappingRow, PathRule } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { insertRows } from '../bulk-rows.ts';
import { deleteRows, updateRows } from './guarded-rows.ts';

/** Paths without their grids. Their items must have profiles. */
export async function writePaths(session: Session, { paths }: CatalogueRows): Promise<void> {
  const { uuid, date, longText, text } = session.dialect.types;
  const rule = {
    effective_from: date,
    effective_until: date,
    over_limit_policy: text(20),
    description: longText,
  };
  await updateRows(
    session,
    { table: 'tierctl.path', what: 'a path' },
    { id: uuid },
    rule,
    paths.changed.map(({ id, before, after }) => ({
      key: { id },
      before: ruleColumns(before),
      after: ruleColumns(after),
    })),
  );
  await insertRows(
    session,
    'tierctl.path',
    { id: uuid, name: text(200), source_item_id: uuid, destination_item_id: uuid, ...rule },
    paths.added.map((path) => ({
      id: path.id,
      name: path.name,
      source_item_id: path.sourceId,
      destination_item_id: path.destinationId,
      ...ruleColumns(path),
    })),
  );
}

export async function removeMappings(session: Session, rows: CatalogueRows): Promise<void> {
  await deleteRows(
    session,
    { table: 'tierctl.path_attribute', what: 'a mapping' },
    mappingTypes(session),
    rows.mappings.removed.map(mappingColumns),
  );
  await deleteRows(
    session,
    { table: 'tierctl.path_product', what: 'a product mapping' },
    productTypes(session),
    rows.productMappings.removed.map(productColumns),
  );
}

export async function writeMappings(session: Session, rows: CatalogueRows): Promise<void> {
  await insertRows(
    session,
    'tierctl.path_attribute',
    mappingTypes(session),
    rows.mappings.added.map(mappingColumns),
  );
  await insertRows(
    session,
    'tierctl.path_product',
    productTypes(session),
    rows.productMappings.added.map(productColumns),
  );
}

/** The default paths of items: written last, because a path and its source refer to each other. */
export async function writeDefaultPaths(session: Session, { defaultPaths }: CatalogueRows): Promise<void> {
  const { uuid } = session.dialect.types;
  await updateRows(
    session,
    { table: 'tierctl.item_profile', what: 'an item' },
    { item_id: uuid },
    { default_path_id: uuid },
    defaultPaths.map(({ itemId, before, after }) => ({
      key: { item_id: itemId },
      before: { default_path_id: before },
      after: { default_path_id: after },
    })),
  );
}

function ruleColumns(path: PathRule) {
  return {
    effective_from: path.effectiveFrom,
    effective_until: path.effectiveUntil,
    over_limit_policy: path.overLimit,
    description: path.description,
  };
}

function mappingTypes({ dialect: { types } }: Session) {
  return {
    path_id: types.uuid,
    source_item_id: types.uuid,
    source_attribute: types.text(100),
    destination_item_id: types.uuid,
    destination_attribute: types.text(100),
  };
}

function mappingColumns(row: MappingRow) {
  return {
    path_id: row.pathId,
    source_item_id: row.sourceId,
    source_attribute: row.sourceAttribute,
    destination_item_id: row.destinationId,
    destination_attribute: row.destinationAttribute,
  };
}

function productTypes({ dialect: { types } }: Session) {
  return { path_id: types.uuid, source_item_id: types.uuid, destination_item_id: types.uuid };
}

function productColumns(row: CatalogueRows['productMappings']['added'][number]) {
  return { path_id: row.pathId, source_item_id: row.sourceId, destination_item_id: row.destinationId };
}
