import type { Session } from '../../database/session.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import { checkNotToItself, checkPathEnd } from '../../domain/paths/path-end.ts';
import { PATH_END_KINDS, type PathSide } from '../../domain/paths/path-side.ts';
import { findAttributes } from '../../store/items/item-attributes.ts';
import { listItemSummaries } from '../../store/items/item-details.ts';
import { findProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { findPackageProducts } from '../../store/items/package-products.ts';
import { findPaths } from '../../store/paths/paths.ts';

export interface ReadPathChoicesInput {
  /** What is already chosen: article numbers or UUIDs. */
  readonly source: string | undefined;
  readonly destination: string | undefined;
}

export interface PathChoices {
  /** Names of existing paths. */
  readonly taken: readonly string[];
  /** The active products and packages, by article number. */
  readonly sides: readonly PathSide[];
  /** The items that are already chosen. */
  readonly source: PathSide | undefined;
  readonly destination: PathSide | undefined;
}

/**
 * All choices for a new path. Throws `not-found` and `refused` (`item-inactive`,
 * `path-kind-unsupported`, `path-to-itself`) for choices that were already made.
 */
export async function readPathChoices(session: Session, input: ReadPathChoicesInput): Promise<PathChoices> {
  const sourceId = await idOf(session, 'source', input.source);
  const destinationId = await idOf(session, 'destination', input.destination);
  const sides = await listSides(session);
  const source = sides.find(({ item }) => item.id === sourceId);
  const destination = sides.find(({ item }) => item.id === destinationId);
  if (source !== undefined && destination !== undefined) checkNotToItself(source.item, destination.item);
  const paths = await findPaths(session);
  return { taken: paths.map(({ name }) => name), sides, source, destination };
}

async function idOf(
  session: Session,
  side: 'source' | 'destination',
  chosen: string | undefined,
): Promise<string | undefined> {
  if (chosen === undefined) return undefined;
  const item = await requireItem(session, chosen);
  checkPathEnd(side, item, (await findProfile(session, item.id)) ?? DEFAULT_PROFILE);
  return item.id;
}

async function listSides(session: Session): Promise<PathSide[]> {
  const items = (await listItemSummaries(session)).filter(({ active }) => active);
  const ids = items.map(({ id }) => id);
  const products = await findPackageProducts(session, ids);
  const contained = [...products.values()].flat().map(({ item }) => item.id);
  const attributes = await findAttributes(session, [...new Set([...ids, ...contained])]);
  const withAttributes = <One extends ItemReference>(item: One) => ({
    item,
    attributes: attributes.get(item.id) ?? [],
  });
  return items.flatMap(({ id, articleNumber, name, kind }) => {
    const endKind = PATH_END_KINDS.find((one) => one === kind);
    if (endKind === undefined) return [];
    return [
      {
        ...withAttributes({ id, articleNumber, name }),
        kind: endKind,
        products: (products.get(id) ?? []).map(({ item }) => withAttributes(item)),
      },
    ];
  });
}
