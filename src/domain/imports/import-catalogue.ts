// As much of the catalogue as an import judges its records by; it is read once.
import { collectBy } from '../collect-by.ts';
import type { ItemKind } from '../items/item.ts';
import type { ItemAttribute } from '../items/item-attribute.ts';
import { composed } from '../name-rule.ts';
import { notFound } from '../not-found.ts';
import { refuseSeveral } from '../only-one.ts';
import type { Term } from '../term.ts';

export interface ImportItem {
  readonly id: string;
  readonly articleNumber: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly active: boolean;
  readonly term: Term | null;
  /** False for an item that was inserted by hand and has the default profile. */
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

/** Objects that records refer to. */
export interface NamedThings<Thing> {
  byId(id: string): Thing | undefined;
  /**
   * The object with that name, in any composition, or with that id. Throws `not-found` with the nearest name, `conflict`
   * (`NOUN-ambiguous`) if several have it.
   */
  require(text: string): Thing;
}

export function named<Thing extends { readonly id: string }>(
  noun: 'item' | 'path',
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): NamedThings<Thing> {
  const ids = new Map(things.map((thing) => [thing.id, thing]));
  const byName = collectBy(things, nameOf);
  const byComposed = collectBy(things, (thing) => composed(nameOf(thing)));
  return {
    byId: (id) => ids.get(id),
    require: (text) => {
      const those = byName.get(text) ?? byComposed.get(composed(text)) ?? [];
      refuseSeveral(noun, text, those);
      const thing = those[0] ?? ids.get(text);
      if (thing === undefined) throw notFound(noun, text, [...byName.keys()]);
      return thing;
    },
  };
}
