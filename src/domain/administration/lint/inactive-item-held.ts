import { itemLabel } from '../../items/item-label.ts';
import type { InactiveHolding } from '../../transitions/catalogue-effect.ts';
import { countedClause } from '../../wording.ts';
import type { Rule } from './rule.ts';

export const inactiveItemHeld: Rule = {
  id: 'inactive-item-held',
  severity: 'warning',
  why: 'Customers keep an item that is no longer sold until a path or a person moves them.',
  find: ({ holdings }) =>
    holdings.inactive.map((one) => ({
      where: { item: one.item },
      message: `${itemLabel(one.item)} is inactive, and ${holders(one)}`,
      // Only an operator knows whether to sell it again or where to move its subscriptions.
      fix: null,
    })),
};

function holders({ subscriptions, components, extended }: InactiveHolding): string {
  return [
    ...(subscriptions === 0
      ? []
      : [countedClause(subscriptions, 'active subscription is', 'to it', 'active subscriptions are')]),
    ...(components === 0
      ? []
      : [countedClause(components, 'active component is', 'of it', 'active components are')]),
    ...(extended === 0
      ? []
      : [countedClause(extended, 'active subscription is', 'extended by it', 'active subscriptions are')]),
  ].join(', ');
}
