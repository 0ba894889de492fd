import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { commandLine } from '../../domain/command-line.ts';
import { changedValues } from '../../domain/items/attribute-values.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import type { NameValue } from '../../domain/name-value.ts';
import type { Component } from '../../domain/subscriptions/component.ts';
import { checkComponentActive } from '../../domain/subscriptions/component-dates.ts';
import { requireComponent } from '../../domain/subscriptions/find-component.ts';
import { listAttributes } from '../../store/items/item-attributes.ts';
import { findComponents, replaceComponentValues } from '../../store/subscriptions/components.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import type { ComponentResult } from './add-component.ts';

export interface SetComponentInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  readonly component: number;
  readonly attributes: readonly NameValue[];
  /** Names of attributes whose values are removed. */
  readonly removeAttributes: readonly string[];
}

export interface SetComponentResult extends ComponentResult {
  readonly before: Component;
}

/**
 * Sets attributes of one active component; attributes that are not named stay unchanged. Throws `usage`, `not-found` (subscription,
 * component, attribute), `refused` (`subscription-ended`, `component-ended`, `attribute-required`).
 */
export async function setComponent(
  session: Session,
  { subscription: address, component: number, attributes, removeAttributes }: SetComponentInput,
): Promise<AuditedResult<SetComponentResult>> {
  const subscription = await claimSubscriptionAt(session, address);
  const before = requireComponent(subscription, await findComponents(session, subscription), number);
  checkComponentActive(subscription, before);
  const { item } = before;
  const known = await listAttributes(session, item.id);
  const component = {
    ...before,
    attributes: changedValues(item, known, before.attributes, attributes, removeAttributes, {
      holder: itemLabel(item),
      option: (name) => commandLine`--attribute ${name}=VALUE`,
    }),
  };
  const result = { subscription, before, component };
  if (isDeepStrictEqual(before.attributes, component.attributes)) return { result, audit: undefined };
  await replaceComponentValues(session, subscription, component);
  return {
    result,
    audit: { before: { subscription, component: before }, after: { subscription, component } },
  };
}
