import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { Outlook } from '../../../domain/transitions/outlook.ts';
import { STAY_REASONS } from '../../../domain/transitions/transition.ts';
import type { Printable } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import type { Terminal } from '../view.ts';

/** What will happen to it, on which day, through which path and why that one; or that it stays, and why. */
export function foretelling({ paint }: Terminal, { item }: Subscription, outlook: Outlook): Printable {
  const { event, date, reason } = outlook;
  const becomes = outlook.item === null ? 'its successor' : itemLabel(outlook.item);
  switch (event) {
    case 'over':
      return paint.faint('nothing: it has ended');
    case 'not-due':
      return paint.faint('nothing: it has neither an end date nor a from date');
    case 'moves':
      return paint.good(`on ${date} becomes ${becomes} ${through(outlook, itemLabel(item))}`);
    case 'stays': {
      const aim = outlook.item === null ? '' : ` to become ${becomes} ${through(outlook, itemLabel(item))}`;
      const why = reason === null ? '' : STAY_REASONS[reason];
      return paint.warning(`due on ${date}${aim}, but stays: ${why}`);
    }
  }
}

/** The same as a line of its own. */
export function nextLine(terminal: Terminal, subscription: Subscription, outlook: Outlook): Printable {
  return details(terminal, [['next', foretelling(terminal, subscription, outlook)]]);
}

function through({ path, why }: Outlook, item: string): string {
  if (why === 'change') return 'by a change that waits for that day';
  return `through path "${path}" (${why === 'override' ? 'it overrides the default' : `the default of ${item}`})`;
}
