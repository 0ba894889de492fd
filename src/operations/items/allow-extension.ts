import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { rowsBetweenItems } from '../../domain/catalogue/diff/effective-rows.ts';
import { checkIsExtension, checkMaximumQuantity } from '../../domain/items/extension.ts';
import { findCalled } from '../../domain/items/item-label.ts';
import { notAllowed } from '../../domain/subscriptions/fit-options.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { CatalogueEffect } from '../../domain/transitions/catalogue-effect.ts';
import { readWrittenEffect } from '../../store/catalogue/read-effect.ts';
import { deleteAllowedExtension, saveAllowedExtension } from '../../store/items/item-extensions.ts';
import { ensureProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { readItem, type ShownItem } from './read-item.ts';

export interface AllowExtensionInput {
  /** Article number or UUID. */
  readonly item: string;
  /** Article number or UUID. */
  readonly extension: string;
  /** Maximum per subscription; null for unlimited. */
  readonly maximumQuantity: number | null;
}

export interface DisallowExtensionInput {
  /** Article number or UUID. */
  readonly item: string;
  /** Article number or UUID. */
  readonly extension: string;
}

export interface AllowExtensionResult {
  readonly before: ShownItem;
  readonly item: ShownItem;
  /** Its effect on existing subscriptions. */
  readonly effect: CatalogueEffect;
}

/**
 * Allows an extension for subscriptions to an item; if it is already allowed, replaces the maximum. Throws `usage`
 * (`bad-maximum-quantity`), `not-found`, `refused` (`item-not-extension`, `extension-of-extension`).
 */
export async function allowExtension(
  session: Session,
  { item: name, extension: extensionName, maximumQuantity }: AllowExtensionInput,
): Promise<AuditedResult<AllowExtensionResult>> {
  checkMaximumQuantity(maximumQuantity);
  const item = await requireItem(session, name);
  const extension = await requireItem(session, extensionName);
  checkIsExtension(extension, (await ensureProfile(session, extension.id)).kind);
  if ((await ensureProfile(session, item.id)).kind === 'extension') throw ofExtension(item.articleNumber);
  const before = await readItem(session, item.id);
  await saveAllowedExtension(session, item.id, extension.id, maximumQuantity);
  return conclude(session, before);
}

/**
 * Removes an extension from those that an item allows. Subscriptions keep what they have; it is no longer carried over
 * when they move to this item. Throws `not-found`, `refused` (`extension-not-allowed`).
 */
export async function disallowExtension(
  session: Session,
  { item: name, extension }: DisallowExtensionInput,
): Promise<AuditedResult<AllowExtensionResult>> {
  const { id } = await requireItem(session, name);
  const before = await readItem(session, id);
  const allowed = findCalled(before.extensions, extension);
  if (allowed === undefined) throw notAllowed(before, extension, before.extensions);
  await deleteAllowedExtension(session, id, allowed.item.id);
  return conclude(session, before);
}

async function conclude(session: Session, before: ShownItem): Promise<AuditedResult<AllowExtensionResult>> {
  const item = await readItem(session, before.id);
  return {
    result: { before, item, effect: await readWrittenEffect(session, rowsBetweenItems(before, item)) },
    audit: isDeepStrictEqual(before, item) ? undefined : { before, after: item },
  };
}

function ofExtension(articleNumber: string): TierctlError {
  return new TierctlError(
    'refused',
    'extension-of-extension',
    `${articleNumber} is an extension; it has no extensions of its own`,
    { hint: 'add it to a product or a package', data: { item: articleNumber } },
  );
}
