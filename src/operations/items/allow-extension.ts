import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { checkMaximumQuantity } from '../../domain/items/extension.ts';
import { findCalled } from '../../domain/items/item-label.ts';
import { notAllowed } from '../../domain/subscriptions/fit-options.ts';
import { requireItem } from '../../store/items/items.ts';
import { editItem, type ItemChange } from './edit-item.ts';

export interface DisallowExtensionInput {
  /** Article number or UUID. */
  readonly item: string;
  /** Article number or UUID. */
  readonly extension: string;
}

export interface AllowExtensionInput extends DisallowExtensionInput {
  /** Maximum per subscription; null for unlimited. */
  readonly maximumQuantity: number | null;
}

/**
 * Allows an extension for subscriptions to an item; if it is already allowed, replaces the maximum. Throws `usage`
 * (`bad-maximum-quantity`), `not-found`, `refused` (`item-not-extension`, `extension-of-extension`).
 */
export async function allowExtension(
  session: Session,
  { item, extension, maximumQuantity }: AllowExtensionInput,
): Promise<AuditedResult<ItemChange>> {
  checkMaximumQuantity(maximumQuantity);
  const allowing = await requireItem(session, item);
  const allowed = await requireItem(session, extension);
  return editItem(session, [allowing, allowed], (before, detailsOf) => {
    const { id, articleNumber, name } = detailsOf(allowed);
    return {
      ...before,
      extensions: [
        ...before.extensions.filter((one) => one.item.id !== id),
        { item: { id, articleNumber, name }, maximumQuantity },
      ],
    };
  });
}

/**
 * Removes an extension from those that an item allows. Subscriptions keep what they have; it is no longer carried over
 * when they move to this item. Throws `not-found`, `refused` (`extension-not-allowed`).
 */
export async function disallowExtension(
  session: Session,
  { item, extension }: DisallowExtensionInput,
): Promise<AuditedResult<ItemChange>> {
  return editItem(session, [await requireItem(session, item)], (before) => {
    const allowed = findCalled(before.extensions, extension);
    if (allowed === undefined) throw notAllowed(before, extension, before.extensions);
    return { ...before, extensions: before.extensions.filter((one) => one !== allowed) };
  });
}
