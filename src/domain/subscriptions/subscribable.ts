import { commandLine } from '../command-line.ts';
import type { Item } from '../items/item.ts';
import type { ItemProfile } from '../items/item-profile.ts';
import { TierctlError } from '../tierctl-error.ts';

/** Whether an account can subscribe to the item. Throws `refused` (`item-not-subscribable`, `item-inactive`). */
export function checkSubscribable(
  { articleNumber }: Item,
  { kind, active }: Pick<ItemProfile, 'kind' | 'active'>,
): void {
  if (kind === 'extension') {
    throw new TierctlError('refused', 'item-not-subscribable', `${articleNumber} is an extension`, {
      hint: 'an extension is added to a subscription to a product or a package that allows it; subscribe to that',
      data: { item: articleNumber, kind },
    });
  }
  if (!active) {
    throw new TierctlError('refused', 'item-inactive', `${articleNumber} is not active`, {
      hint: `run: ${commandLine`tierctl item set ${articleNumber} --active`}`,
      data: { item: articleNumber },
    });
  }
}
