import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';

/** "Current Upgrade/Downgrade: This indicates the rule that will be used", and why it is that one. */
export function followedPath({ item, change, path: { rule, name } }: Subscription): string {
  if (change !== null) return 'none: a change goes before it';
  if (rule === 'none') return 'none: it overrides the default with none';
  if (rule === 'override') return `${name}: it overrides the default`;
  return name === null
    ? `none: ${itemLabel(item)} has no default path`
    : `${name}: the default of ${itemLabel(item)}`;
}

/** "Apply Upgrade/Downgrade: Indicates when the downgrade or upgrade happens." */
export function applies({ fromDate }: Pick<Subscription, 'fromDate'>): string {
  return fromDate === null ? 'on its end date' : `from ${fromDate}`;
}
