// Names of attributes that do not look alike, and that the database treats as equal all the same: it stores only one of them.

import { duplicateAttribute } from '../../items/attribute-problems.ts';
import type { CatalogueProblem } from '../catalogue-problem.ts';
import type { KnownCatalogue } from './known-catalogue.ts';
import type { Planned } from './plan-catalogue.ts';

export interface EqualAttributes {
  readonly itemId: string;
  readonly name: string;
  readonly other: string;
}

/** All attributes that items will have, of those that get new ones. */
export function newAttributes({
  known,
  rows,
}: Pick<Planned, 'known' | 'rows'>): Omit<EqualAttributes, 'other'>[] {
  const changed = new Set(rows.attributes.added.map(({ itemId }) => itemId));
  return [...known.items.values()].flatMap(({ id: itemId, item }) =>
    changed.has(itemId) ? item.attributes.map(({ name }) => ({ itemId, name })) : [],
  );
}

/** `duplicate-attribute` for each. */
export function equalAttributeProblems(
  { items }: KnownCatalogue,
  equal: readonly EqualAttributes[],
): CatalogueProblem[] {
  const places = new Map([...items.values()].map(({ id, described }) => [id, described?.index]));
  return equal.flatMap(({ itemId, name, other }) => {
    const n = places.get(itemId);
    return n === undefined
      ? []
      : [{ place: ['items', n, 'attributes'] as const, error: duplicateAttribute(name, other) }];
  });
}
