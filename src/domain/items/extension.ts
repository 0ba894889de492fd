import { compareText } from '../text-order.ts';
import type { Item, ItemReference } from './item.ts';
import {
  badExtensionQuantity,
  badMaximumQuantity,
  extensionGivenTwice,
  itemNotExtension,
} from './problems.ts';
import type { ServiceAmount } from './service.ts';

/** An add-on that subscriptions to an item may have. */
export interface AllowedExtension {
  readonly item: ItemReference;
  /** Null where unlimited. */
  readonly maximumQuantity: number | null;
}

/** A quantity of an extension: held by a subscription, to be added, or proposed. */
export interface ExtensionQuantity {
  readonly item: ItemReference;
  readonly quantity: number;
}

/** An extension with what one unit adds to the limits. */
export interface ExtensionUnits extends ExtensionQuantity {
  readonly gives: readonly ServiceAmount[];
}

/** An extension that may be added to a subscription. */
export interface ExtensionOffer extends AllowedExtension {
  /** Whether it is sold: customers keep their units of an inactive extension, but no more can be added. */
  readonly active: boolean;
  readonly gives: readonly ServiceAmount[];
}

/** As an operator writes it: an article number or UUID, and a quantity. */
export interface WrittenExtension {
  readonly extension: string;
  readonly quantity: number;
}

/** More than any seller needs of one add-on, and small enough for every engine's integers. */
export const LARGEST_QUANTITY = 1_000_000;

/** Reads `MAIL-PACK=2`, or `MAIL-PACK` for one. Throws `usage` (`bad-extension-quantity`, `extension-given-twice`). */
export function parseExtensions(texts: readonly string[], least: 0 | 1 = 1): WrittenExtension[] {
  const written = texts.map((text) => parseExtension(text, least));
  const seen = new Set<string>();
  for (const { extension } of written) {
    if (seen.has(extension)) throw extensionGivenTwice(extension);
    seen.add(extension);
  }
  return written;
}

function parseExtension(text: string, least: number): WrittenExtension {
  // Split at the last "=": an article number may contain one.
  const at = text.lastIndexOf('=');
  const extension = (at === -1 ? text : text.slice(0, at)).trim();
  const digits = at === -1 ? '1' : text.slice(at + 1).trim();
  const quantity = Number(digits);
  if (extension === '' || !/^\d+$/.test(digits) || quantity < least || quantity > LARGEST_QUANTITY) {
    throw badExtensionQuantity(text, least, LARGEST_QUANTITY);
  }
  return { extension, quantity };
}

/** The maximum quantity of an extension per subscription. Throws `usage` (`bad-maximum-quantity`). */
export function checkMaximumQuantity(quantity: number | null): number | null {
  if (quantity === null || (Number.isInteger(quantity) && quantity >= 1 && quantity <= LARGEST_QUANTITY))
    return quantity;
  throw badMaximumQuantity(quantity, LARGEST_QUANTITY);
}

/** Whether the item can be an extension of another. Throws `refused` (`item-not-extension`). */
export function checkIsExtension({ articleNumber }: Item, kind: string): void {
  if (kind === 'extension') return;
  throw itemNotExtension(articleNumber, kind);
}

/** By article number, items that are gone last. */
export function byArticle({ item: one }: { item: ItemReference }, { item: other }: { item: ItemReference }) {
  const [first, second] = [one.articleNumber ?? '\uffff', other.articleNumber ?? '\uffff'];
  return compareText(first, second) || compareText(one.id, other.id);
}
