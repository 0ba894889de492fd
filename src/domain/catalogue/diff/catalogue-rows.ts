// The rows that carry out a plan, by id. The writer states which rows it expects, so that no concurrent change is
// overwritten.

import type { LadderPosition } from '../../groups/eligibility.ts';
import type { ItemKind } from '../../items/item.ts';
import type { ItemAttribute } from '../../items/item-attribute.ts';
import type { OverLimitPolicy } from '../../paths/path.ts';
import type { EffectiveWindow } from '../../paths/window.ts';
import type { Term } from '../../term.ts';

export interface Terms {
  readonly kind: ItemKind;
  readonly active: boolean;
  readonly term: Term | null;
}

export interface PathTerms extends EffectiveWindow {
  readonly name: string;
  readonly overLimit: OverLimitPolicy;
  readonly description: string | null;
}

interface OfItem {
  readonly itemId: string;
}

export type AttributeValue = Omit<ItemAttribute, 'name'>;

export interface CatalogueRows {
  readonly items: {
    readonly added: { readonly id: string; readonly articleNumber: string; readonly name: string }[];
    readonly changed: { readonly id: string; readonly before: string; readonly after: string }[];
  };
  readonly profiles: {
    readonly added: (OfItem & Terms)[];
    readonly changed: (OfItem & { readonly before: Terms; readonly after: Terms })[];
  };
  readonly defaultPaths: (OfItem & { readonly before: string | null; readonly after: string | null })[];
  readonly periods: {
    readonly added: (OfItem & { readonly value: number; readonly unit: string })[];
    readonly removed: string[];
  };
  readonly attributes: {
    readonly added: (OfItem & ItemAttribute)[];
    readonly removed: (OfItem & { readonly name: string })[];
    readonly changed: (OfItem & {
      readonly name: string;
      readonly before: AttributeValue;
      readonly after: AttributeValue;
    })[];
  };
  readonly services: Replaced<OfItem & { readonly service: string; readonly amount: number }>;
  readonly extensions: Replaced<OfItem & { readonly extensionId: string; readonly maximum: number | null }>;
  readonly products: Replaced<
    OfItem & { readonly productId: string; readonly minimum: number; readonly maximum: number | null }
  >;
  readonly groups: Replaced<{ readonly id: string; readonly name: string }> & {
    readonly changed: { readonly id: string; readonly before: string; readonly after: string }[];
  };
  readonly members: {
    readonly added: (OfItem & LadderPosition & { readonly id: string; readonly groupId: string })[];
    readonly removed: (LadderPosition & { readonly id: string })[];
    readonly changed: {
      readonly id: string;
      readonly before: LadderPosition;
      readonly after: LadderPosition;
    }[];
  };
  readonly paths: {
    readonly added: (PathTerms & {
      readonly id: string;
      readonly sourceId: string;
      readonly destinationId: string;
    })[];
    readonly removed: (PathTerms & { readonly id: string })[];
    readonly changed: { readonly id: string; readonly before: PathTerms; readonly after: PathTerms }[];
  };
  readonly mappings: Replaced<MappingRow>;
  readonly productMappings: Replaced<{
    readonly pathId: string;
    readonly sourceId: string;
    readonly destinationId: string;
  }>;
}

/** Rows that nothing refers to: changing one means removing it and adding another. */
export interface Replaced<Row> {
  readonly added: Row[];
  readonly removed: Row[];
}

export interface MappingRow {
  readonly pathId: string;
  readonly sourceId: string;
  readonly sourceAttribute: string;
  readonly destinationId: string;
  readonly destinationAttribute: string;
}

/** The rows that affect existing subscriptions: when they move, where to, and what is carried over. */
export type EffectiveRows = Pick<
  CatalogueRows,
  | 'profiles'
  | 'defaultPaths'
  | 'services'
  | 'extensions'
  | 'products'
  | 'paths'
  | 'mappings'
  | 'productMappings'
>;

export function noRows(): CatalogueRows {
  return {
    items: { added: [], changed: [] },
    profiles: { added: [], changed: [] },
    defaultPaths: [],
    periods: { added: [], removed: [] },
    attributes: { added: [], removed: [], changed: [] },
    services: { added: [], removed: [] },
    extensions: { added: [], removed: [] },
    products: { added: [], removed: [] },
    groups: { added: [], removed: [], changed: [] },
    members: { added: [], removed: [], changed: [] },
    paths: { added: [], removed: [], changed: [] },
    mappings: { added: [], removed: [] },
    productMappings: { added: [], removed: [] },
  };
}
