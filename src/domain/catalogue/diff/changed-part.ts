import type { Catalogue, CataloguePlace } from '../catalogue.ts';
import type { CatalogueRows } from './catalogue-rows.ts';
import type { Planned } from './plan-catalogue.ts';

/** What a plan changes, of the catalogue that it was made for. */
export interface ChangedPart {
  readonly catalogue: Catalogue;
  /** The place in the whole catalogue of a place in the part. */
  readonly placeInWhole: (place: CataloguePlace) => CataloguePlace;
  /**
   * Ids of the stored items that the plan changes or relies on, in a fixed order: those that the single commands would claim.
   * Includes both ends of each path that changes.
   */
  readonly items: readonly string[];
  /** Ids of the groups that the plan changes. */
  readonly groups: readonly string[];
  /** Ids of the items of members. */
  readonly others: readonly string[];
}

export function changedPart(catalogue: Catalogue, { known, plan, rows }: Planned): ChangedPart {
  const changed = { item: new Set<string>(), group: new Set<string>(), path: new Set<string>() };
  for (const { type, name } of plan.changes) changed[type].add(name);
  const items = chosen(catalogue.items, ({ articleNumber }) => changed.item.has(articleNumber));
  const groups = chosen(catalogue.groups, ({ name }) => changed.group.has(name));
  const paths = chosen(catalogue.paths, ({ name }) => changed.path.has(name));
  const indexes: Readonly<Record<string | number, readonly number[]>> = {
    items: items.indexes,
    groups: groups.indexes,
    paths: paths.indexes,
  };
  return {
    catalogue: { items: items.list, groups: groups.list, paths: paths.list },
    placeInWhole: ([list = '', index, ...rest]) => [list, indexes[list]?.[Number(index)] ?? '', ...rest],
    items: storedIds(known, [
      ...changed.item,
      ...paths.list.flatMap(({ source, destination }) => [source, destination]),
      ...addedParts(known, rows),
    ]),
    groups: groups.list.flatMap(({ name }) => known.groups.get(name)?.stored?.id ?? []),
    others: storedIds(
      known,
      groups.list.flatMap(({ members }) => members.map(({ item }) => item)),
    ),
  };
}

function chosen<One>(list: readonly One[], isChanged: (one: One) => boolean) {
  const indexes = list.flatMap((one, index) => (isChanged(one) ? [index] : []));
  return { indexes, list: list.filter(isChanged) };
}

function storedIds({ items }: Planned['known'], names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => items.get(name)?.stored?.id ?? []))].sort();
}

/** Items that become a product of a package or an extension of another item. */
function addedParts({ items }: Planned['known'], { products, extensions }: CatalogueRows): string[] {
  const added = new Set([
    ...products.added.map(({ productId }) => productId),
    ...extensions.added.map(({ extensionId }) => extensionId),
  ]);
  return [...items].flatMap(([name, { id }]) => (added.has(id) ? [name] : []));
}
