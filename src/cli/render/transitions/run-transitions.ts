import { itemLabel } from '../../../domain/items/item-label.ts';
import { STAY_REASONS, type Stay, type Transition } from '../../../domain/transitions/transition.ts';
import { formatCount } from '../../../domain/wording.ts';
import type { RunTransitionsResult } from '../../../operations/transitions/run-transitions.ts';
import { type Printable, sections, show, type Text } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';
import { TAKEN_COLUMNS, takenColumn, takenTable } from './taken-away.ts';

/** What a run of `run-transitions` did, or would do. */
export function runResult(result: RunTransitionsResult): View {
  return {
    json: result,
    records: result.moved.transitions,
    columns: [
      'account',
      'from.number',
      'from.item.articleNumber',
      'to.number',
      'to.item.articleNumber',
      'path',
      'direction',
      'effectiveDate',
      'appliedAt',
      'run',
      ...TAKEN_COLUMNS,
    ],
    text: (terminal) =>
      sections([
        summary(terminal, result),
        moves(terminal, result),
        transitions(terminal, result.moved.transitions, result.moved.total),
        takenTable(terminal, result.takenAway),
        empties(terminal, result),
        emptyPackages(terminal, result),
        neverStarting(terminal, result),
        reasons(terminal, result),
        stays(terminal, result.notMoved.subscriptions, result.notMoved.total),
        failures(terminal, result),
      ]),
  };
}

function summary(
  terminal: Terminal,
  { run, moved, takenAway, emptyPackages, neverStarting, notMoved, failed, remaining }: RunTransitionsResult,
): Printable {
  const { paint } = terminal;
  return details(terminal, [
    ['run', paint.strong(String(run.id))],
    ['as of', run.asOf],
    ['moved', paint.good(formatCount(moved.total))],
    takenFrom(terminal, takenAway),
    [
      'packages without products',
      emptyPackages.total === 0 ? null : paint.warning(formatCount(emptyPackages.total)),
    ],
    [
      'components that never start',
      neverStarting.total === 0 ? null : paint.warning(formatCount(neverStarting.total)),
    ],
    ['due but not moved', notMoved.total === 0 ? '0' : paint.warning(formatCount(notMoved.total))],
    ['failed', failed.total === 0 ? '0' : paint.bad(formatCount(failed.total))],
    ['left for the next run', remaining === 0 ? null : paint.warning(formatCount(remaining))],
  ]);
}

/** For `details`: from how many subscriptions something is taken away; left out if from none. */
export function takenFrom(
  { paint }: Terminal,
  { total }: RunTransitionsResult['takenAway'],
): readonly [name: string, value: Printable | null] {
  return ['subscriptions that lose something', total === 0 ? null : paint.warning(formatCount(total))];
}

/** How many moved, by path and direction. */
export function moves(
  terminal: Terminal,
  { moved }: { readonly moved: Pick<RunTransitionsResult['moved'], 'byPath'> },
  done = 'moved',
): Text {
  if (moved.byPath.length === 0) return '';
  return table(
    terminal,
    [
      { heading: 'path', cell: ({ path }) => path },
      { heading: 'direction', cell: ({ direction }) => (direction === 'none' ? null : direction) },
      { heading: done, align: 'right', cell: (row) => formatCount(row.count) },
    ],
    moved.byPath,
  );
}

function transitions(terminal: Terminal, listed: readonly Transition[], total: number): Text {
  if (listed.length === 0) return '';
  const rows = table(
    terminal,
    [
      { heading: 'from', cell: ({ account, from }) => `${account}/${from.number}` },
      { heading: 'item', cell: ({ from }) => from.item.articleNumber },
      { heading: 'to', cell: ({ account, to }) => `${account}/${to.number}` },
      { heading: 'item', cell: ({ to }) => to.item.articleNumber },
      { heading: 'starts', cell: ({ effectiveDate }) => effectiveDate },
      { heading: 'path', cell: ({ path }) => path },
      ...takenColumn(terminal, listed),
    ],
    listed,
  );
  return show`${rows}${rest(terminal, total - listed.length, 'more moved')}`;
}

