import type { Session } from '../../database/session.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import type { Path } from '../../domain/paths/path.ts';
import { pathStartsElsewhere } from '../../domain/paths/problems.ts';
import { requirePath } from './paths.ts';

/**
 * "Tick the Override checkbox if a rule other than the default is needed for the provisioned product or package": the
 * path by name or UUID; null for none, undefined for the default. Throws `not-found`, `refused` (`path-starts-elsewhere`).
 */
export async function findOverride(
  session: Session,
  item: ItemReference,
  path: string | null | undefined,
): Promise<Path | null | undefined> {
  if (path === undefined || path === null) return path;
  const override = await requirePath(session, path);
  if (override.source.id !== item.id)
    throw pathStartsElsewhere(override.name, itemLabel(override.source), itemLabel(item));
  return override;
}
