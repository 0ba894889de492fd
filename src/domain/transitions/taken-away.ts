// What a move takes away: what the predecessor had and the successor does not get.
import type { ExtensionQuantity } from '../items/extension.ts';
import type { ItemReference } from '../items/item.ts';
import { byLabel, itemLabel } from '../items/item-label.ts';
import { compareText } from '../text-order.ts';

/** What one move takes away. `-o json` prints it unchanged. */
export interface TakenAway {
  /** The end date that was set and that the successor does not keep. Null if there was none, or it is kept. */
  readonly endDate: string | null;
  /** Extensions that the destination does not allow, and units beyond its maximum. */
  readonly extensions: readonly ExtensionQuantity[];
  /** Components that nothing in the successor continues, by product. */
  readonly components: readonly ComponentCount[];
  /** Values that are not carried over, without those of components that end. */
  readonly attributes: readonly AttributeCount[];
}

export interface ComponentCount {
  readonly item: ItemReference;
  readonly count: number;
}

export interface AttributeCount {
  /** The predecessor's item, or a product in it. */
  readonly item: ItemReference;
  readonly attribute: string;
  /** 1, or the number of components that had a value. */
  readonly count: number;
}

/** The count of each item, in the order of items. */
export function countByItem(things: readonly { readonly item: ItemReference }[]): ComponentCount[] {
  const counts = new Map<string, ComponentCount>();
  for (const { item } of things) counts.set(item.id, { item, count: 1 + (counts.get(item.id)?.count ?? 0) });
  return [...counts.values()].sort((one, other) => byLabel(one.item, other.item));
}

export const NOTHING_TAKEN: TakenAway = { endDate: null, extensions: [], components: [], attributes: [] };

export function takesNothing({ endDate, extensions, components, attributes }: TakenAway): boolean {
  return endDate === null && extensions.length + components.length + attributes.length === 0;
}

/** In the order in which they are shown. */
export const TAKEN_KINDS = ['end-date', 'extension', 'component', 'attribute'] as const;
export type TakenKind = (typeof TAKEN_KINDS)[number];

/** The same thing taken away from several subscriptions, through one path. */
export interface TakenCount {
  /** Null for changes by hand. */
  readonly path: string | null;
  readonly what: TakenKind;
  /** The extension, the product of the components, the item that has the attribute; null for an end date. */
  readonly item: ItemReference | null;
  readonly attribute: string | null;
  /** The number of subscriptions. */
  readonly subscriptions: number;
  /** Units, components or values; as many as subscriptions for an end date. */
  readonly quantity: number;
}

/** What several moves take away. */
export interface TakenInAll {
  /** The number of moves that take something away. */
  readonly total: number;
  readonly byPath: readonly TakenCount[];
}

export const NOTHING_IN_ALL: TakenInAll = { total: 0, byPath: [] };

/** Adds up what the parts take away. Its size depends on paths and the catalogue, not on the number of moves. */
export function addUpTaken(some: TakenInAll, more: TakenInAll): TakenInAll {
  const sums = new Map<string, TakenCount>();
  for (const one of [...some.byPath, ...more.byPath]) {
    const key = JSON.stringify([one.path, one.what, one.item?.id, one.attribute]);
    const other = sums.get(key);
    sums.set(key, {
      ...one,
      subscriptions: one.subscriptions + (other?.subscriptions ?? 0),
      quantity: one.quantity + (other?.quantity ?? 0),
    });
  }
  return { total: some.total + more.total, byPath: [...sums.values()].sort(byPathAndKind) };
}

/** The one order of such counts: by path, changes by hand last, then by kind, item and attribute. */
export function byPathAndKind(one: TakenCount, other: TakenCount): number {
  return (
    Number(one.path === null) - Number(other.path === null) ||
    compareText(one.path ?? '', other.path ?? '') ||
    TAKEN_KINDS.indexOf(one.what) - TAKEN_KINDS.indexOf(other.what) ||
    compareText(labelOf(one), labelOf(other)) ||
    compareText(one.attribute ?? '', other.attribute ?? '')
  );
}

function labelOf({ item }: TakenCount): string {
  return item === null ? '' : itemLabel(item);
}
