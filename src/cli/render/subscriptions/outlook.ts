import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { NeverStarting } from '../../../domain/transitions/never-starting.ts';
import type { Outlook } from '../../../domain/transitions/outlook.ts';
import { STAY_REASONS } from '../../../domain/transitions/transition.ts';
import type { Printable, Text } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { takenWords } from '../transitions/taken-away.ts';
import type { Terminal } from '../view.ts';

/** What will happen, on which day, through which path and why; or that the subscription stays, and why. */
export function nextText(
  { paint }: Terminal,
  { item }: Subscription,
  outlook: Outlook,
  today: string,
): Printable {
  const { event, date, reason } = outlook;
  const becomes = outlook.item === null ? 'its successor' : itemLabel(outlook.item);
  switch (event) {
    case 'over':
      return paint.faint('nothing: it has ended');
    case 'not-due':
      return paint.faint('nothing: it has neither an end date nor a from date');
    case 'moves': {
      const how = `${becomes} ${through(outlook, itemLabel(item))}`;
      const isOverdue = date !== null && date < today;
      return paint.good(
        isOverdue ? `due since ${date}: the next run moves it to ${how}` : `on ${date} becomes ${how}`,
      );
    }
    case 'stays': {
      const aim = outlook.item === null ? '' : ` to become ${becomes} ${through(outlook, itemLabel(item))}`;
      const why = reason === null ? '' : STAY_REASONS[reason];
      return paint.warning(`due on ${date}${aim}, but stays: ${why}`);
    }
  }
}

/** The same as separate lines, with the effects of the move. */
export function nextLines(
  terminal: Terminal,
  subscription: Subscription,
  outlook: Outlook,
  today: string,
): Printable {
  return details(terminal, nextEntries(terminal, subscription, outlook, today));
}

/** For `details`: what will happen, when the successor would end, and what the move takes away. */
export function nextEntries(
  terminal: Terminal,
  subscription: Subscription,
  outlook: Outlook,
  today: string,
): (readonly [name: string, value: Text | null])[] {
  const { takenAway, successorEnd, neverStart } = outlook;
  return [
    ['next', nextText(terminal, subscription, outlook, today)],
    ['successor ends', takenAway === null ? null : (successorEnd ?? 'never')],
    [
      'taken away',
      takenAway === null ? null : terminal.paint.warning(takenWords(takenAway, subscription.item)),
    ],
    [
      'never starts',
      neverStart.length === 0 ? null : terminal.paint.warning(neverStart.map(neverStartingWords).join(', ')),
    ],
  ];
}

/** `component 2 (MAILBOX) of 2026-10-01` */
function neverStartingWords({ number, item, startDate }: NeverStarting): string {
  return `component ${number} (${itemLabel(item)}) of ${startDate}`;
}

function through({ path, why }: Outlook, item: string): string {
  if (why === 'change') return 'by the pending change';
  return `through path "${path}" (${why === 'override' ? 'an override of the default' : `the default of ${item}`})`;
}
