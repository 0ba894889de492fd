import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Transition } from '../../../domain/transitions/transition.ts';
import type { ListHistoryResult } from '../../../operations/transitions/list-history.ts';
import type { Printable } from '../../safe-text/printable.ts';
import { type Column, table } from '../table.ts';
import type { Terminal, View } from '../view.ts';
import { TAKEN_COLUMNS, takenColumn } from './taken-away.ts';

export const TRANSITION_COLUMNS = [
  'account',
  'from.number',
  'from.item.id',
  'from.item.articleNumber',
  'from.item.name',
  'to.number',
  'to.item.id',
  'to.item.articleNumber',
  'to.item.name',
  'path',
  'direction',
  'effectiveDate',
  'appliedAt',
  'run',
  'reverted',
  ...TAKEN_COLUMNS,
];

/** From this width on there is room for the time at which a transition was applied. */
const ROOM_FOR_TIMES = 100;

export function listedHistory({ transitions, more }: ListHistoryResult): View {
  return {
    json: { transitions, more },
    records: transitions,
    columns: TRANSITION_COLUMNS,
    empty: 'No transitions.',
    text: (terminal) => transitionTable(terminal, transitions),
  };
}

export function transitionTable(terminal: Terminal, transitions: readonly Transition[]): Printable {
  const { paint } = terminal;
  const applied: Column<Transition> = {
    heading: 'applied',
    cell: ({ appliedAt }) => appliedAt.replace(/\.\d+Z$/, 'Z'),
  };
  return table(
    terminal,
    [
      { heading: 'account', cell: ({ account }) => paint.strong(account) },
      { heading: 'from', cell: ({ from }) => `${itemLabel(from.item)} (${from.number})` },
      { heading: 'to', cell: ({ to }) => `${itemLabel(to.item)} (${to.number})` },
      { heading: 'direction', cell: ({ direction }) => (direction === 'none' ? null : direction) },
      { heading: 'starts', cell: ({ effectiveDate }) => effectiveDate },
      { heading: 'path', cell: ({ path }) => path },
      ...(terminal.width < ROOM_FOR_TIMES ? [] : [applied]),
      { heading: 'run', align: 'right', cell: ({ run }) => run },
      ...takenColumn(terminal, transitions),
      // The column is left out if nothing was reverted.
      ...(transitions.some(({ reverted }) => reverted !== null) ? [undone(terminal)] : []),
    ],
    transitions,
  );
}

function undone({ paint }: Terminal): Column<Transition> {
  return {
    heading: 'reverted',
    cell: ({ reverted }) => (reverted === null ? '' : paint.warning(`by run ${reverted}`)),
  };
}
