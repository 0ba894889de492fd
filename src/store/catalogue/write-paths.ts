import type { Session } from '../../database/session.ts';
import type { CatalogueRows, MappingRow, PathTerms } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { insertRows } from '../bulk-rows.ts';
import { deleteRows, updateRows } from './guarded-rows.ts';

/** Paths without their grids. Their items must have profiles. */
export async function writePaths(session: Session, { paths }: CatalogueRows): Promise<void> {
  await updateRows(
    session,
    { table: 'tierctl.path', what: 'a path' },
    paths.changed.map(({ id, before, after }) => ({
      key: { id },
      before: ruleColumns(before),
      after: ruleColumns(after),
    })),
  );
  await insertRows(
    session,
    'tierctl.path',
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
    rows.mappings.removed.map(mappingColumns),
  );
  await deleteRows(
    session,
    { table: 'tierctl.path_product', what: 'a product mapping' },
    rows.productMappings.removed.map(productColumns),
  );
}

export async function writeMappings(session: Session, rows: CatalogueRows): Promise<void> {
  await insertRows(session, 'tierctl.path_attribute', rows.mappings.added.map(mappingColumns));
  await insertRows(session, 'tierctl.path_product', rows.productMappings.added.map(productColumns));
}

/** The default paths of items: written last, because a path and its source refer to each other. */
export async function writeDefaultPaths(session: Session, { defaultPaths }: CatalogueRows): Promise<void> {
  await updateRows(
    session,
    { table: 'tierctl.item_profile', what: 'an item' },
    defaultPaths.map(({ itemId, before, after }) => ({
      key: { item_id: itemId },
      before: { default_path_id: before },
      after: { default_path_id: after },
    })),
  );
}

function ruleColumns(path: PathTerms) {
  return {
    effective_from: path.effectiveFrom,
    effective_until: path.effectiveUntil,
    over_limit_policy: path.overLimit,
    description: path.description,
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

function productColumns(row: CatalogueRows['productMappings']['added'][number]) {
  return { path_id: row.pathId, source_item_id: row.sourceId, destination_item_id: row.destinationId };
}
