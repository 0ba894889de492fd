import type { ExtensionQuantity } from '../../../domain/items/extension.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { ChangeSubscriptionResult } from '../../../operations/transitions/change-subscription.ts';
import { show } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import type { Terminal, View } from '../view.ts';
import { SUBSCRIPTION_COLUMNS } from './subscription-table.ts';

export function changedSubscription(result: ChangeSubscriptionResult): View {
  const { subscription, judged, attributes, successor, transition } = result;
  const { moves, fit } = judged;
  return {
    json: { subscription, successor, transition, moves, fit, attributes },
    records: [successor ?? subscription],
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) => show`${terminal.paint.strong(headline(result))}\n${describe(terminal, result)}`,
  };
}

function headline({ subscription, judged, successor }: ChangeSubscriptionResult): string {
  const from = `${subscription.address} (${itemLabel(subscription.item)})`;
  if (successor === null)
    return `${from} changes to ${judged.target.articleNumber} on ${subscription.change?.on}`;
  return `${from} is replaced by ${successor.address} (${itemLabel(successor.item)})`;
}

function describe(
  terminal: Terminal,
  { subscription, judged, successor, transition }: ChangeSubscriptionResult,
) {
  const { fit, moves } = judged;
  const move = moves.find(({ eligible }) => eligible);
  return details(terminal, [
    ['direction', transition?.direction ?? move?.direction],
    ['in', move?.group?.name],
    ['ends', successor === null ? null : subscription.endDate],
    ['starts', successor?.startDate],
    ['comes along', quantities(fit.comingAlong)],
    ['bought', quantities(fit.added)],
    ['ends with it', quantities(fit.ending)],
    ['given up', fit.terminated.map(({ service, amount }) => `${amount} ${service}`).join(', ')],
  ]);
}

function quantities(extensions: readonly ExtensionQuantity[]): string {
  return extensions.map(({ item, quantity }) => `${quantity} ${itemLabel(item)}`).join(', ');
}
