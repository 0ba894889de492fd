import { sql } from 'kysely';
import type { Session } from '../database/session.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { insertRows } from './bulk-rows.ts';
import { type CatalogueIds, idOf } from './catalogue-ids.ts';

/** Stores paths with their mappings, and which items follow them by default. */
export async function insertPaths(
  session: Session,
  { items, paths }: Catalogue,
  ids: CatalogueIds,
): Promise<void> {
  const { uuid, date, longText, text } = session.dialect.types;
  await insertRows(
    session,
    'tierctl.path',
    {
      id: uuid,
      name: text(200),
      source_item_id: uuid,
      destination_item_id: uuid,
      effective_from: date,
      effective_until: date,
      over_limit_policy: text(20),
      description: longText,
    },
    paths.map((path) => ({
      id: idOf(ids.paths, path.name),
      name: path.name,
      source_item_id: idOf(ids.items, path.source),
      destination_item_id: idOf(ids.items, path.destination),
      effective_from: path.effectiveFrom,
      effective_until: path.effectiveUntil,
      over_limit_policy: path.overLimit,
      description: path.description,
    })),
  );
  await insertRows(
    session,
    'tierctl.path_attribute',
    {
      path_id: uuid,
      source_item_id: uuid,
      source_attribute: text(100),
      destination_item_id: uuid,
      destination_attribute: text(100),
    },
    paths.flatMap((path) =>
      path.map.map(({ source, destination }) => ({
        path_id: idOf(ids.paths, path.name),
        source_item_id: idOf(ids.items, path.source),
        source_attribute: source,
        destination_item_id: idOf(ids.items, path.destination),
        destination_attribute: destination,
      })),
    ),
  );
  await assignDefaultPaths(
    session,
    items.flatMap(({ articleNumber, defaultPath }) =>
      defaultPath === null
        ? []
        : [{ item_id: idOf(ids.items, articleNumber), path_id: idOf(ids.paths, defaultPath) }],
    ),
  );
}

// Last, because a path and the item that follows it by default refer to each other.
async function assignDefaultPaths(
  { db, dialect }: Session,
  defaults: readonly { readonly item_id: string; readonly path_id: string }[],
): Promise<void> {
  const { uuid } = dialect.types;
  await dialect
    .updateFrom({
      target: 'tierctl.item_profile',
      alias: 'p',
      set: { default_path_id: sql`given.path_id` },
      from: dialect.rowsFromJson(JSON.stringify(defaults), 'given', { item_id: uuid, path_id: uuid }),
      where: sql`p.item_id = given.item_id`,
    })
    .execute(db);
}
