import type { Item } from '../items/item.ts';
import type { ItemProfile } from '../items/item-profile.ts';
import { itemInactive } from '../items/problems.ts';
import { itemNotSubscribable } from './problems.ts';

/** Whether an account can subscribe to the item. Throws `refused` (`item-not-subscribable`, `item-inactive`). */
export function checkSubscribable(
  { articleNumber }: Item,
  { kind, active }: Pick<ItemProfile, 'kind' | 'active'>,
): void {
  if (kind === 'extension') throw itemNotSubscribable(articleNumber, kind);
  if (!active) throw itemInactive(articleNumber);
}
