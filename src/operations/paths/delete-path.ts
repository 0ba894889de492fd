import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { rowsBetweenPaths } from '../../domain/catalogue/diff/path-rows.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import type { MappedPath, Path } from '../../domain/paths/path.ts';
import { pathInUse } from '../../domain/paths/problems.ts';
import { counted } from '../../domain/wording.ts';
import { writeCatalogue } from '../../store/catalogue/write-catalogue.ts';
import { withGrids } from '../../store/paths/grids.ts';
import { countPathUsage, type PathUsage } from '../../store/paths/path-usage.ts';
import { requirePath } from '../../store/paths/paths.ts';

export interface DeletePathInput {
  /** Name or UUID. */
  readonly path: string;
}

export interface DeletePathResult {
  readonly path: MappedPath;
}

/** Deletes a path that is not used and never was. Throws `not-found` (`path-not-found`), `refused` (`path-in-use`). */
export async function deletePath(
  session: Session,
  input: DeletePathInput,
): Promise<AuditedResult<DeletePathResult>> {
  const path = await requirePath(session, input.path);
  const uses = describeUses(path, await countPathUsage(session, path.id));
  if (uses.length > 0) throw pathInUse(path.name, uses);
  const deleted = await withGrids(session, path);
  await writeCatalogue(session, rowsBetweenPaths(deleted, undefined), `path "${path.name}"`);
  return { result: { path: deleted }, audit: { before: deleted, after: null } };
}

function describeUses(path: Path, { overrides, transitions }: PathUsage): string[] {
  const uses: string[] = [];
  if (path.isDefault) uses.push(`is the default of ${itemLabel(path.source)}`);
  if (overrides > 0) uses.push(`overrides the default of ${counted(overrides, 'subscription')}`);
  if (transitions > 0) uses.push(`has ${counted(transitions, 'transition')} in its history`);
  return uses;
}
