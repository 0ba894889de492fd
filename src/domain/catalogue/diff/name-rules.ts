// Names that resolve to nothing or to several objects, and names that a new object must not have.

import { parseGroupName } from '../../groups/group.ts';
import { parseArticleNumber } from '../../items/article-number.ts';
import { lookAlikeKey } from '../../name-rule.ts';
import { notFound } from '../../not-found.ts';
import { checkPathName } from '../../paths/path.ts';
import { type NamedNoun, refuseSimilar } from '../../similar-name.ts';
import { checkLabel } from '../../written-name.ts';
import type { Catalogue, CatalogueItem, CataloguePath, CataloguePlace } from '../catalogue.ts';
import { type CatalogueProblem, problemOf } from '../catalogue-problem.ts';
import { ambiguousName } from '../problems.ts';
import type { Known, KnownCatalogue } from './known-catalogue.ts';

/** Every name in the catalogue that neither the database nor the file defines. */
export function nameProblems(catalogue: Catalogue, known: KnownCatalogue): CatalogueProblem[] {
  const item = (name: string, ...place: CataloguePlace) =>
    named('item', name, place, known.items, known.ambiguous.items);
  return [
    ...catalogue.items.flatMap((one, n) => [
      ...newItem(one, n, known),
      ...item(one.articleNumber, 'items', n, 'articleNumber'),
      ...(['extensions', 'products'] as const).flatMap((list) => {
        // An item that is gone may still be listed.
        const stored = known.items.get(one.articleNumber)?.stored?.[list].map((part) => part.item);
        return one[list].flatMap((part, k) =>
          stored?.includes(part.item) ? [] : item(part.item, 'items', n, list, k, 'item'),
        );
      }),
      ...(one.defaultPath === null
        ? []
        : named('path', one.defaultPath, ['items', n, 'defaultPath'], known.paths, new Set())),
    ]),
    ...catalogue.groups.flatMap((group, n) => [
      ...newName(known.groups.get(group.name)?.stored, ['groups', n, 'name'], () =>
        parseGroupName(group.name),
      ),
      ...named('group', group.name, ['groups', n, 'name'], known.groups, known.ambiguous.groups),
      ...group.members.flatMap((member, k) => item(member.item, 'groups', n, 'members', k, 'item')),
    ]),
    ...catalogue.paths.flatMap((path, n) => [
      ...newName(known.paths.get(path.name)?.stored, ['paths', n, 'name'], () => checkPathName(path.name)),
      ...item(path.source, 'paths', n, 'source'),
      ...item(path.destination, 'paths', n, 'destination'),
      ...mappedItems(path, n, item),
    ]),
  ];
}

function newItem(
  { articleNumber, name }: CatalogueItem,
  n: number,
  known: KnownCatalogue,
): CatalogueProblem[] {
  const stored = known.items.get(articleNumber)?.stored;
  return [
    ...newName(stored, ['items', n, 'articleNumber'], () => parseArticleNumber(articleNumber)),
    // Existing names are accepted unchanged: other programs wrote them.
    ...(stored?.name === name ? [] : problemOf(['items', n, 'name'], () => checkLabel('item', name, 200))),
  ];
}

function newName(stored: unknown, place: CataloguePlace, check: () => unknown): CatalogueProblem[] {
  return stored === undefined ? problemOf(place, check) : [];
}

function mappedItems(
  { source, destination, map, products }: CataloguePath,
  n: number,
  item: (name: string, ...place: CataloguePlace) => CatalogueProblem[],
): CatalogueProblem[] {
  const others = (name: string, ...place: CataloguePlace) =>
    name === source || name === destination ? [] : item(name, ...place);
  return [
    ...map.flatMap((pair, k) => [
      ...others(pair.source.item, 'paths', n, 'map', k),
      ...others(pair.destination.item, 'paths', n, 'map', k),
    ]),
    ...products.flatMap((pair, k) => [
      ...item(pair.source, 'paths', n, 'mapProducts', k),
      ...item(pair.destination, 'paths', n, 'mapProducts', k),
    ]),
  ];
}

function named(
  noun: NamedNoun,
  name: string,
  place: CataloguePlace,
  known: ReadonlyMap<string, unknown>,
  ambiguous: ReadonlySet<string>,
): CatalogueProblem[] {
  if (ambiguous.has(name)) return [{ place, error: ambiguousName(noun, name) }];
  if (known.has(name)) return [];
  // A suggestion compares with every name; if everything is wrong, one suggestion is enough.
  return [{ place, error: notFound(noun, name, known.size > 2_000 ? [] : [...known.keys()]) }];
}

/** New names that look like a name in the database, or like an earlier one in the file. */
export function similarNameProblems(known: KnownCatalogue): CatalogueProblem[] {
  return NAMED.flatMap(({ noun, list, member }) => similar(noun, known[list], (n) => [list, n, member]));
}

const NAMED = [
  { noun: 'item', list: 'items', member: 'articleNumber' },
  { noun: 'group', list: 'groups', member: 'name' },
  { noun: 'path', list: 'paths', member: 'name' },
] as const;

/** The names of this kind that the file adds, in its order. */
export function newNames(known: KnownCatalogue, noun: NamedNoun): string[] {
  return [...known[`${noun}s`]].flatMap(([name, one]) => (one.stored === undefined ? [name] : []));
}

/** For each new name the others that the database treats as equal: it stores only one of them, whatever is allowed. */
export function equalNameProblems(
  known: KnownCatalogue,
  equal: (noun: NamedNoun, name: string) => readonly string[],
): CatalogueProblem[] {
  return NAMED.flatMap(({ noun, list, member }) =>
    [...known[list]].flatMap(([name, { described }]) => {
      const taken = equal(noun, name).map((other) => ({ name: other, isSame: true }));
      if (described === undefined || taken.length === 0) return [];
      return problemOf([list, described.index, member], () => refuseSimilar(noun, name, taken, true));
    }),
  );
}

/** `known` lists the names in the database first, then the new ones in the order of the file. */
function similar(
  noun: NamedNoun,
  known: ReadonlyMap<string, Known<unknown, unknown>>,
  placeOf: (index: number) => CataloguePlace,
): CatalogueProblem[] {
  const byKey = new Map<string, string[]>();
  const problems: CatalogueProblem[] = [];
  for (const [name, { described, stored }] of known) {
    const key = lookAlikeKey(name);
    const alike = byKey.get(key) ?? [];
    if (stored === undefined && described !== undefined) {
      const taken = alike.map((other) => ({ name: other, isSame: false }));
      problems.push(...problemOf(placeOf(described.index), () => refuseSimilar(noun, name, taken, false)));
    }
    byKey.set(key, [...alike, name]);
  }
  return problems;
}
