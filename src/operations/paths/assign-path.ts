import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { noRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { Item } from '../../domain/items/item.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import type { Path } from '../../domain/paths/path.ts';
import { pathStartsElsewhere } from '../../domain/paths/problems.ts';
import { type CatalogueEffect, NO_EFFECT } from '../../domain/transitions/catalogue-effect.ts';
import { ensureProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { readGridSides, withGrids } from '../../store/paths/grids.ts';
import { findPathById, requirePath } from '../../store/paths/paths.ts';
import { writeChange } from '../change-catalogue.ts';
import { type PathTaking, readTaking } from './read-losses.ts';

export interface AssignPathInput {
  /** Article number or UUID. */
  readonly item: string;
  /** Name or UUID; null removes the default. */
  readonly path: string | null;
}

export interface AssignPathResult {
  readonly item: Item;
  readonly path: Path | null;
  /** The previous default. */
  readonly previous: Path | null;
  /** What the path takes away from subscriptions that follow it now; null without a path. */
  readonly taking: PathTaking | null;
  /** Its effect on subscriptions that follow the default. */
  readonly effect: CatalogueEffect;
}

/**
 * "Add the rules to products or packages": the path becomes the default for subscriptions to the item. Throws
 * `not-found` (item, path), `refused` (`path-starts-elsewhere`), `conflict` (`changed-meanwhile`).
 */
export async function assignPath(
  session: Session,
  input: AssignPathInput,
): Promise<AuditedResult<AssignPathResult>> {
  const item = await requireItem(session, input.item);
  const found = input.path === null ? null : await requirePath(session, input.path);
  if (found !== null && found.source.id !== item.id)
    throw pathStartsElsewhere(found.name, itemLabel(found.source), item.articleNumber);
  const { defaultPathId } = await ensureProfile(session, item.id);
  const path = found === null ? null : { ...found, isDefault: true };
  if (defaultPathId === (path?.id ?? null)) {
    const taking = await takingOf(session, path);
    return { result: { item, path, previous: path, taking, effect: NO_EFFECT }, audit: undefined };
  }
  const previous = defaultPathId === null ? null : ((await findPathById(session, defaultPathId)) ?? null);
  const rows = noRows();
  rows.defaultPaths.push({ itemId: item.id, before: defaultPathId, after: path?.id ?? null });
  const effect = await writeChange(session, { rows }, `item ${item.articleNumber}`);
  const taking = await takingOf(session, path);
  return {
    result: { item, path, previous, taking, effect },
    audit: {
      before: { item, defaultPath: previous?.name ?? null },
      after: { item, defaultPath: path?.name ?? null },
    },
  };
}

async function takingOf(session: Session, path: Path | null): Promise<PathTaking | null> {
  if (path === null) return null;
  return readTaking(session, await withGrids(session, path), await readGridSides(session, path));
}
