// Duplicates within one file or across files: which of them counts would be ambiguous.

import { attributeKey } from '../paths/attribute-holder.ts';
import type { Catalogue, CataloguePlace } from './catalogue.ts';
import { type CatalogueProblem, type Locate, writeProblem } from './catalogue-problem.ts';
import { badCatalogue } from './problems.ts';

/** Everything that is named more than once, each with the place of the earlier one. */
export function catalogueDuplicates({ items, groups, paths }: Catalogue, locate: Locate): CatalogueProblem[] {
  const twice = <One>(
    noun: string,
    at: CataloguePlace,
    list: readonly One[],
    keyOf: (one: One) => string,
    member: string,
  ): CatalogueProblem[] => repeated(noun, at, list, keyOf, member, locate);
  return [
    ...twice('item', ['items'], items, ({ articleNumber }) => articleNumber, 'articleNumber'),
    ...items.flatMap((item, n) => [
      ...twice('extension', ['items', n, 'extensions'], item.extensions, ({ item: own }) => own, 'item'),
      ...twice('product', ['items', n, 'products'], item.products, ({ item: own }) => own, 'item'),
    ]),
    ...twice('group', ['groups'], groups, ({ name }) => name, 'name'),
    ...groups.flatMap(({ members }, n) =>
      twice('member', ['groups', n, 'members'], members, ({ item }) => item, 'item'),
    ),
    ...twice('path', ['paths'], paths, ({ name }) => name, 'name'),
    ...paths.flatMap(({ map, products }, n) => [
      ...twice(
        'mapping',
        ['paths', n, 'map'],
        map,
        ({ source, destination }) => `${attributeKey(source)} = ${attributeKey(destination)}`,
        '',
      ),
      ...twice('product', ['paths', n, 'mapProducts'], products, ({ source }) => source, ''),
    ]),
  ];
}

function repeated<One>(
  noun: string,
  at: CataloguePlace,
  list: readonly One[],
  keyOf: (one: One) => string,
  member: string,
  locate: Locate,
): CatalogueProblem[] {
  const seen = new Map<string, CataloguePlace>();
  const problems: CatalogueProblem[] = [];
  for (const [index, one] of list.entries()) {
    const key = keyOf(one);
    const place = [...at, index, ...(member === '' ? [] : [member])];
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, place);
      continue;
    }
    const { file, path, line } = locate(before);
    const other = writeProblem({ file, path, line, column: null }, '').replace(/: (, line|$)/, '$1');
    const message = `the ${noun} "${key}" is named twice (also at ${other})`;
    problems.push({ place, error: badCatalogue(message, []) });
  }
  return problems;
}
