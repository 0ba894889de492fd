import { commandLine } from '../../../domain/command-line.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import { takesNothing } from '../../../domain/transitions/taken-away.ts';
import type { EndSubscriptionResult } from '../../../operations/subscriptions/end-subscription.ts';
import type { ScheduleSubscriptionResult } from '../../../operations/subscriptions/schedule-subscription.ts';
import type { SetSubscriptionResult } from '../../../operations/subscriptions/set-subscription.ts';
import type { UnscheduleSubscriptionResult } from '../../../operations/subscriptions/unschedule-subscription.ts';
import { lines, show, type Text } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { details } from '../details.ts';
import { changedValueLines } from '../items/attribute-values.ts';
import { takenWords } from '../transitions/taken-away.ts';
import type { Terminal, View } from '../view.ts';
import { nextLines } from './outlook.ts';
import { SUBSCRIPTION_COLUMNS } from './subscription-table.ts';
import { applies, followedPath, scheduleWords, withoutEffect } from './subscription-words.ts';

export function scheduledSubscription(
  { subscription, before, outlook }: ScheduleSubscriptionResult,
  today: string,
): View {
  const overruled = withoutEffect(subscription);
  return subscriptionView(subscription, { subscription, outlook }, (terminal) => [
    changes(terminal, [
      ['path', followedPath(before), followedPath(subscription)],
      ['applies', applies(before), applies(subscription)],
    ]),
    ...(overruled === null ? [] : [terminal.paint.warning(`no effect: ${overruled}`)]),
    '',
    nextLines(terminal, subscription, outlook, today),
  ]);
}

export function endedSubscription(result: EndSubscriptionResult, today: string): View {
  const { subscription, before, outlook, withdrawn, takenAway } = result;
  return subscriptionView(subscription, { subscription, outlook, withdrawn, takenAway }, (terminal) => [
    changes(terminal, [
      ['status', before.status, subscription.status],
      ['end', before.endDate, subscription.endDate],
      // An ended subscription no longer follows a path.
      ...(subscription.status === 'ended'
        ? []
        : ([
            ['path', followedPath(before), followedPath(subscription)],
            ['applies', applies(before), applies(subscription)],
          ] as const)),
    ]),
    ...withdrawn.map(({ number, item, startDate }) =>
      terminal.paint.warning(`component ${number} (${itemLabel(item)}) of ${startDate} will not start`),
    ),
    ...(takesNothing(takenAway)
      ? []
      : [
          details(terminal, [['ends too', terminal.paint.warning(takenWords(takenAway, subscription.item))]]),
        ]),
    '',
    nextLines(terminal, subscription, outlook, today),
  ]);
}

export function unscheduledSubscription(result: UnscheduleSubscriptionResult, today: string): View {
  const { subscription, change, settled, schedule, remaining, outlook } = result;
  return subscriptionView(
    subscription,
    { subscription, change, settled, schedule, remaining, outlook },
    (terminal) => {
      const { paint } = terminal;
      const notes: Text[] = [];
      if (change !== null) notes.push(`cancelled: the change to ${itemLabel(change.item)} on ${change.on}`);
      const gone = [
        ...settled.extensions.map(({ item, quantity }) => `${quantity} × ${itemLabel(item)} to be added`),
        ...settled.terminations.map(({ service, amount }) => `${amount} ${service} to be terminated`),
      ];
      if (gone.length > 0) notes.push(`also cancelled: ${gone.join(', ')}`);
      if (schedule !== null)
        notes.push(`no longer ${scheduleWords(schedule)}; follows its default path on its end date`);
      if (remaining !== null) {
        const command = commandLine`tierctl subscription unschedule ${subscription.address} --path`;
        notes.push(show`still ${scheduleWords(remaining)}; to cancel that too: ${paint.strong(command)}`);
      }
      return [...notes, '', nextLines(terminal, subscription, outlook, today)];
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
            `its change to ${itemLabel(change.item)} on ${change.on} keeps the values that were set with it`,
          ),
        ]),
  ]);
}

function subscriptionView(
  subscription: Subscription,
  json: object,
  notes: (terminal: Terminal) => readonly Text[],
): View {
  return {
    json,
    records: [subscription],
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) => {
      const headline = show`${terminal.paint.strong(subscription.address)} (${itemLabel(subscription.item)})`;
      return lines([headline, ...notes(terminal)]);
    },
  };
}
