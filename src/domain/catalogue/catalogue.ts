// A catalogue as a file describes it: everything by article number or name, nothing by UUID, so that one file works with
// every database.

import type { MemberFlags } from '../groups/member.ts';
import type { ItemKind } from '../items/item.ts';
import type { ItemAttribute } from '../items/item-attribute.ts';
import type { RenewalPeriod } from '../items/renewal-period.ts';
import type { ServiceAmount } from '../items/service.ts';
import type { CatalogueAttribute } from '../paths/attribute-holder.ts';
import type { OverLimitPolicy } from '../paths/path.ts';
import type { EffectiveWindow } from '../paths/window.ts';
import type { Term } from '../term.ts';

export interface Catalogue {
  readonly items: readonly CatalogueItem[];
  readonly groups: readonly CatalogueGroup[];
  readonly paths: readonly CataloguePath[];
}

/** An item with its whole profile: what a file leaves out has its default. */
export interface CatalogueItem {
  readonly articleNumber: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly active: boolean;
  readonly term: Term | null;
  readonly renewalPeriods: readonly RenewalPeriod[];
  /** The name of the path that its subscriptions follow unless they override it. */
  readonly defaultPath: string | null;
  readonly attributes: readonly ItemAttribute[];
  readonly services: readonly ServiceAmount[];
  readonly extensions: readonly CatalogueExtension[];
  /** What a package is made of. */
  readonly products: readonly CatalogueProduct[];
}

export interface CatalogueExtension {
  /** Article number. */
  readonly item: string;
  /** Null where unlimited. */
  readonly maximum: number | null;
}

export interface CatalogueProduct {
  /** Article number. */
  readonly item: string;
  readonly minimum: number;
  readonly maximum: number | null;
}

export interface CatalogueGroup {
  readonly name: string;
  readonly members: readonly CatalogueMember[];
}

export interface CatalogueMember extends MemberFlags {
  /** Article number. */
  readonly item: string;
  readonly level: number;
}

export interface CataloguePath extends EffectiveWindow {
  readonly name: string;
  /** Article numbers. */
  readonly source: string;
  readonly destination: string;
  readonly overLimit: OverLimitPolicy;
  readonly description: string | null;
  readonly map: readonly CatalogueMapping[];
  readonly products: readonly CatalogueProductMapping[];
}

/** A value that is carried over. */
export interface CatalogueMapping {
  readonly source: CatalogueAttribute;
  readonly destination: CatalogueAttribute;
}

/** A product of the source whose instances continue as instances of a product of the destination. */
export interface CatalogueProductMapping {
  /** Article numbers. */
  readonly source: string;
  readonly destination: string;
}

/** A place in a catalogue: `['groups', 2, 'members', 0, 'level']`. */
export type CataloguePlace = readonly (string | number)[];
