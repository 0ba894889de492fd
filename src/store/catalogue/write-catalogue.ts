// Carries out a plan with one or two statements per table, independent of the number of rows. The order follows the foreign
// keys: referenced rows are inserted before the rows that refer to them, and deleted after them.
import type { Session } from '../../database/session.ts';
import type { CatalogueRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { writeGroups } from './write-groups.ts';
import { removeItemParts, writeAttributes, writeItemParts, writeItems } from './write-items.ts';
import { removeMappings, writeDefaultPaths, writeMappings, writePaths } from './write-paths.ts';

/** Throws `conflict` (`changed-meanwhile`) if a row has changed since the plan was computed. */
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
