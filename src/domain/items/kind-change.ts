import type { Item, ItemKind } from './item.ts';
import { kindInUse } from './problems.ts';

/** What depends on the kind of an item. */
export interface KindHolders {
  /** Names of the paths that start or end at it. */
  readonly paths: readonly string[];
  /** Active subscriptions to it. */
  readonly subscriptions: number;
  /** Subscriptions with a pending change to it. */
  readonly pendingChanges: number;
  /** Packages that it is in, and products that are in it, by article number. */
  readonly packages: readonly string[];
  readonly products: readonly string[];
  /** Instances of it in subscriptions to packages, ended ones included. */
  readonly components: number;
  /** Items that it may extend, and those that may extend it, by article number. */
  readonly extends: readonly string[];
  readonly extensions: readonly string[];
  /** Subscriptions, ended ones included, that have it as an extension. */
  readonly extendedSubscriptions: number;
}

const LISTED = 5;

/**
 * The kind of an item cannot change while something depends on it: paths connect products and packages, packages are made
 * of products, extensions extend items of other kinds. Throws `refused` (`kind-in-use`), with everything that prevents it.
 */
export function checkKindChange({ articleNumber }: Item, kind: ItemKind, holders: KindHolders): void {
  const { paths, subscriptions, pendingChanges, packages, products, components, extendedSubscriptions } =
    holders;
  const reasons = [
    ...listed('it is an end of', 'path', paths),
    ...counted(subscriptions, 'active subscription', 'is to it', 'are to it'),
    ...counted(pendingChanges, 'subscription', 'waits to change to it', 'wait to change to it'),
    ...(kind === 'product' ? [] : listed('it is in', 'package', packages)),
    ...(kind === 'product'
      ? []
      : counted(components, 'component', 'is an instance of it', 'are instances of it')),
    ...(kind === 'package' ? [] : listed('it is made of', 'product', products)),
    ...(kind === 'extension' ? listed('it may be extended by', 'item', holders.extensions) : []),
    ...(kind === 'extension' ? [] : listed('it may extend', 'item', holders.extends)),
    ...(kind === 'extension' ? [] : counted(extendedSubscriptions, 'subscription', 'has it', 'have it')),
  ];
  if (reasons.length === 0) return;
  throw kindInUse(articleNumber, kind, reasons, holders);
}

function listed(verb: string, noun: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names
    .slice(0, LISTED)
    .map((name) => `"${name}"`)
    .join(', ');
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  return [`${verb} the ${noun}${names.length === 1 ? '' : 's'} ${shown}${more}`];
}

function counted(count: number, noun: string, one: string, many: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `1 ${noun} ${one}` : `${count} ${noun}s ${many}`];
}
