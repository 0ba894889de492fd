import type { ItemReference } from '../items/item.ts';
import type { Component } from './component.ts';
import { componentNotFound } from './component-problems.ts';
import type { Subscription } from './subscription.ts';

/** The component of that number. Throws `not-found` (`component-not-found`). */
export function requireComponent(
  { address }: Subscription,
  components: readonly Component[],
  number: number,
): Component {
  const component = components.find((one) => one.number === number);
  if (component !== undefined) return component;
  throw componentNotFound(address, number);
}

/** The active instances of a product. */
export function findComponentsOf(components: readonly Component[], { id }: ItemReference): Component[] {
  return components.filter(({ item, status }) => item.id === id && status === 'active');
}
