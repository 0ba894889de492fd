// `--add EXTENSION=2` and `--terminate SERVICE=3`: which values they accept.

import { commandLine } from '../command-line.ts';
import {
  type ExtensionOffer,
  type ExtensionQuantity,
  type ExtensionUnits,
  extensionGivenTwice,
  type WrittenExtension,
} from '../items/extension.ts';
import type { ItemReference } from '../items/item.ts';
import { findCalled, itemLabel } from '../items/item-label.ts';
import type { ServiceAmount } from '../items/service.ts';
import { didYouMean, suggest } from '../suggestion.ts';
import { TierctlError } from '../tierctl-error.ts';

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
  const label = itemLabel(offer.item);
  const data = { item: itemLabel(item), extension: label, quantity: wanted, had };
  if (!offer.active) {
    throw new TierctlError('refused', 'extension-inactive', `the extension ${label} is not active`, {
      hint: `run: ${commandLine`tierctl item set ${label} --active`}`,
      data,
    });
  }
  const most = offer.maximumQuantity;
  if (most === null || wanted <= most) return;
  const has = had === 0 ? '' : `, ${had} of them had already`;
  throw new TierctlError(
    'refused',
    'extension-maximum',
    `${itemLabel(item)} allows at most ${most} of ${label}; this would make ${wanted}${has}`,
    { hint: `see: ${commandLine`tierctl item show ${itemLabel(item)}`}`, data: { ...data, maximum: most } },
  );
}

/** `HST-SILVER does not allow the extension "MAIL-PCK"; did you mean MAIL-PACK?` */
export function notAllowed(
  item: ItemReference,
  extension: string,
  offers: readonly { readonly item: ItemReference }[],
): TierctlError {
  const label = itemLabel(item);
  const near = suggest(
    extension,
    offers.map((offer) => itemLabel(offer.item)),
  );
  return new TierctlError(
    'refused',
    'extension-not-allowed',
    `${label} does not allow the extension "${extension}"${didYouMean(near)}`,
    {
      hint: `see: ${commandLine`tierctl item show ${label}`}`,
      data: { item: label, extension, suggestion: near ?? null },
    },
  );
}

/** Whether that amount can be terminated. Throws `refused` (`termination-exceeds-usage`). */
export function checkTerminated(terminated: readonly ServiceAmount[], usage: readonly ServiceAmount[]): void {
  for (const { service, amount } of terminated) {
    const used = usage.find((one) => one.service === service)?.amount ?? 0;
    if (amount <= used) continue;
    throw new TierctlError(
      'refused',
      'termination-exceeds-usage',
      `${amount} of ${service} cannot be terminated: ${used === 0 ? 'none is' : `${used} are`} in use`,
      { hint: 'see: tierctl usage show ACCOUNT/NUMBER', data: { service, amount, usage: used } },
    );
  }
}
