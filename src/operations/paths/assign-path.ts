import type { Session } from '../../database/session.ts';
import type { Change } from '../../database/unit-of-work.ts';
import { commandLine } from '../../domain/command-line.ts';
import type { Item, ItemReference } from '../../domain/items/item.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import type { Path } from '../../domain/paths/path.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { ensureProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { findPathById, requirePath, saveDefaultPath } from '../../store/paths/paths.ts';

export interface AssignPathInput {
  /** Article number or UUID. */
  readonly item: string;
  /** Name or UUID; null takes the default away. */
  readonly path: string | null;
}

export interface AssignPathResult {
  readonly item: Item;
  readonly path: Path | null;
  /** The default until now. */
  readonly previous: Path | null;
}

/**
 * "Add the rules to products or packages": the path becomes what subscriptions to the item follow by default. Throws
 * `not-found` (item, path), `refused` (`path-starts-elsewhere`), `conflict` (`changed-meanwhile`).
 */
export async function assignPath(
  session: Session,
  input: AssignPathInput,
): Promise<Change<AssignPathResult>> {
  const item = await requireItem(session, input.item);
  const found = input.path === null ? null : await requirePath(session, input.path);
  if (found !== null && found.source.id !== item.id) throw startsElsewhere(item, found);
  const { defaultPathId } = await ensureProfile(session, item.id);
  const path = found === null ? null : { ...found, isDefault: true };
  if (defaultPathId === (path?.id ?? null))
    return { result: { item, path, previous: path }, audit: undefined };
  const previous = defaultPathId === null ? null : ((await findPathById(session, defaultPathId)) ?? null);
  await saveDefaultPath(session, item, defaultPathId, path?.id ?? null);
  return {
    result: { item, path, previous },
    audit: {
      before: { item, defaultPath: previous?.name ?? null },
      after: { item, defaultPath: path?.name ?? null },
    },
  };
}

/** The path that a subscription or an item shall follow must start at that item. */
export function startsElsewhere(item: ItemReference, path: Path): TierctlError {
  const source = itemLabel(path.source);
  return new TierctlError(
    'refused',
    'path-starts-elsewhere',
    `path "${path.name}" starts at ${source}, not at ${itemLabel(item)}`,
    {
      hint: `see: ${commandLine`tierctl path list --source ${itemLabel(item)}`}`,
      data: { path: path.name, source, item: itemLabel(item) },
    },
  );
}
