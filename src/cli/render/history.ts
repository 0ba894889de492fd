import { itemLabel } from '../../domain/item-label.ts';
import type { Transition } from '../../domain/transition.ts';
import type { ListHistoryResult } from '../../operations/list-history.ts';
import { table } from './table.ts';
import type { Terminal, View } from './view.ts';

const TRANSITION_COLUMNS = [
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
];

export function listedHistory({ transitions, more }: ListHistoryResult): View {
  return {
    json: { transitions, more },
    records: transitions,
    columns: TRANSITION_COLUMNS,
    empty: 'No transition took effect.',
    text: (terminal) => transitionTable(terminal, transitions),
  };
}

export function transitionTable(terminal: Terminal, transitions: readonly Transition[]): string {
  const { paint } = terminal;
  return table(
    terminal,
    [
      { heading: 'account', cell: ({ account }) => paint.strong(account) },
      { heading: 'from', cell: ({ from }) => `${itemLabel(from.item)} (${from.number})` },
      { heading: 'to', cell: ({ to }) => `${itemLabel(to.item)} (${to.number})` },
      { heading: 'direction', cell: ({ direction }) => (direction === 'none' ? null : direction) },
      { heading: 'starts', cell: ({ effectiveDate }) => effectiveDate },
      { heading: 'path', cell: ({ path }) => path },
      { heading: 'applied', cell: ({ appliedAt }) => appliedAt.replace(/\.\d+Z$/, 'Z') },
      { heading: 'run', align: 'right', cell: ({ run }) => run },
    ],
    transitions,
  );
}
