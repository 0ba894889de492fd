// As much of the catalogue as an import judges its records by; it is read once.
import type { ItemKind } from '../items/item.ts';
import type { ItemAttribute } from '../items/item-attribute.ts';
import { notFound } from '../not-found.ts';
import type { Term } from '../term.ts';

export interface ImportItem {
  readonly id: string;
  readonly articleNumber: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly active: boolean;
  readonly term: Term | null;
  /** False for an item that was written by hand and has the default profile. */
  readonly hasProfile: boolean;
  readonly attributes: readonly ItemAttribute[];
  /** Of a package, by article number. */
  readonly products: readonly ImportProduct[];
}

export interface ImportProduct {
  readonly itemId: string;
  readonly minimum: number;
  readonly maximum: number | null;
}

export interface ImportPath {
  readonly id: string;
  readonly name: string;
  readonly sourceId: string;
}

export interface ImportCatalogue {
  readonly items: readonly ImportItem[];
  readonly paths: readonly ImportPath[];
}

/** By name and by id; a name that looks like another's id goes before it. */
export function named<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): ReadonlyMap<string, Thing> {
  return new Map([
    ...things.map((thing) => [thing.id, thing] as const),
    ...things.map((thing) => [nameOf(thing), thing] as const),
  ]);
}

/** Throws `not-found` with the nearest name. */
export function findNamed<Thing>(
  noun: string,
  text: string,
  things: ReadonlyMap<string, Thing>,
  nameOf: (thing: Thing) => string,
): Thing {
  const thing = things.get(text);
  if (thing !== undefined) return thing;
  throw notFound(noun, text, [...new Set([...things.values()].map(nameOf))]);
}
