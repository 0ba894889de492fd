import { itemLabel } from '../../../domain/items/item-label.ts';
import { addOptions, terminateOptions } from '../../../domain/subscriptions/remedy-options.ts';
import type { SubscriptionMove } from '../../../domain/subscriptions/subscription-move.ts';
import type { JudgeSubscriptionResult } from '../../../operations/subscriptions/judge-subscription.ts';
import type { ListSubscriptionMovesResult } from '../../../operations/subscriptions/list-subscription-moves.ts';
import { lines, type Printable, sections, show } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { gateTable, MOVE_COLUMNS, moveTables } from '../groups/eligible.ts';
import { takenWords } from '../transitions/taken-away.ts';
import type { Terminal, View } from '../view.ts';
import { addressAndItem, amountsInWords, quantitiesInWords } from './subscription-words.ts';

const COLUMNS = [
  ...MOVE_COLUMNS,
  'fit.fits',
  'fit.shortfalls',
  'fit.remedies.extensions',
  'fit.remedies.terminations',
];

/** One line per switch, group by group; then what does not fit, with the two remedies as options to paste. */
export function listedSubscriptionMoves({ subscription, moves }: ListSubscriptionMovesResult): View {
  return {
    json: { subscription, moves },
    records: moves,
    columns: COLUMNS,
    empty: `${itemLabel(subscription.item)}, the item of ${subscription.address}, shares no group with another item.`,
    text: (terminal) =>
      sections([moveTables(terminal, addressAndItem(subscription), moves), ...misfits(terminal, moves)]),
  };
}

/** The gates of one switch, group by group; then what is carried over, and the remedies if it does not fit. */
export function judgedSubscriptionMove(result: JudgeSubscriptionResult): View {
  const { subscription, target, eligible, moves, takenAway } = result;
  return {
    json: { subscription, target, eligible, moves, takenAway },
    records: moves,
    columns: COLUMNS,
    text: (terminal) =>
      sections([
        ...moves.map((move) => gateTable(terminal, addressAndItem(subscription), move)),
        dependents(terminal, result),
        ...misfits(terminal, moves),
      ]),
  };
}

function dependents(
  terminal: Terminal,
  { subscription, fit, takenAway }: JudgeSubscriptionResult,
): Printable {
  return details(terminal, [
    ['carried over', quantitiesInWords(fit.comingAlong)],
    ['added', quantitiesInWords(fit.added)],
    ['terminated', amountsInWords(fit.terminated)],
    ['taken away', terminal.paint.warning(takenWords(takenAway, subscription.item))],
  ]);
}

/** Each item once, even if several groups lead to it. */
function misfits(terminal: Terminal, moves: readonly SubscriptionMove[]): Printable[] {
  const first = new Map(moves.map((move) => [move.item.id, move]));
  return [...first.values()].filter(({ fit }) => !fit.fits).map((move) => misfit(terminal, move));
}

function misfit({ paint }: Terminal, { item, fit }: SubscriptionMove): Printable {
  const over = fit.shortfalls.map(({ service, short }) => `${short} ${service}`).join(', ');
  const add = addOptions(fit);
  const what = show`${paint.strong(`${itemLabel(item)} does not fit`)}: ${over} over the limit`;
  if (add === null) {
    return lines([
      show`${what}; no allowed extensions cover this; it fits with`,
      `  ${terminateOptions(fit)}`,
    ]);
  }
  return lines([show`${what}; it fits with one of these:`, `  ${add}`, 'or', `  ${terminateOptions(fit)}`]);
}
