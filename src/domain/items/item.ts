/** Something sold. The same object wherever an item is shown. */
export interface Item {
  /** UUID, lower case. */
  readonly id: string;
  readonly articleNumber: string;
  readonly name: string;
}

/** An item as another row refers to it: hand-written rows may refer to an item that is gone. */
export type ItemReference = Item | MissingItem;

export interface MissingItem {
  readonly id: string;
  readonly articleNumber: null;
  readonly name: null;
}

export const ITEM_KINDS = ['product', 'package', 'extension'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
