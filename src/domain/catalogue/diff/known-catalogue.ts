// The catalogue after the plan is carried out: objects of the file as the file describes them, everything else
// unchanged. The rules check this, by the names of the file.

import { attributeKey } from '../../paths/attribute-holder.ts';
import type {
  Catalogue,
  CatalogueGroup,
  CatalogueItem,
  CatalogueMapping,
  CataloguePath,
  CatalogueProductMapping,
} from '../catalogue.ts';
import type { StoredCatalogue, StoredGroup, StoredItem, StoredPath } from './stored-catalogue.ts';

export interface Known<Described, Stored> {
  readonly id: string;
  /** As the file describes it, with its index there; undefined where the file does not describe it. */
  readonly described: { readonly index: number; readonly as: Described } | undefined;
  readonly stored: Stored | undefined;
}

export interface KnownItem extends Known<CatalogueItem, StoredItem> {
  /** As it will be after the change. */
  readonly item: CatalogueItem;
}

export type KnownGroup = Known<CatalogueGroup, StoredGroup>;

export interface KnownPath extends Known<CataloguePath, StoredPath> {
  /** As it will be after the change, including kept rows that the file does not name. */
  readonly path: CataloguePath;
  /** Which mappings that the file does not name are kept, and which are removed. */
  readonly unlisted: {
    readonly map: readonly CatalogueMapping[];
    readonly products: readonly CatalogueProductMapping[];
  };
}

export interface KnownCatalogue {
  /** A UUID for a row that is new. */
  readonly newId: () => string;
  readonly items: ReadonlyMap<string, KnownItem>;
  readonly groups: ReadonlyMap<string, KnownGroup>;
  readonly paths: ReadonlyMap<string, KnownPath>;
  /** Names that several rows of the database share, which hand-written tables allow: which row is meant is ambiguous. */
  readonly ambiguous: {
    readonly items: ReadonlySet<string>;
    readonly groups: ReadonlySet<string>;
  };
}

export function knownCatalogue(
  catalogue: Catalogue,
  stored: StoredCatalogue,
  { prune, newId }: { readonly prune: boolean; readonly newId: () => string },
): KnownCatalogue {
  const items = merge(
    catalogue.items,
    stored.items,
    ({ articleNumber }) => articleNumber,
    newId,
    (known: Known<CatalogueItem, StoredItem>, item: CatalogueItem): KnownItem => ({ ...known, item }),
  );
  const groups = merge(
    catalogue.groups,
    stored.groups,
    ({ name }) => name,
    newId,
    (known: Known<CatalogueGroup, StoredGroup>): KnownGroup => known,
  );
  const paths = merge(
    catalogue.paths,
    stored.paths,
    ({ name }) => name,
    newId,
    (known: Known<CataloguePath, StoredPath>, path: CataloguePath): KnownPath =>
      withUnlisted(known, path, prune),
  );
  return {
    newId,
    items,
    groups,
    paths,
    ambiguous: {
      items: repeatedNames(stored.items.map(({ articleNumber }) => articleNumber)),
      groups: repeatedNames(stored.groups.map(({ name }) => name)),
    },
  };
}

function merge<Described, Stored extends Described & { readonly id: string }, Merged>(
  described: readonly Described[],
  stored: readonly Stored[],
  nameOf: (one: Described) => string,
  newId: () => string,
  make: (known: Known<Described, Stored>, as: Described) => Merged,
): Map<string, Merged> {
  const storedBy = new Map(stored.map((one) => [nameOf(one), one]));
  const merged = new Map<string, Merged>();
  for (const [name, one] of storedBy) {
    merged.set(name, make({ id: one.id, described: undefined, stored: one }, one));
  }
  for (const [index, as] of described.entries()) {
    const one = storedBy.get(nameOf(as));
    const known = { id: one?.id ?? newId(), described: { index, as }, stored: one };
    merged.set(nameOf(as), make(known, as));
  }
  return merged;
}

// If the file maps a destination attribute, or a product of the source, only the mappings of the file remain for it.
// Mappings that the file does not mention are kept, unless pruning is on.
function withUnlisted(
  known: Known<CataloguePath, StoredPath>,
  path: CataloguePath,
  prune: boolean,
): KnownPath {
  if (known.described === undefined) return { ...known, path, unlisted: { map: [], products: [] } };
  const filled = new Set(path.map.map(({ destination }) => attributeKey(destination)));
  const carried = new Set(path.products.map(({ source }) => source));
  const unlisted = {
    map: (known.stored?.map ?? []).filter(({ destination }) => !filled.has(attributeKey(destination))),
    products: (known.stored?.products ?? []).filter(({ source }) => !carried.has(source)),
  };
  const kept = prune ? { map: [], products: [] } : unlisted;
  return {
    ...known,
    path: { ...path, map: [...path.map, ...kept.map], products: [...path.products, ...kept.products] },
    unlisted,
  };
}

function repeatedNames(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return repeated;
}
