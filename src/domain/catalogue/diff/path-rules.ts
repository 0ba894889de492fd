// Rules for the paths of the file, checked against the catalogue after the change.

import { checkEndKind, checkNotToItself } from '../../paths/path-end.ts';
import { pathEndsFixed } from '../../paths/problems.ts';
import { checkWindow } from '../../paths/window.ts';
import type { CataloguePath, CataloguePlace } from '../catalogue.ts';
import { type CatalogueProblem, problemOf } from '../catalogue-problem.ts';
import { asItem } from './item-rules.ts';
import type { KnownCatalogue, KnownPath } from './known-catalogue.ts';

/** For a catalogue whose names all resolve; the grids are checked separately. */
export function pathProblems(known: KnownCatalogue): CatalogueProblem[] {
  return [...known.paths.values()].flatMap((path) =>
    path.described === undefined ? [] : endProblems(path, path.described.index, known),
  );
}

function endProblems({ path, stored }: KnownPath, n: number, { items }: KnownCatalogue): CatalogueProblem[] {
  const [source, destination] = [items.get(path.source), items.get(path.destination)];
  if (source === undefined || destination === undefined) return [];
  const place = ['paths', n];
  return [
    ...problemOf([...place, 'until'], () => checkWindow(path)),
    ...problemOf([...place, 'destination'], () => checkNotToItself(asItem(source), asItem(destination))),
    ...movedEnds(path, stored, place),
    ...(['source', 'destination'] as const).flatMap((side) => {
      const end = side === 'source' ? source : destination;
      return problemOf([...place, side], () => checkEndKind(side, asItem(end), end.item.kind));
    }),
  ];
}

// Subscriptions that override their default with the path, and its history, rely on its source and destination.
function movedEnds(
  path: CataloguePath,
  stored: CataloguePath | undefined,
  place: CataloguePlace,
): CatalogueProblem[] {
  if (stored === undefined) return [];
  return (['source', 'destination'] as const).flatMap((side) =>
    stored[side] === path[side]
      ? []
      : [{ place: [...place, side], error: pathEndsFixed(path.name, side, stored[side], path[side]) }],
  );
}
