import { formatCount } from '../../../domain/wording.ts';
import type { ChangeSubscriptionResult } from '../../../operations/transitions/change-subscription.ts';
import { show, type Text } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { takenWords } from '../transitions/taken-away.ts';
import type { Terminal, View } from '../view.ts';
import { nextText } from './outlook.ts';
import { SUBSCRIPTION_COLUMNS } from './subscription-table.ts';
import { addressAndItem, amountsInWords, quantitiesInWords, scheduleWords } from './subscription-words.ts';

export function changedSubscription(result: ChangeSubscriptionResult, today: string): View {
  const { subscription, judged, attributes, successor, transition, takenAway, schedule, outlook } = result;
  const { moves, fit } = judged;
  return {
    json: { subscription, successor, transition, moves, fit, attributes, takenAway, schedule, outlook },
    records: [successor ?? subscription],
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) =>
      show`${terminal.paint.strong(headline(result))}\n${describe(terminal, result, today)}`,
  };
}

function headline({ subscription, judged, successor }: ChangeSubscriptionResult): string {
  const from = addressAndItem(subscription);
  if (successor === null)
    return `${from} changes to ${judged.target.articleNumber} on ${subscription.change?.on}`;
  return `${from} is replaced by ${addressAndItem(successor)}`;
}

function describe(terminal: Terminal, result: ChangeSubscriptionResult, today: string) {
  const { subscription, judged, successor, transition, takenAway, schedule, outlook } = result;
  const { fit, moves } = judged;
  const move = moves.find(({ eligible }) => eligible);
  return details(terminal, [
    ['direction', transition?.direction ?? move?.direction],
    ['in', move?.group?.name],
    ['ends', successor === null ? null : subscription.endDate],
    ['starts', successor === null ? null : startDay(terminal, successor.startDate, result.daysBack)],
    ['successor ends', lastDay(result)],
    ['carried over', quantitiesInWords(fit.comingAlong)],
    ['added', quantitiesInWords(fit.added)],
    ['terminated', amountsInWords(fit.terminated)],
    ['taken away', terminal.paint.warning(takenWords(takenAway, subscription.item))],
    ['no longer', schedule === null ? null : terminal.paint.warning(scheduleWords(schedule))],
    ['next', successor === null ? null : nextText(terminal, successor, outlook, today)],
  ]);
}

/** A back-dated change shows by how much. */
function startDay({ paint }: Terminal, startDate: string, daysBack: number): Text {
  if (daysBack === 0) return startDate;
  return paint.warning(`${startDate} (${formatCount(daysBack)} ${daysBack === 1 ? 'day' : 'days'} ago)`);
}

/** If the successor keeps the end date, this is shown, because the user has not typed the date. */
function lastDay({ subscription, before, successor, outlook }: ChangeSubscriptionResult): string {
  const day = successor === null ? outlook.successorEnd : successor.endDate;
  if (day === null) return 'never';
  return day === before.endDate ? `${day}, the end date of ${subscription.address} (--no-end drops it)` : day;
}
