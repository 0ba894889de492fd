// `--add EXTENSION=2` and `--terminate SERVICE=3`: which values they accept.

import type {
  ExtensionOffer,
  ExtensionQuantity,
  ExtensionUnits,
  WrittenExtension,
} from '../items/extension.ts';
import type { ItemReference } from '../items/item.ts';
import { findCalled, itemLabel } from '../items/item-label.ts';
import { extensionGivenTwice } from '../items/problems.ts';
import type { ServiceAmount } from '../items/service.ts';
import { suggest } from '../suggestion.ts';
import type { TierctlError } from '../tierctl-error.ts';
import {
  extensionInactive,
  extensionMaximum,
  extensionNotAllowed,
  terminationExceedsUsage,
} from './problems.ts';

/**
 * The extensions to add to a subscription to `item` that already has `held`. Throws `refused`
 * (`extension-not-allowed`, `extension-inactive`, `extension-maximum`), `usage` (`extension-given-twice`).
 */
export function resolveAdded(
  item: ItemReference,
  written: readonly WrittenExtension[],
  offers: readonly ExtensionOffer[],
  held: readonly ExtensionQuantity[],
): ExtensionUnits[] {
  const added: ExtensionUnits[] = [];
  for (const { extension, quantity } of written) {
    const offer = findCalled(offers, extension);
    if (offer === undefined) throw notAllowed(item, extension, offers);
    // The article number and the UUID of one extension count as a duplicate.
    if (added.some((one) => one.item.id === offer.item.id)) throw extensionGivenTwice(extension);
    const had = held.find((one) => one.item.id === offer.item.id)?.quantity ?? 0;
    checkQuantity(item, offer, had, had + quantity);
    added.push({ item: offer.item, quantity, gives: offer.gives });
  }
  return added;
}

/** Whether a subscription to `item` may go from `had` to `wanted` units. Throws like resolveAdded. */
export function checkQuantity(item: ItemReference, offer: ExtensionOffer, had: number, wanted: number): void {
  if (wanted <= had) return;
  const [label, extension] = [itemLabel(item), itemLabel(offer.item)];
  if (!offer.active) throw extensionInactive(label, extension, wanted, had);
  const most = offer.maximumQuantity;
  if (most === null || wanted <= most) return;
  throw extensionMaximum(label, extension, wanted, had, most);
}

/** `HST-SILVER does not allow the extension "MAIL-PCK"; did you mean MAIL-PACK?` */
export function notAllowed(
  item: ItemReference,
  extension: string,
  offers: readonly { readonly item: ItemReference }[],
): TierctlError {
  const near = suggest(
    extension,
    offers.map((offer) => itemLabel(offer.item)),
  );
  return extensionNotAllowed(itemLabel(item), extension, near);
}

/** Whether that amount can be terminated. Throws `refused` (`termination-exceeds-usage`). */
export function checkTerminated(terminated: readonly ServiceAmount[], usage: readonly ServiceAmount[]): void {
  for (const { service, amount } of terminated) {
    const used = usage.find((one) => one.service === service)?.amount ?? 0;
    if (amount > used) throw terminationExceedsUsage(service, amount, used);
  }
}
