/** Holders of values of an attribute, ended ones included. */
export interface ValueHolders {
  readonly subscriptions: number;
  readonly components: number;
  /** Subscriptions with a pending change to the item and a value for it. */
  readonly pendingChanges: number;
}

/** `1 subscription and 2 components`; undefined where there is no holder. */
export function describeHolders(holders: ValueHolders): string | undefined {
  const parts = [
    ...counted(holders.subscriptions, 'subscription'),
    ...counted(holders.components, 'component'),
    ...counted(holders.pendingChanges, 'pending change'),
  ];
  return parts.length === 0 ? undefined : parts.join(' and ');
}

function counted(count: number, noun: string): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`];
}
