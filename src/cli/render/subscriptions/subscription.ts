import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Subscription, SubscriptionWithAttributes } from '../../../domain/subscriptions/subscription.ts';
import type { AddSubscriptionResult } from '../../../operations/subscriptions/add-subscription.ts';
import type { ListSubscriptionsResult } from '../../../operations/subscriptions/list-subscriptions.ts';
import type { ShowSubscriptionResult } from '../../../operations/subscriptions/show-subscription.ts';
import { lines, type Printable, sections, show } from '../../safe-text/printable.ts';
import { caseWarning } from '../account-words.ts';
import { details } from '../details.ts';
import { numberAndName } from '../item-words.ts';
import { table } from '../table.ts';
import { takenWords } from '../transitions/taken-away.ts';
import type { Terminal, View } from '../view.ts';
import { nextEntries } from './outlook.ts';
import { componentTable } from './subscription-components.ts';
import { extensionTable } from './subscription-extensions.ts';
import { SUBSCRIPTION_COLUMNS, subscriptionTable } from './subscription-table.ts';
import { addressAndItem, applies, followedPath, withoutEffect } from './subscription-words.ts';

export function addedSubscription(result: AddSubscriptionResult, today: string): View {
  const { subscription, created, replaced, createdAccount, similarAccount, empty } = result;
  return {
    json: { created, subscription, replaced, createdAccount, empty },
    records: [subscription],
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) => {
      const { strong } = terminal.paint;
      const account = createdAccount === null ? [] : [show`${strong('New account')} ${createdAccount.id}`];
      const headline = strong(created ? 'New subscription' : 'Existing subscription');
      const followed =
        replaced === null
          ? []
          : [`${replaced.externalId} is the external id of ${replaced.address}, which this one has replaced`];
      const twin =
        createdAccount === null || similarAccount === null
          ? []
          : [terminal.paint.warning(caseWarning(createdAccount.id, similarAccount))];
      const warning = empty ? ['', emptyWarning(terminal, subscription)] : [];
      return lines([
        ...account,
        ...twin,
        headline,
        ...followed,
        describe(terminal, subscription, today),
        ...warning,
      ]);
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

export function shownSubscription(result: ShowSubscriptionResult, today: string): View {
  const { subscription, path, outlook, predecessor, successor, latest, externalIds, transition } = result;
  return {
    json: { subscription, path, outlook, predecessor, successor, latest, externalIds, transition },
    records: [subscription],
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) =>
      sections([
        describe(terminal, subscription, today),
        details(terminal, [
          ...nextEntries(terminal, subscription, outlook, today),
          ['replaced', predecessor === null ? null : addressAndItem(predecessor)],
          [
            'replaced by',
            successor === null ? null : `${addressAndItem(successor)} on ${successor.startDate}`,
          ],
          ['now', latest === null || latest.number === successor?.number ? null : addressAndItem(latest)],
          ['external ids', ledOn(result)],
          ['through', transition?.path],
          ['in run', transition?.run],
          [
            'taken away',
            transition === null
              ? null
              : terminal.paint.warning(takenWords(transition.takenAway, subscription.item)),
          ],
        ]),
      ]),
  };
}

/** Where external ids of replaced subscriptions lead. Its own id is shown with the subscription. */
function ledOn({ subscription, latest, externalIds }: ShowSubscriptionResult): string | null {
  const inherited = externalIds.filter((one) => one.subscription !== subscription.address);
  const entries =
    latest === null
      ? inherited.map((one) => `${one.externalId} (of ${one.subscription})`)
      : externalIds.map((one) => `${one.externalId} leads to ${latest.address}`);
  return entries.length === 0 ? null : entries.join(', ');
}

/** Without a path, only a from date is shown. */
function nothingApplies({ path, fromDate }: Subscription): boolean {
  return path.name === null && fromDate === null;
}

function describe(terminal: Terminal, subscription: SubscriptionWithAttributes, today: string): Printable {
  const { item, change, attributes, extensions, components } = subscription;
  const ended = subscription.status === 'ended';
  const overruled = ended ? null : withoutEffect(subscription);
  const parts = [
    details(terminal, [
      ['subscription', terminal.paint.strong(subscription.address)],
      ['item', numberAndName(item)],
      ['status', subscription.status],
      ['start', subscription.startDate],
      ['end', subscription.endDate ?? 'none'],
      // An ended subscription no longer follows a path; its replacement is shown separately.
      ['path', ended ? null : followedPath(subscription)],
      ['applies', ended || nothingApplies(subscription) ? null : applies(subscription)],
      ['no effect', overruled === null ? null : terminal.paint.warning(overruled)],
      // An ended subscription keeps the change that ended it, shown as its replacement.
      ['change', change === null || ended ? null : `to ${itemLabel(change.item)} on ${change.on}`],
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
  if (components.length > 0) parts.push(componentTable(terminal, components, today));
  return sections(parts);
}

/** "Otherwise, an empty package will be provisioned to the account." */
function emptyWarning({ paint }: Terminal, { item }: Subscription): Printable {
  return paint.warning(
    `${itemLabel(item)} starts without components: none of its products has a minimum (see --component)`,
  );
}
