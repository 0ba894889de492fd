// Carries a plan out: a statement or two a table, however many rows. The order is that of the keys: what is referred to
// comes before what refers to it, and goes after it.
import type { Session } from '../../database/session.ts';
import type { CatalogueRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { writeGroups } from './write-groups.ts';
import { removeItemParts, writeAttributes, writeItemParts, writeItems } from './write-items.ts';
import { removeMappings, writeDefaultPaths, writeMappings, writePaths } from './write-paths.ts';

/** Throws `conflict` (`changed-meanwhile`) where a row is no longer what the plan was computed from. */
export async function writeCatalogue(session: Session, rows: CatalogueRows): Promise<void> {
  await writeItems(session, rows);
  await removeMappings(session, rows);
  await removeItemParts(session, rows);
  await writeAttributes(session, rows);
  await writeItemParts(session, rows);
  await writeGroups(session, rows);
  await writePaths(session, rows);
  await writeMappings(session, rows);
  await writeDefaultPaths(session, rows);
}
