import { counted } from '../wording.ts';

/** Holders of values of an attribute, ended ones included. */
export interface ValueHolders {
  readonly subscriptions: number;
  readonly components: number;
  /** Subscriptions with a pending change to the item and a value for it. */
  readonly pendingChanges: number;
}

/** `1 subscription and 2 components`; undefined where there is no holder. */
export function describeHolders(holders: ValueHolders): string | undefined {
  const held = [
    [holders.subscriptions, 'subscription'],
    [holders.components, 'component'],
    [holders.pendingChanges, 'pending change'],
  ] as const;
  const parts = held.flatMap(([count, noun]) => (count === 0 ? [] : [counted(count, noun)]));
  return parts.length === 0 ? undefined : parts.join(' and ');
}
