import { lookAlikeKey } from '../../name-rule.ts';
import { similarName } from '../../similar-name.ts';
import type { CataloguePlace } from '../catalogue.ts';
import type { CatalogueProblem } from '../catalogue-problem.ts';
import type { Known, KnownCatalogue } from './known-catalogue.ts';

/** New names that look like a name in the database, or like an earlier one in the file. */
export function similarNameProblems({ items, groups, paths }: KnownCatalogue): CatalogueProblem[] {
  return [
    ...similar('item', items, (n) => ['items', n, 'articleNumber']),
    ...similar('group', groups, (n) => ['groups', n, 'name']),
    ...similar('path', paths, (n) => ['paths', n, 'name']),
  ];
}

/** `known` lists the names in the database first, then the new ones in the order of the file. */
function similar(
  noun: 'item' | 'group' | 'path',
  known: ReadonlyMap<string, Known<unknown, unknown>>,
  placeOf: (index: number) => CataloguePlace,
): CatalogueProblem[] {
  const byKey = new Map<string, string[]>();
  const problems: CatalogueProblem[] = [];
  for (const [name, { described, stored }] of known) {
    const key = lookAlikeKey(name);
    const alike = byKey.get(key) ?? [];
    if (stored === undefined && described !== undefined && alike.length > 0) {
      const hint = 'use that one, choose another name, or pass --allow-similar';
      problems.push({ place: placeOf(described.index), error: similarName(noun, name, alike, hint) });
    }
    byKey.set(key, [...alike, name]);
  }
  return problems;
}
