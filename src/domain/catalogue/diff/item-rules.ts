// Rules for the items of the file, checked against the catalogue after the change.

import { checkIsExtension } from '../../items/extension.ts';
import { checkFitsInPackage, checkIsPackage } from '../../items/package-contents.ts';
import type { ProblemCode } from '../../problem-codes.ts';
import { TierctlError } from '../../tierctl-error.ts';
import type { CatalogueItem, CataloguePlace } from '../catalogue.ts';
import { type CatalogueProblem, problemOf } from '../catalogue-problem.ts';
import type { KnownCatalogue, KnownItem } from './known-catalogue.ts';

/** For a catalogue whose names all resolve. */
export function itemProblems(known: KnownCatalogue): CatalogueProblem[] {
  return [...known.items.values()].flatMap(({ described }) =>
    described === undefined
      ? []
      : [
          ...extensionProblems(described.as, described.index, known),
          ...productProblems(described.as, described.index, known),
          ...defaultPathProblems(described.as, described.index, known),
        ],
  );
}

function extensionProblems(
  { articleNumber, kind, extensions }: CatalogueItem,
  n: number,
  { items }: KnownCatalogue,
): CatalogueProblem[] {
  if (kind === 'extension' && extensions.length > 0) {
    return [
      refusal(
        ['items', n, 'extensions'],
        'extension-of-extension',
        `${articleNumber} is an extension; it has no extensions of its own`,
        articleNumber,
      ),
    ];
  }
  return extensions.flatMap(({ item }, k) =>
    problemOf(['items', n, 'extensions', k, 'item'], () => {
      const extension = items.get(item);
      if (extension !== undefined) checkIsExtension(asItem(extension), extension.item.kind);
    }),
  );
}

function productProblems(
  { articleNumber, kind, products }: CatalogueItem,
  n: number,
  { items }: KnownCatalogue,
): CatalogueProblem[] {
  const packageItem = items.get(articleNumber);
  if (packageItem === undefined || products.length === 0) return [];
  const misplaced = problemOf(['items', n, 'products'], () => checkIsPackage(asItem(packageItem), kind));
  if (misplaced.length > 0) return misplaced;
  return products.flatMap(({ item }, k) =>
    problemOf(['items', n, 'products', k, 'item'], () => {
      const product = items.get(item);
      // Active or not: an item may become inactive long after it was added to packages.
      if (product !== undefined)
        checkFitsInPackage(asItem(packageItem), asItem(product), { kind: product.item.kind, active: true });
    }),
  );
}

function defaultPathProblems(
  { articleNumber, defaultPath }: CatalogueItem,
  n: number,
  { paths }: KnownCatalogue,
): CatalogueProblem[] {
  const path = defaultPath === null ? undefined : paths.get(defaultPath)?.path;
  if (path === undefined || path.source === articleNumber) return [];
  return [
    refusal(
      ['items', n, 'defaultPath'],
      'path-starts-elsewhere',
      `path "${path.name}" starts at ${path.source}, not at ${articleNumber}`,
      articleNumber,
    ),
  ];
}

export function asItem({ id, item: { articleNumber, name } }: KnownItem) {
  return { id, articleNumber, name };
}

export function refusal(
  place: CataloguePlace,
  code: ProblemCode<'refused'>,
  message: string,
  item: string,
): CatalogueProblem {
  return { place, error: new TierctlError('refused', code, message, { data: { item } }) };
}
