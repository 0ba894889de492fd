// A simple check whether usage fits: what is carried over, what is short, and the smallest set that covers it.

import { type Amounts, itemNamed, type World } from '../transitions/world.ts';
import { expectedBasket } from './basket-oracle.ts';

export interface Holding {
  /** Extension → quantity. */
  readonly extensions: Amounts;
  /** Service → amount in use. */
  readonly usage: Amounts;
}

/** "Extensions that the target allows come along, the others end." */
export function comingAlong(world: World, { extensions }: Holding, destination: string): Amounts {
  const allowed = world.extensions[destination] ?? {};
  const entries = Object.entries(extensions).flatMap(([name, quantity]) => {
    const most = allowed[name];
    return most === undefined ? [] : [[name, Math.min(quantity, most ?? quantity)] as const];
  });
  return Object.fromEntries(entries);
}

/** Service → by how much usage exceeds the limits that would hold. */
export function shortfall(world: World, subscription: Holding, destination: string): Amounts {
  const along = comingAlong(world, subscription, destination);
  const entries = Object.entries(subscription.usage).flatMap(([service, used]) => {
    const added = Object.entries(along).reduce(
      (sum, [extension, quantity]) => sum + quantity * (world.limits[extension]?.[service] ?? 0),
      0,
    );
    const over = used - (world.limits[destination]?.[service] ?? 0) - added;
    return over > 0 ? [[service, over] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Extension → how many more; null where no number of them is enough. */
export function remedy(
  world: World,
  subscription: Holding,
  destination: string,
): Record<string, number> | null {
  const along = comingAlong(world, subscription, destination);
  const short = Object.entries(shortfall(world, subscription, destination)).map(([service, amount]) => ({
    service,
    amount,
  }));
  const choices = Object.entries(world.extensions[destination] ?? {})
    .filter(([name]) => itemNamed(world, name).active !== false)
    .map(([name, most]) => ({
      item: { id: name, articleNumber: name, name },
      gives: Object.entries(world.limits[name] ?? {}).map(([service, amount]) => ({ service, amount })),
      most: most === null ? null : most - (along[name] ?? 0),
    }));
  return expectedBasket(short, choices);
}
