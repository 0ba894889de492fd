// How renderers name a subscription, what it holds and what it follows.
import type { ExtensionQuantity } from '../../../domain/items/extension.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { ServiceAmount } from '../../../domain/items/service.ts';
import type { PathSchedule, Subscription } from '../../../domain/subscriptions/subscription.ts';

/** `ACC-0042/3 (HST-GOLD)` */
export function addressAndItem({ address, item }: Pick<Subscription, 'address' | 'item'>): string {
  return `${address} (${itemLabel(item)})`;
}

/** `2 × MAIL-PACK, 1 × DISK-PACK` */
export function quantitiesInWords(extensions: readonly ExtensionQuantity[]): string {
  return extensions.map(({ item, quantity }) => `${quantity} × ${itemLabel(item)}`).join(', ');
}

/** `3 email, 500 disk-mb` */
export function amountsInWords(amounts: readonly ServiceAmount[]): string {
  return amounts.map(({ service, amount }) => `${amount} ${service}`).join(', ');
}

/** "Current Upgrade/Downgrade: This indicates the rule that will be used", and why it is that one. */
export function followedPath({ item, change, path: { rule, name } }: Subscription): string {
  if (change !== null) return 'none: the pending change takes precedence';
  if (rule === 'none') return 'none: an override';
  if (rule === 'override') return `${name}: an override of the default`;
  return name === null
    ? `none: ${itemLabel(item)} has no default path`
    : `${name}: the default of ${itemLabel(item)}`;
}

/**
 * What a pending change leaves without effect: the path rule and the from date, unless the change is cancelled. Null if
 * nothing.
 */
export function withoutEffect({ change, path, endDate, fromDate }: Subscription): string | null {
  if (change === null) return null;
  // A successor that keeps the end date also follows no path.
  const isKept = path.rule === 'none' && change.keepsEnd && endDate !== null && endDate >= change.on;
  const lost = [
    ...(path.rule === 'default' || isKept ? [] : ['path rule']),
    ...(fromDate === null ? [] : ['from date']),
  ];
  if (lost.length === 0) return null;
  return `the change to ${itemLabel(change.item)} on ${change.on} comes first, and its successor does not keep this ${lost.join(' and ')}`;
}

/** "Apply Upgrade/Downgrade: Indicates when the downgrade or upgrade happens." */
export function applies({ fromDate }: Pick<Subscription, 'fromDate'>): string {
  return fromDate === null ? 'on its end date' : `from ${fromDate}`;
}

/** `following "Trial to Gold" from 2026-07-01`: the deviation of a subscription from its item's default. */
export function scheduleWords({ path: { rule, name }, fromDate }: PathSchedule): string {
  const followed =
    rule === 'none' ? 'following no path' : rule === 'override' ? `following "${name}"` : 'moving';
  return fromDate === null ? followed : `${followed} from ${fromDate}`;
}