// "Otherwise, an empty package will be provisioned to the account."
function empties(terminal: Terminal, { emptyPackages: { byPath } }: RunTransitionsResult): Text {
  if (byPath.length === 0) return '';
  return table(
    terminal,
    [
      { heading: 'started without products', cell: ({ item }) => terminal.paint.warning(itemLabel(item)) },
      { heading: 'path', cell: ({ path }) => path },
      { heading: 'count', align: 'right', cell: (row) => formatCount(row.count) },
    ],
    byPath,
  );
}

function emptyPackages(
  terminal: Terminal,
  { emptyPackages: { total, subscriptions } }: RunTransitionsResult,
): Text {
  if (subscriptions.length === 0) return '';
  const rows = table(
    terminal,
    [
      { heading: 'without products', cell: ({ account, number }) => `${account}/${number}` },
      { heading: 'item', cell: ({ item }) => itemLabel(item) },
      { heading: 'path', cell: ({ path }) => path },
    ],
    subscriptions,
  );
  return show`${rows}${rest(terminal, total - subscriptions.length, 'more without products')}`;
}

function neverStarting(
  terminal: Terminal,
  { neverStarting: { total, components } }: RunTransitionsResult,
): Text {
  if (components.length === 0) return '';
  const rows = table(
    terminal,
    [
      { heading: 'never starts on', cell: ({ subscription }) => subscription },
      { heading: 'component', align: 'right', cell: ({ number }) => String(number) },
      { heading: 'item', cell: ({ item }) => itemLabel(item) },
      { heading: 'starts', cell: ({ startDate }) => startDate },
    ],
    components,
  );
  return show`${rows}${rest(terminal, total - components.length, 'more never start')}`;
}

/** The reasons why due subscriptions do not move. */
export function reasons(terminal: Terminal, { notMoved }: Pick<RunTransitionsResult, 'notMoved'>): Text {
  if (notMoved.byReason.length === 0) return '';
  return table(
    terminal,
    [
      { heading: 'not moved because', cell: ({ reason }) => terminal.paint.warning(reason) },
      { heading: 'count', align: 'right', cell: (row) => formatCount(row.count) },
      { heading: '', cell: ({ reason }) => STAY_REASONS[reason] },
    ],
    notMoved.byReason,
  );
}

/** The first subscriptions that are due and do not move. */
export function stays(terminal: Terminal, listed: readonly Stay[], total: number): Text {
  if (listed.length === 0) return '';
  const rows = table(
    terminal,
    [
      { heading: 'not moved', cell: ({ account, number }) => `${account}/${number}` },
      { heading: 'item', cell: ({ item }) => item.articleNumber },
      { heading: 'due', cell: ({ dueOn }) => dueOn },
      { heading: 'path', cell: ({ path }) => path },
      { heading: 'reason', cell: ({ reason }) => reason },
    ],
    listed,
  );
  return show`${rows}${rest(terminal, total - listed.length, 'more not moved')}`;
}

/** The first subscriptions that fail. */
export function failures(
  terminal: Terminal,
  { failed: { total, subscriptions } }: Pick<RunTransitionsResult, 'failed'>,
): Text {
  if (subscriptions.length === 0) return '';
  const rows = table(
    terminal,
    [
      { heading: 'failed', cell: ({ account, number }) => terminal.paint.bad(`${account}/${number}`) },
      { heading: 'code', cell: ({ code }) => code },
      { heading: 'message', cell: ({ message }) => message },
    ],
    subscriptions,
  );
  return show`${rows}${rest(terminal, total - subscriptions.length, 'more failed')}`;
}

/** How many are not listed. */
export function rest({ paint }: Terminal, more: number, words: string): Text {
  return more > 0 ? show`\n${paint.faint(`… and ${formatCount(more)} ${words}; --list shows more`)}` : '';
}
