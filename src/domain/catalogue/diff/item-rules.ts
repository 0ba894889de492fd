// Rules for the items of the file, checked against the catalogue after the change.

import { checkIsExtension } from '../../items/extension.ts';
import { checkFitsInPackage, checkIsPackage } from '../../items/package-contents.ts';
import { extensionOfExtension } from '../../items/problems.ts';
import { pathStartsElsewhere } from '../../paths/problems.ts';
import type { CatalogueItem } from '../catalogue.ts';
import { type CatalogueProblem, problemOf } from '../catalogue-problem.ts';
import type { KnownCatalogue, KnownItem } from './known-catalogue.ts';

/**
 * For a catalogue whose names all resolve. Parts that the item has already are accepted as they are: a change of kind, of the
 * item or of the part, is judged by what relies on it.
 */
export function itemProblems(known: KnownCatalogue): CatalogueProblem[] {
  return [...known.items.values()].flatMap((one) =>
    one.described === undefined
      ? []
      : [
          ...extensionProblems(one, one.described.index, known),
          ...productProblems(one, one.described.index, known),
          ...defaultPathProblems(one.described.as, one.described.index, known),
        ],
  );
}

function extensionProblems(
  { item, stored }: KnownItem,
  n: number,
  { items }: KnownCatalogue,
): CatalogueProblem[] {
  const added = newParts(item.extensions, stored?.extensions);
  if (item.kind === 'extension' && added.length > 0) {
    return problemOf(['items', n, 'extensions'], () => {
      throw extensionOfExtension(item.articleNumber);
    });
  }
  return added.flatMap(({ part, index }) =>
    problemOf(['items', n, 'extensions', index, 'item'], () => {
      const extension = items.get(part.item);
      if (extension !== undefined) checkIsExtension(asItem(extension), extension.item.kind);
    }),
  );
}

function productProblems(packageItem: KnownItem, n: number, { items }: KnownCatalogue): CatalogueProblem[] {
  const { item, stored } = packageItem;
  const added = newParts(item.products, stored?.products);
  if (added.length === 0) return [];
  const misplaced = problemOf(['items', n, 'products'], () => checkIsPackage(asItem(packageItem), item.kind));
  if (misplaced.length > 0) return misplaced;
  return added.flatMap(({ part, index }) =>
    problemOf(['items', n, 'products', index, 'item'], () => {
      const product = items.get(part.item);
      // Active or not: an item may become inactive long after it was added to packages.
      if (product !== undefined)
        checkFitsInPackage(asItem(packageItem), asItem(product), { kind: product.item.kind, active: true });
    }),
  );
}

interface OfItem {
  readonly item: string;
}

function newParts<Part extends OfItem>(parts: readonly Part[], stored: readonly OfItem[] = []) {
  const known = new Set(stored.map(({ item }) => item));
  return parts.flatMap((part, index) => (known.has(part.item) ? [] : [{ part, index }]));
}

function defaultPathProblems(
  { articleNumber, defaultPath }: CatalogueItem,
  n: number,
  { paths }: KnownCatalogue,
): CatalogueProblem[] {
  const path = defaultPath === null ? undefined : paths.get(defaultPath)?.path;
  if (path === undefined || path.source === articleNumber) return [];
  return [
    { place: ['items', n, 'defaultPath'], error: pathStartsElsewhere(path.name, path.source, articleNumber) },
  ];
}

export function asItem({ id, item: { articleNumber, name } }: KnownItem) {
  return { id, articleNumber, name };
}
