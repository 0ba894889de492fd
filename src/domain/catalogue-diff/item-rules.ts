// What an item of the file may be, judged by what everything will be.
import type { CatalogueItem, CataloguePlace } from '../catalogue.ts';
import { type CatalogueProblem, problemOf } from '../catalogue-problem.ts';
import { checkIsExtension } from '../extension.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { KnownCatalogue, KnownItem } from './known-catalogue.ts';

/** For a catalogue whose names all lead somewhere. */
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
  if (kind !== 'package' && products.length > 0) {
    return [
      refusal(
        ['items', n, 'products'],
        'item-not-package',
        `${articleNumber} is a ${kind}; only a package is made of products`,
        articleNumber,
      ),
    ];
  }
  return products.flatMap(({ item }, k) => {
    const product = items.get(item)?.item;
    if (product === undefined || product.kind === 'product') return [];
    return [
      refusal(
        ['items', n, 'products', k, 'item'],
        'item-not-product',
        `${item} is ${product.kind === 'extension' ? 'an extension' : 'a package'}; a package is made of products`,
        item,
      ),
    ];
  });
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
  code: string,
  message: string,
  item: string,
): CatalogueProblem {
  return { place, error: new TierctlError('refused', code, message, { data: { item } }) };
}
