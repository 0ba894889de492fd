// The part of a database that a file can describe. Hand-written tables may hold rows without a unique name: rows whose item
// is gone, and rows that share a name.

import { distinctPeriods } from '../../items/renewal-period.ts';
import type { Catalogue } from '../catalogue.ts';
import type { StoredCatalogue, StoredGroup, StoredItem, StoredPath } from './stored-catalogue.ts';

export interface Exportable {
  readonly catalogue: Catalogue;
  /** What is left out, as text for the user. */
  readonly omitted: readonly string[];
}

export function exportableCatalogue({ items, groups, paths }: StoredCatalogue): Exportable {
  const omitted: string[] = [];
  const leaveOut = (keep: boolean, what: string): boolean => {
    if (!keep) omitted.push(what);
    return keep;
  };
  const itemCounts = counts(items.map(({ articleNumber }) => articleNumber));
  const groupCounts = counts(groups.map(({ name }) => name));
  const isItem = (name: string) => itemCounts.get(name) === 1;
  for (const [name, count] of itemCounts)
    leaveOut(count === 1, `the ${count} items "${name}": a file cannot distinguish them`);
  for (const [name, count] of groupCounts)
    leaveOut(count === 1, `the ${count} groups "${name}": a file cannot distinguish them`);
  const kept = paths.filter((path) =>
    leaveOut(isItem(path.source) && isItem(path.destination), `path "${path.name}": an item of it is gone`),
  );
  const pathNames = new Set(kept.map(({ name }) => name));
  return {
    catalogue: {
      items: items
        .filter(({ articleNumber }) => isItem(articleNumber))
        .map((item) => exportedItem(item, isItem, pathNames)),
      groups: groups
        .filter(({ name }) => groupCounts.get(name) === 1)
        .map((group) => exportedGroup(group, isItem, leaveOut)),
      paths: kept.map((path) => exportedPath(path, isItem)),
    },
    omitted,
  };
}

function exportedItem(
  item: StoredItem,
  isItem: (name: string) => boolean,
  paths: ReadonlySet<string>,
): Catalogue['items'][number] {
  const { defaultPath } = item;
  return {
    articleNumber: item.articleNumber,
    name: item.name,
    kind: item.kind,
    active: item.active,
    term: item.term,
    renewalPeriods: distinctPeriods(item.renewalPeriods).map(({ value, unit }) => ({ value, unit })),
    defaultPath: defaultPath !== null && paths.has(defaultPath) ? defaultPath : null,
    attributes: item.attributes,
    services: item.services,
    extensions: item.extensions
      .filter((extension) => isItem(extension.item))
      .map(({ item: name, maximum }) => ({ item: name, maximum })),
    products: item.products
      .filter((product) => isItem(product.item))
      .map(({ item: name, minimum, maximum }) => ({ item: name, minimum, maximum })),
  };
}

function exportedGroup(
  { name, members }: StoredGroup,
  isItem: (name: string) => boolean,
  leaveOut: (keep: boolean, what: string) => boolean,
): Catalogue['groups'][number] {
  return {
    name,
    members: members
      .filter(({ item, dangling, level }) =>
        leaveOut(
          isItem(item) && !dangling,
          `the member ${item} of group "${name}" on level ${level}: ${dangling ? 'its item is gone' : 'other items have the same name as its item'}`,
        ),
      )
      .map(({ id: _, itemId: __, dangling: ___, ...member }) => member),
  };
}

function exportedPath(
  { id: _, sourceId: __, destinationId: ___, ...path }: StoredPath,
  isItem: (name: string) => boolean,
): Catalogue['paths'][number] {
  return {
    ...path,
    map: path.map.filter(({ source, destination }) => isItem(source.item) && isItem(destination.item)),
    products: path.products.filter(({ source, destination }) => isItem(source) && isItem(destination)),
  };
}

function counts(names: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}
