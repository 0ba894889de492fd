import type { Run } from '../../../domain/transitions/run.ts';
import { formatCount } from '../../../domain/wording.ts';
import type { ListRunsResult } from '../../../operations/transitions/list-runs.ts';
import type { ShowRunResult } from '../../../operations/transitions/show-run.ts';
import { joined, type Printable, sections, show, type Text } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';
import { TRANSITION_COLUMNS, transitionTable } from './history.ts';
import { failures, moves, rest } from './run-transitions.ts';
import { takenTable } from './taken-away.ts';

const RUN_COLUMNS = [
  'id',
  'kind',
  'asOf',
  'startedAt',
  'finishedAt',
  'status',
  'actor',
  'reverts',
  'moved',
  'notMoved',
  'failed',
];

export function listedRuns({ runs, more }: ListRunsResult): View {
  return {
    json: { runs, more },
    records: runs,
    columns: RUN_COLUMNS,
    empty: 'No runs.',
    text: (terminal) => {
      const { paint } = terminal;
      return table(
        terminal,
        [
          { heading: 'run', align: 'right', cell: ({ id }) => paint.strong(String(id)) },
          { heading: 'kind', cell: kindOf },
          { heading: 'as of', cell: ({ asOf }) => asOf },
          { heading: 'started', cell: ({ startedAt }) => seconds(startedAt) },
          { heading: 'status', cell: (run) => status(terminal, run) },
          { heading: 'moved', align: 'right', cell: ({ moved }) => formatCount(moved) },
          { heading: 'not moved', align: 'right', cell: ({ notMoved }) => formatCount(notMoved) },
          {
            heading: 'failed',
            align: 'right',
            cell: ({ failed }) => (failed === 0 ? '0' : paint.bad(formatCount(failed))),
          },
          { heading: 'who', cell: ({ actor }) => actor },
        ],
        runs,
      );
    },
  };
}

export function shownRun(result: ShowRunResult): View {
  const { run, transitions, takenAway, failed, revertedBy } = result;
  return {
    json: result,
    records: transitions.first,
    columns: TRANSITION_COLUMNS,
    text: (terminal) =>
      sections([
        describeRun(terminal, run, revertedBy),
        moves(terminal, { moved: transitions }, run.kind === 'revert' ? 'reverted' : 'moved'),
        transitions.first.length === 0
          ? ''
          : show`${transitionTable(terminal, transitions.first)}${rest(terminal, transitions.total - transitions.first.length, 'more')}`,
        takenTable(terminal, takenAway, run.kind === 'revert' ? 'given back' : 'taken away'),
        failures(terminal, { failed }),
      ]),
  };
}

function describeRun(terminal: Terminal, run: Run, revertedBy: ShowRunResult['revertedBy']): Printable {
  const { paint } = terminal;
  const asked = Object.entries(run.options).filter(([, value]) => value !== null);
  return details(terminal, [
    ['run', paint.strong(String(run.id))],
    ['kind', kindOf(run)],
    ['as of', run.asOf],
    ['status', status(terminal, run)],
    ['started', seconds(run.startedAt)],
    ['finished', run.finishedAt === null ? null : seconds(run.finishedAt)],
    ['who', run.actor],
    ['options', asked.map(([name, value]) => `${name} ${value}`).join(', ')],
    [run.kind === 'revert' ? 'reverted' : 'moved', formatCount(run.moved)],
    [run.kind === 'revert' ? 'refused' : 'not moved', formatCount(run.notMoved)],
    ['failed', run.failed === 0 ? '0' : paint.bad(formatCount(run.failed))],
    [
      'reverted since',
      joined(
        revertedBy.map((part) => paint.warning(`${formatCount(part.count)} by run ${part.run}`)),
        ', ',
      ),
    ],
  ]);
}

function kindOf({ kind, reverts }: Run): string {
  return reverts === null ? kind : `${kind} of ${reverts}`;
}

function status({ paint }: Terminal, { status }: Run): Text {
  return status === 'finished' ? status : paint.warning(status);
}

function seconds(instant: string): string {
  return instant.replace(/\.\d+Z$/, 'Z');
}
