import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { Printable } from '../../safe-text/printable.ts';
import { table } from '../table.ts';
import type { Terminal } from '../view.ts';

export const SUBSCRIPTION_COLUMNS = [
  'account',
  'number',
  'address',
  'item.id',
  'item.articleNumber',
  'item.name',
  'status',
  'startDate',
  'endDate',
  'path.rule',
  'path.name',
  'apply',
  'fromDate',
  'change.item.articleNumber',
  'change.on',
  'dueOn',
  'replaces',
  'externalId',
];

export function subscriptionTable(terminal: Terminal, subscriptions: readonly Subscription[]): Printable {
  const { paint } = terminal;
  return table(
    terminal,
    [
      { heading: 'subscription', cell: ({ address }) => paint.strong(address) },
      { heading: 'item', cell: ({ item }) => itemLabel(item) },
      {
        heading: 'status',
        cell: ({ status }) => (status === 'active' ? paint.good(status) : paint.faint(status)),
      },
      { heading: 'start', cell: ({ startDate }) => startDate },
      { heading: 'end', cell: ({ endDate }) => endDate },
      // An ended subscription is no longer due.
      { heading: 'due', cell: ({ status, dueOn }) => (status === 'active' ? dueOn : null) },
      { heading: 'path', cell: followed },
    ],
    subscriptions,
  );
}

function followed({ change, path: { rule, name } }: Subscription): string | null {
  if (change !== null) return `change to ${itemLabel(change.item)}`;
  if (rule === 'none') return 'none (override)';
  return rule === 'override' ? `${name} (override)` : name;
}
