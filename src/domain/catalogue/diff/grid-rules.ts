// Rules for the grids of a path: which attributes and products may become which.

import { commandLine } from '../../command-line.ts';
import { attributeTypesDiffer, clash, misfit } from '../../items/attribute-mapping.ts';
import { attributeNotFound } from '../../items/attribute-not-found.ts';
import type { ItemAttribute } from '../../items/item-attribute.ts';
import { productNotInPackage } from '../../items/package-problems.ts';
import { mappedTwice } from '../../paths/attribute-grid.ts';
import type { CatalogueAttribute } from '../../paths/attribute-holder.ts';
import { productGridNotBetweenPackages } from '../../paths/problems.ts';
import { TierctlError } from '../../tierctl-error.ts';
import type { CataloguePath, CataloguePlace } from '../catalogue.ts';
import type { CatalogueProblem } from '../catalogue-problem.ts';
import { asItem } from './item-rules.ts';
import type { KnownCatalogue, KnownPath } from './known-catalogue.ts';

/** For a catalogue whose names all resolve. */
export function gridProblems(known: KnownCatalogue): CatalogueProblem[] {
  return [...known.paths.values()].flatMap((path) =>
    path.described === undefined
      ? []
      : [
          ...mappingProblems(path, path.described.index, known),
          ...clashes(path, path.described.index),
          ...productProblems(path, path.described.index, known),
        ],
  );
}

type Side = 'source' | 'destination';

/** For a kept row that the file does not name, only the path can be given as the place. */
function rowPlace(
  { described }: KnownPath,
  n: number,
  list: 'map' | 'mapProducts',
  row: number,
): CataloguePlace {
  const listed = list === 'map' ? described?.as.map : described?.as.products;
  return row < (listed?.length ?? 0) ? ['paths', n, list, row] : ['paths', n];
}

/** A kept row whose item is gone: not an error of the file. */
function isForgotten(
  place: CataloguePlace,
  { items }: KnownCatalogue,
  ...of: readonly [source: string, destination: string]
): boolean {
  return place.length === 2 && of.some((item) => !items.has(item));
}

function mappingProblems(known: KnownPath, n: number, catalogue: KnownCatalogue): CatalogueProblem[] {
  const { path } = known;
  return path.map.flatMap((row, k) => {
    const place = rowPlace(known, n, 'map', k);
    if (isForgotten(place, catalogue, row.source.item, row.destination.item)) return [];
    try {
      const from = attribute(path, 'source', row.source, catalogue);
      const to = attribute(path, 'destination', row.destination, catalogue);
      const why = misfit(from, to);
      if (why === undefined) return [];
      const data = { source: row.source.attribute, destination: row.destination.attribute };
      return [{ place, error: attributeTypesDiffer(row.source, row.destination, why, data) }];
    } catch (error) {
      if (!(error instanceof TierctlError)) throw error;
      return [{ place, error }];
    }
  });
}

function attribute(
  path: CataloguePath,
  side: Side,
  { item, attribute: name }: CatalogueAttribute,
  { items }: KnownCatalogue,
): ItemAttribute {
  const end = path[side];
  const holder = items.get(item);
  const products = items.get(end)?.item.products ?? [];
  if (holder === undefined || (item !== end && !products.some((product) => product.item === item))) {
    throw notInPath(path, side, item);
  }
  const found = holder.item.attributes.find((one) => one.name === name);
  if (found === undefined) throw attributeNotFound(asItem(holder), name, holder.item.attributes);
  return found;
}

function clashes(known: KnownPath, n: number): CatalogueProblem[] {
  const { map, products } = known.path;
  const becomes = (source: string, destination: string) =>
    products.some((pair) => pair.source === source && pair.destination === destination);
  return map.flatMap((row, k) => {
    const other = map.slice(0, k).find((one) => clash(one, row, becomes));
    if (other === undefined) return [];
    return [{ place: rowPlace(known, n, 'map', k), error: mappedTwice(known.path, other, row) }];
  });
}

function productProblems(known: KnownPath, n: number, catalogue: KnownCatalogue): CatalogueProblem[] {
  const { path } = known;
  const { items } = catalogue;
  return path.products.flatMap((pair, k) => {
    const place = rowPlace(known, n, 'mapProducts', k);
    if (isForgotten(place, catalogue, pair.source, pair.destination)) return [];
    const single = (['source', 'destination'] as const).find(
      (side) => items.get(path[side])?.item.kind !== 'package',
    );
    if (single !== undefined) {
      const item = path[single];
      const kind = items.get(item)?.item.kind ?? 'product';
      return [{ place, error: productGridNotBetweenPackages(single, item, kind) }];
    }
    return (['source', 'destination'] as const).flatMap((side) => {
      const products = items.get(path[side])?.item.products ?? [];
      return products.some(({ item }) => item === pair[side])
        ? []
        : [{ place, error: notInPath(path, side, pair[side]) }];
    });
  });
}

function notInPath(path: CataloguePath, side: Side, item: string): TierctlError {
  return productNotInPackage(
    path[side],
    item,
    `${item} is no product in ${path[side]}, the ${side} of path "${path.name}"`,
    `see: ${commandLine`tierctl item show ${path[side]}`}`,
  );
}
