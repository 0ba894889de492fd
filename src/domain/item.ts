/** Something sold. The same object wherever an item is shown. */
export interface Item {
  /** UUID, lower case. */
  readonly id: string;
  readonly articleNumber: string;
  readonly name: string;
}

export const ITEM_KINDS = ['product', 'package', 'extension'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
