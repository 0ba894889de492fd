import type { Catalogue } from '../catalogue.ts';
import type { StoredCatalogue } from './stored-catalogue.ts';

/** What a plan was computed from: a fingerprint of each object, null for one that did not exist. By `item HST-GOLD`. */
export type Footprint = Readonly<Record<string, string | null>>;

/** The objects that the catalogue describes or refers to, each with all of its rows. */
export function relevantRows(
  catalogue: Catalogue,
  stored: StoredCatalogue,
  fingerprint: (value: unknown) => string,
): Footprint {
  const items = new Map(stored.items.map((one) => [one.articleNumber, one]));
  const groups = new Map(stored.groups.map((one) => [one.name, one]));
  const paths = new Map(stored.paths.map((one) => [one.name, one]));
  const print = (value: unknown) => (value === undefined ? null : fingerprint(value));
  return Object.fromEntries([
    ...[...referredItems(catalogue)].map((name) => [`item ${name}`, print(items.get(name))]),
    ...catalogue.groups.map(({ name }) => [`group ${name}`, print(groups.get(name))]),
    ...[...referredPaths(catalogue)].map((name) => [`path ${name}`, print(paths.get(name))]),
  ]);
}

/** The first object that has changed. */
export function changedSince(before: Footprint, now: Footprint): string | undefined {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].find(
    (name) => before[name] !== now[name],
  );
}

function referredItems({ items, groups, paths }: Catalogue): Set<string> {
  return new Set([
    ...items.flatMap(({ articleNumber, extensions, products }) => [
      articleNumber,
      ...[...extensions, ...products].map(({ item }) => item),
    ]),
    ...groups.flatMap(({ members }) => members.map(({ item }) => item)),
    ...paths.flatMap(({ source, destination, products }) => [
      source,
      destination,
      ...products.flatMap((pair) => [pair.source, pair.destination]),
    ]),
  ]);
}

function referredPaths({ items, paths }: Catalogue): Set<string> {
  return new Set([
    ...paths.map(({ name }) => name),
    ...items.flatMap(({ defaultPath }) => (defaultPath === null ? [] : [defaultPath])),
  ]);
}
