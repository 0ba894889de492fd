import type { CataloguePlan } from './catalogue-plan.ts';
import type { CatalogueRows } from './catalogue-rows.ts';
import type { KnownCatalogue } from './known-catalogue.ts';

/**
 * Ids of the stored items that a plan changes or relies on, in a fixed order: the same items that the single commands would
 * claim. Includes both ends of each path whose grids change.
 */
export function claimedItems(
  { items, paths }: KnownCatalogue,
  { changes }: CataloguePlan,
  { products, extensions }: Pick<CatalogueRows, 'products' | 'extensions'>,
): string[] {
  const stored = (name: string | undefined): string[] => {
    const one = name === undefined ? undefined : items.get(name);
    return one?.stored === undefined ? [] : [one.id];
  };
  const added = new Set([
    ...products.added.map(({ productId }) => productId),
    ...extensions.added.map(({ extensionId }) => extensionId),
  ]);
  const ids = new Set([
    ...changes.flatMap(({ type, name }) => {
      if (type === 'item') return stored(name);
      if (type !== 'path') return [];
      const path = paths.get(name)?.path;
      return [...stored(path?.source), ...stored(path?.destination)];
    }),
    ...[...items.values()].flatMap(({ id, stored: one }) => (one !== undefined && added.has(id) ? [id] : [])),
  ]);
  return [...ids].sort();
}
