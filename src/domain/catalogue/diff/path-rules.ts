// Which paths there may be, judged by what everything will be.

import { pathCycleWithoutEnd } from '../../paths/endless-cycle.ts';
import { pathCycles } from '../../paths/path-cycles.ts';
import { checkNotToItself } from '../../paths/path-end.ts';
import type { Step } from '../../paths/steps.ts';
import { checkWindow } from '../../paths/window.ts';
import { TierctlError } from '../../tierctl-error.ts';
import type { CataloguePath, CataloguePlace } from '../catalogue.ts';
import { type CatalogueProblem, problemOf } from '../catalogue-problem.ts';
import { asItem, refusal } from './item-rules.ts';
import type { KnownCatalogue, KnownPath } from './known-catalogue.ts';

/** For a catalogue whose names all lead somewhere; their grids are judged apart. */
export function pathProblems(known: KnownCatalogue): CatalogueProblem[] {
  return [
    ...[...known.paths.values()].flatMap((path) =>
      path.described === undefined ? [] : endProblems(path, path.described.index, known),
    ),
    ...cycleProblems(known),
  ];
}

function endProblems({ path, stored }: KnownPath, n: number, { items }: KnownCatalogue): CatalogueProblem[] {
  const [source, destination] = [items.get(path.source), items.get(path.destination)];
  if (source === undefined || destination === undefined) return [];
  const place = ['paths', n];
  return [
    ...problemOf([...place, 'until'], () => checkWindow(path)),
    ...problemOf([...place, 'destination'], () => checkNotToItself(asItem(source), asItem(destination))),
    ...movedEnds(path, stored, place),
    ...(['source', 'destination'] as const).flatMap((side) =>
      (side === 'source' ? source : destination).item.kind === 'extension'
        ? [
            refusal(
              [...place, side],
              'path-kind-unsupported',
              `the ${side} ${path[side]} is an extension: paths lead between products and packages`,
              path[side],
            ),
          ]
        : [],
    ),
  ];
}

// Subscriptions that override their default with it, and its history, rely on where it leads from and to.
function movedEnds(
  path: CataloguePath,
  stored: CataloguePath | undefined,
  place: CataloguePlace,
): CatalogueProblem[] {
  if (stored === undefined) return [];
  return (['source', 'destination'] as const).flatMap((side) =>
    stored[side] === path[side]
      ? []
      : [
          {
            place: [...place, side],
            error: new TierctlError(
              'refused',
              'path-ends-fixed',
              `the ${side} of path "${path.name}" is ${stored[side]} and cannot become ${path[side]}`,
              {
                hint: 'close its window, and describe another path under another name',
                data: { path: path.name, side, before: stored[side], after: path[side] },
              },
            ),
          },
        ],
  );
}

/** Cycles on which somebody would stay for ever, as far as a new path closes them. */
function cycleProblems({ items, paths }: KnownCatalogue): CatalogueProblem[] {
  const known = [...paths.values()];
  const step = ({ path }: KnownPath): Step[] => {
    const [source, destination] = [items.get(path.source), items.get(path.destination)];
    return source === undefined || destination === undefined || source === destination
      ? []
      : [{ source: asItem(source), destination: asItem(destination) }];
  };
  const terms = new Map([...items.values()].map(({ id, item }) => [id, item.term !== null]));
  const hasTerm = ({ id }: { readonly id: string }) => terms.get(id) === true;
  const added = known.filter(({ stored, described }) => stored === undefined && described !== undefined);
  if (added.length === 0) return [];
  const before = new Set(
    pathCycles(known.filter(({ stored }) => stored !== undefined).flatMap(step), hasTerm)
      .filter(({ withoutTerm }) => withoutTerm.length > 0)
      .flatMap((cycle) => cycle.items.map(({ id }) => id)),
  );
  return pathCycles(known.flatMap(step), hasTerm).flatMap((cycle) => {
    const inside = new Set(cycle.items.map(({ id }) => id));
    // What was a circle without an end before is not the fault of this file.
    if (cycle.withoutTerm.length === 0 || cycle.withoutTerm.every(({ id }) => before.has(id))) return [];
    const closing = added.find((path) =>
      step(path).some(({ source, destination }) => inside.has(source.id) && inside.has(destination.id)),
    );
    if (closing?.described === undefined) return [];
    return [
      {
        place: ['paths', closing.described.index],
        error: pathCycleWithoutEnd(closing.path.name, cycle.round, hasTerm),
      },
    ];
  });
}
