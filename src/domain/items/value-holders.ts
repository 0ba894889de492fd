import { counted } from '../wording.ts';

/** Who holds values of an attribute, ended ones included. */
export interface ValueHolders {
  readonly subscriptions: number;
  readonly components: number;
  /** Subscriptions that wait to change to the item, with a value for it. */
  readonly pendingChanges: number;
}

/** `1 subscription and 2 components`; undefined where nobody holds any. */
export function describeHolders(holders: ValueHolders): string | undefined {
  const held = [
    [holders.subscriptions, 'subscription'],
    [holders.components, 'component'],
    [holders.pendingChanges, 'pending change'],
  ] as const;
  const parts = held.flatMap(([count, noun]) => (count === 0 ? [] : [counted(count, noun)]));
  return parts.length === 0 ? undefined : parts.join(' and ');
}
