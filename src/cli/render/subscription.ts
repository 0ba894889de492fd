import type { ItemReference } from '../../domain/item.ts';
import { itemLabel } from '../../domain/item-label.ts';
import type { Outlook } from '../../domain/outlook.ts';
import type { Subscription, SubscriptionWithAttributes } from '../../domain/subscription.ts';
import { STAY_REASONS } from '../../domain/transition.ts';
import type { AddSubscriptionResult } from '../../operations/add-subscription.ts';
import type { ListSubscriptionsResult } from '../../operations/list-subscriptions.ts';
import type { ShowSubscriptionResult } from '../../operations/show-subscription.ts';
import { details } from './details.ts';
import { extensionTable } from './subscription-extensions.ts';
import { SUBSCRIPTION_COLUMNS, subscriptionTable } from './subscription-table.ts';
import { table } from './table.ts';
import type { Terminal, View } from './view.ts';

export function addedSubscription({ subscription, created, createdAccount }: AddSubscriptionResult): View {
  return {
    json: { created, subscription, createdAccount },
    records: [subscription],
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) => {
      const { strong } = terminal.paint;
      const account = createdAccount === null ? [] : [`${strong('New account')} ${createdAccount.id}`];
      const headline = strong(created ? 'New subscription' : 'Existing subscription');
      return [...account, headline, describe(terminal, subscription)].join('\n');
    },
  };
}

export function listedSubscriptions({ subscriptions, more }: ListSubscriptionsResult): View {
  return {
    json: { subscriptions, more },
    records: subscriptions,
    columns: SUBSCRIPTION_COLUMNS,
    empty: 'No subscriptions.',
    text: (terminal) => subscriptionTable(terminal, subscriptions),
  };
}

export function shownSubscription(result: ShowSubscriptionResult): View {
  const { subscription, path, outlook, predecessor, successor, transition } = result;
  return {
    json: { subscription, path, outlook, predecessor, successor, transition },
    records: [subscription],
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) =>
      [
        describe(terminal, subscription),
        details(terminal, [
          ['next', foretell(terminal, outlook, subscription.change?.item ?? path?.destination)],
          ['replaced', predecessor === null ? null : named(predecessor)],
          ['replaced by', successor === null ? null : `${named(successor)} on ${successor.startDate}`],
          ['through', transition?.path],
          ['in run', transition?.run],
        ]),
      ].join('\n\n'),
  };
}

function describe(terminal: Terminal, subscription: SubscriptionWithAttributes): string {
  const { item, change, attributes, extensions } = subscription;
  const ended = subscription.status === 'ended';
  const parts = [
    details(terminal, [
      ['subscription', terminal.paint.strong(subscription.address)],
      ['item', item.name === null ? `${item.id} (its row is gone)` : `${item.articleNumber} ${item.name}`],
      ['status', subscription.status],
      ['start', subscription.startDate],
      ['end', subscription.endDate ?? 'none'],
      // What has ended follows no path any more; how it was replaced is told apart.
      ['path', ended ? null : followed(subscription)],
      [
        'applies',
        ended ? null : subscription.fromDate === null ? 'on its end date' : `from ${subscription.fromDate}`,
      ],
      ['change', change === null ? null : `to ${itemLabel(change.item)} on ${change.on}`],
      ['external id', subscription.externalId],
    ]),
  ];
  const values = Object.entries(attributes);
  if (values.length > 0) {
    parts.push(
      table(
        terminal,
        [
          { heading: 'attribute', cell: ([name]) => name },
          { heading: 'value', cell: ([, value]) => value },
        ],
        values,
      ),
    );
  }
  if (extensions.length > 0) parts.push(extensionTable(terminal, extensions));
  return parts.join('\n\n');
}

/** "Current Upgrade/Downgrade: This indicates the rule that will be used", and why it is that one. */
function followed({ item, change, path: { rule, name } }: Subscription): string {
  if (change !== null) return 'none: a change goes before it';
  if (rule === 'none') return 'none: it overrides the default with none';
  if (rule === 'override') return `${name}: it overrides the default`;
  return name === null
    ? `none: ${itemLabel(item)} has no default path`
    : `${name}: the default of ${itemLabel(item)}`;
}

function foretell(
  { paint }: Terminal,
  { event, date, reason }: Outlook,
  destination: ItemReference | undefined,
): string {
  switch (event) {
    case 'over':
      return paint.faint('nothing: it has ended');
    case 'not-due':
      return paint.faint('nothing: it has neither an end date nor a from date');
    case 'moves':
      return paint.good(
        `on ${date} ${destination === undefined ? 'its successor' : itemLabel(destination)} takes over`,
      );
    case 'stays':
      return paint.warning(`due on ${date}, but stays: ${reason === null ? '' : STAY_REASONS[reason]}`);
  }
}

function named({ address, item }: Subscription): string {
  return `${address} (${itemLabel(item)})`;
}
