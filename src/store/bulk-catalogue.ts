// A whole catalogue at once: one statement a table, however many rows.
import { randomUUID } from 'node:crypto';
import type { Session } from '../database/session.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { insertItems } from './bulk-items.ts';
import { insertPaths } from './bulk-paths.ts';
import { insertRows } from './bulk-rows.ts';
import { type CatalogueIds, idOf } from './catalogue-ids.ts';

/** Stores a catalogue whose names all lead somewhere (`catalogueProblems`) beside what there is. */
export async function insertCatalogue(session: Session, catalogue: Catalogue): Promise<CatalogueIds> {
  const items = new Map(catalogue.items.map(({ articleNumber }) => [articleNumber, randomUUID()]));
  const paths = new Map(catalogue.paths.map(({ name }) => [name, randomUUID()]));
  const ids = { items, paths };
  await insertItems(session, catalogue, ids);
  await insertGroups(session, catalogue, ids);
  await insertPaths(session, catalogue, ids);
  return ids;
}

async function insertGroups(session: Session, { groups }: Catalogue, ids: CatalogueIds): Promise<void> {
  const { uuid, boolean, integer, text } = session.dialect.types;
  const stored = groups.map((group) => ({ ...group, id: randomUUID() }));
  await insertRows(
    session,
    'billing.upgrade_group',
    { id: uuid, name: text(200) },
    stored.map(({ id, name }) => ({ id, name })),
  );
  await insertRows(
    session,
    'billing.upgrade_group_member',
    {
      id: uuid,
      fk_group_id: uuid,
      fk_item_id: uuid,
      upgrade_level: integer,
      upgradeable: boolean,
      downgradeable: boolean,
      upgradeable_from: boolean,
      downgradeable_from: boolean,
    },
    stored.flatMap(({ id, members }) =>
      members.map((member) => ({
        id: randomUUID(),
        fk_group_id: id,
        fk_item_id: idOf(ids.items, member.item),
        upgrade_level: member.level,
        upgradeable: member.upgradeable,
        downgradeable: member.downgradeable,
        upgradeable_from: member.upgradeableFrom,
        downgradeable_from: member.downgradeableFrom,
      })),
    ),
  );
}
