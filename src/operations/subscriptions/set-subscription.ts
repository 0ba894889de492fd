import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { commandLine } from '../../domain/command-line.ts';
import { changedValues } from '../../domain/items/attribute-values.ts';
import type { AttributeValues } from '../../domain/items/item-attribute.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import type { NameValue } from '../../domain/name-value.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { listAttributes } from '../../store/items/item-attributes.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { listValues, replaceValues } from '../../store/subscriptions/subscription-attributes.ts';

export interface SetSubscriptionInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  readonly attributes: readonly NameValue[];
  /** Names of attributes whose values are removed. */
  readonly removeAttributes: readonly string[];
}

export interface SetSubscriptionResult {
  readonly subscription: Subscription;
  readonly before: AttributeValues;
  readonly attributes: AttributeValues;
}

/**
 * Sets attributes of an active subscription; those that are not named stay unchanged. A pending change keeps the values that
 * were chosen for it. Throws `usage`, `not-found` (subscription, attribute), `refused` (`subscription-ended`,
 * `attribute-required`).
 */
export async function setSubscription(
  session: Session,
  { subscription: address, attributes: given, removeAttributes }: SetSubscriptionInput,
): Promise<AuditedResult<SetSubscriptionResult>> {
  const subscription = await claimSubscriptionAt(session, address);
  const { item } = subscription;
  const before = await listValues(session, subscription);
  const known = await listAttributes(session, item.id);
  const attributes = changedValues(item, known, before, given, removeAttributes, {
    holder: `a subscription to ${itemLabel(item)}`,
    option: (name) => commandLine`--attribute ${name}=VALUE`,
  });
  const result = { subscription, before, attributes };
  if (isDeepStrictEqual(before, attributes)) return { result, audit: undefined };
  await replaceValues(session, subscription, attributes);
  return {
    result,
    audit: { before: { subscription, attributes: before }, after: { subscription, attributes } },
  };
}
