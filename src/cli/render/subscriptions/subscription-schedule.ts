import { commandLine } from '../../../domain/command-line.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { EndSubscriptionResult } from '../../../operations/subscriptions/end-subscription.ts';
import type { ScheduleSubscriptionResult } from '../../../operations/subscriptions/schedule-subscription.ts';
import type { SetSubscriptionResult } from '../../../operations/subscriptions/set-subscription.ts';
import type {
  PathSchedule,
  UnscheduleSubscriptionResult,
} from '../../../operations/subscriptions/unschedule-subscription.ts';
import { lines, show, type Text } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { changedValueLines } from '../items/attribute-values.ts';
import { applies, followedPath } from '../paths/followed-path.ts';
import type { Terminal, View } from '../view.ts';
import { nextLine } from './outlook.ts';
import { SUBSCRIPTION_COLUMNS } from './subscription-table.ts';

export function scheduledSubscription({ subscription, before, outlook }: ScheduleSubscriptionResult): View {
  return subscriptionView(subscription, { subscription, outlook }, (terminal) => [
    changes(terminal, [
      ['path', followedPath(before), followedPath(subscription)],
      ['applies', applies(before), applies(subscription)],
    ]),
    '',
    nextLine(terminal, subscription, outlook),
  ]);
}

export function endedSubscription(result: EndSubscriptionResult): View {
  const { subscription, before, outlook, withdrawn } = result;
  return subscriptionView(subscription, { subscription, outlook, withdrawn }, (terminal) => [
    changes(terminal, [
      ['status', before.status, subscription.status],
      ['end', before.endDate, subscription.endDate],
      // What has ended follows no path any more.
      ...(subscription.status === 'ended'
        ? []
        : ([['path', followedPath(before), followedPath(subscription)]] as const)),
    ]),
    ...withdrawn.map(({ number, item, startDate }) =>
      terminal.paint.warning(`component ${number} (${itemLabel(item)}) of ${startDate} never starts`),
    ),
    '',
    nextLine(terminal, subscription, outlook),
  ]);
}

export function unscheduledSubscription(result: UnscheduleSubscriptionResult): View {
  const { subscription, change, schedule, remaining, outlook } = result;
  return subscriptionView(
    subscription,
    { subscription, change, schedule, remaining, outlook },
    (terminal) => {
      const { paint } = terminal;
      const told: Text[] = [];
      if (change !== null) told.push(`no change to ${itemLabel(change.item)} on ${change.on}`);
      if (schedule !== null) told.push(`no longer ${described(schedule)}: its default path, on its end date`);
      if (remaining !== null) {
        const command = commandLine`tierctl subscription unschedule ${subscription.address} --path`;
        told.push(show`still ${described(remaining)}; to take that back too: ${paint.strong(command)}`);
      }
      return [...told, '', nextLine(terminal, subscription, outlook)];
    },
  );
}

export function changedAttributes({ subscription, before, attributes }: SetSubscriptionResult): View {
  const { change } = subscription;
  return subscriptionView(subscription, { subscription, attributes }, (terminal) => [
    changedValueLines(terminal, before, attributes),
    ...(change === null
      ? []
      : [
          terminal.paint.warning(
            `its change to ${itemLabel(change.item)} on ${change.on} keeps the values that were settled with it`,
          ),
        ]),
  ]);
}

function subscriptionView(
  subscription: Subscription,
  json: object,
  told: (terminal: Terminal) => readonly Text[],
): View {
  return {
    json,
    records: [subscription],
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) => {
      const headline = show`${terminal.paint.strong(subscription.address)} (${itemLabel(subscription.item)})`;
      return lines([headline, ...told(terminal)]);
    },
  };
}

function described({ path: { rule, name }, fromDate }: PathSchedule): string {
  const followed =
    rule === 'none' ? 'following no path' : rule === 'override' ? `following "${name}"` : 'moving';
  return fromDate === null ? followed : `${followed} from ${fromDate}`;
}
