// The catalogue in a database, in the form of a catalogue file, with the ids of its rows.

import type { StoredPeriod } from '../../items/renewal-period.ts';
import type {
  CatalogueExtension,
  CatalogueItem,
  CatalogueMember,
  CataloguePath,
  CatalogueProduct,
} from '../catalogue.ts';

export interface StoredCatalogue {
  readonly items: readonly StoredItem[];
  readonly groups: readonly StoredGroup[];
  readonly paths: readonly StoredPath[];
}

export interface StoredItem extends CatalogueItem {
  readonly id: string;
  /** False for an item that was inserted by hand and of which tierctl has no profile. */
  readonly hasProfile: boolean;
  readonly renewalPeriods: readonly StoredPeriod[];
  readonly extensions: readonly (CatalogueExtension & Refers)[];
  readonly products: readonly (CatalogueProduct & Refers)[];
  /** Null where it has none. */
  readonly defaultPathId: string | null;
}

/** A reference to an item: `item` is its article number, or its UUID where its row is gone. */
interface Refers {
  readonly itemId: string;
}

export interface StoredGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly StoredMember[];
}

export interface StoredMember extends CatalogueMember, Refers {
  readonly id: string;
  /** True where the item's row is gone; `item` is then its UUID. */
  readonly dangling: boolean;
}

export interface StoredPath extends CataloguePath {
  readonly id: string;
  readonly sourceId: string;
  readonly destinationId: string;
}

export const NOTHING_STORED: StoredCatalogue = { items: [], groups: [], paths: [] };
