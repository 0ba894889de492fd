import { REVERT_REFUSALS, type RefusedRevert } from '../../../domain/transitions/revert.ts';
import { formatCount } from '../../../domain/wording.ts';
import type { RevertRunResult } from '../../../operations/transitions/revert-run.ts';
import { type Printable, sections, show, type Text } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';
import { TRANSITION_COLUMNS, transitionTable } from './history.ts';
import { failures, moves, rest } from './run-transitions.ts';

/** What a revert undid or would undo, and what it refused. */
export function revertedRun(result: RevertRunResult): View {
  const { reverted, refused } = result;
  return {
    json: result,
    // Both in one list, so that programs need one call; reverted transitions have no reason.
    records: [
      ...reverted.transitions.map((transition) => ({ ...transition, reason: null })),
      ...refused.transitions,
    ],
    columns: [...TRANSITION_COLUMNS, 'reason'],
    text: (terminal) =>
      sections([
        summary(terminal, result),
        moves(terminal, { moved: reverted }, 'reverted'),
        reverted.transitions.length === 0
          ? ''
          : show`${transitionTable(terminal, reverted.transitions)}${rest(terminal, reverted.total - reverted.transitions.length, 'more reverted')}`,
        reasons(terminal, result),
        stand(terminal, refused.transitions, refused.total),
        failures(terminal, result),
      ]),
  };
}

function summary(
  terminal: Terminal,
  { run, reverts, reverted, refused, failed, remaining }: RevertRunResult,
): Printable {
  const { paint } = terminal;
  return details(terminal, [
    ['run', run === null ? null : paint.strong(String(run.id))],
    ['reverts run', `${reverts.id} (${reverts.kind}, as of ${reverts.asOf})`],
    ['reverted', paint.good(formatCount(reverted.total))],
    [
      'due now',
      reverted.dueNow === 0
        ? null
        : paint.warning(`${formatCount(reverted.dueNow)}: the next run-transitions moves what is due again`),
    ],
    ['refused', refused.total === 0 ? '0' : paint.warning(formatCount(refused.total))],
    ['failed', failed.total === 0 ? '0' : paint.bad(formatCount(failed.total))],
    ['left', remaining === 0 ? null : paint.warning(formatCount(remaining))],
  ]);
}

function reasons(terminal: Terminal, { refused }: RevertRunResult): Text {
  if (refused.byReason.length === 0) return '';
  return table(
    terminal,
    [
      { heading: 'refused because', cell: ({ reason }) => terminal.paint.warning(reason) },
      { heading: 'count', align: 'right', cell: (row) => formatCount(row.count) },
      { heading: '', cell: ({ reason }) => REVERT_REFUSALS[reason] },
    ],
    refused.byReason,
  );
}

function stand(terminal: Terminal, listed: readonly RefusedRevert[], total: number): Text {
  if (listed.length === 0) return '';
  const rows = table(
    terminal,
    [
      { heading: 'refused', cell: ({ account, from }) => `${account}/${from.number}` },
      { heading: 'item', cell: ({ from }) => from.item.articleNumber },
      { heading: 'to', cell: ({ account, to }) => `${account}/${to.number}` },
      { heading: 'item', cell: ({ to }) => to.item.articleNumber },
      { heading: 'reason', cell: ({ reason }) => reason },
    ],
    listed,
  );
  return show`${rows}${rest(terminal, total - listed.length, 'more refused')}`;
}
