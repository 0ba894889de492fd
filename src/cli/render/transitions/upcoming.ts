import { itemLabel } from '../../../domain/items/item-label.ts';
import type { UpcomingTransition } from '../../../domain/transitions/upcoming.ts';
import { formatCount } from '../../../domain/wording.ts';
import type { ForecastTransitionsResult } from '../../../operations/transitions/forecast-transitions.ts';
import { type Printable, sections, show, type Text } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';
import { type Bar, barChart } from './bar-chart.ts';
import { failures, reasons, rest, stays, takenFrom } from './run-transitions.ts';
import { takenColumn, takenTable } from './taken-away.ts';

const DUE_ALREADY = 'already due';

/** The forecast, as a table or, with `chart`, as a bar for each day. */
export function upcomingMoves(
  result: ForecastTransitionsResult,
  { chart }: { readonly chart: boolean },
): View {
  return {
    json: result,
    records: result.upcoming.days,
    columns: [
      'date',
      'overdue',
      'path',
      'direction',
      'from.id',
      'from.articleNumber',
      'from.name',
      'to.id',
      'to.articleNumber',
      'to.name',
      'count',
    ],
    text: (terminal) => {
      const { notMoved } = result;
      const moves = chart
        ? [bars(terminal, result)]
        : [days(terminal, result), listed(terminal, result.upcoming.transitions, result.upcoming.total)];
      return sections([
        summary(terminal, result),
        ...moves,
        takenTable(terminal, result.takenAway),
        reasons(terminal, result),
        chart ? '' : stays(terminal, notMoved.subscriptions, notMoved.total),
        failures(terminal, result),
      ]);
    },
  };
}

function summary(
  terminal: Terminal,
  { until, upcoming, takenAway, notMoved, failed }: ForecastTransitionsResult,
): Printable {
  const { paint } = terminal;
  const due = upcoming.overdue === 0 ? '' : `, ${formatCount(upcoming.overdue)} of them ${DUE_ALREADY}`;
  return details(terminal, [
    ['until', paint.strong(until)],
    ['will move', show`${paint.good(formatCount(upcoming.total))}${due}`],
    takenFrom(terminal, takenAway),
    ['due, will not move', notMoved.total === 0 ? '0' : paint.warning(formatCount(notMoved.total))],
    ['will fail', failed.total === 0 ? '0' : paint.bad(formatCount(failed.total))],
  ]);
}

function days(terminal: Terminal, { upcoming }: ForecastTransitionsResult): Text {
  if (upcoming.days.length === 0) return '';
  const overdue = upcoming.days.some((one) => one.overdue);
  return table(
    terminal,
    [
      { heading: 'day', cell: ({ date }) => date },
      { heading: 'path', cell: ({ path }) => path },
      { heading: 'direction', cell: ({ direction }) => (direction === 'none' ? null : direction) },
      { heading: 'from', cell: ({ from }) => itemLabel(from) },
      { heading: 'to', cell: ({ to }) => itemLabel(to) },
      { heading: 'count', align: 'right', cell: (one) => formatCount(one.count) },
      ...(overdue
        ? [
            {
              heading: '',
              cell: (one: { readonly overdue: boolean }) =>
                one.overdue ? terminal.paint.warning(DUE_ALREADY) : ' ',
            },
          ]
        : []),
    ],
    upcoming.days,
  );
}

function listed(terminal: Terminal, transitions: readonly UpcomingTransition[], total: number): Text {
  if (transitions.length === 0) return '';
  const rows = table(
    terminal,
    [
      { heading: 'will move', cell: ({ account, from }) => `${account}/${from.number}` },
      { heading: 'item', cell: ({ from }) => itemLabel(from.item) },
      { heading: 'to', cell: ({ account, to }) => `${account}/${to.number}` },
      { heading: 'item', cell: ({ to }) => itemLabel(to.item) },
      { heading: 'starts', cell: ({ effectiveDate }) => effectiveDate },
      { heading: 'path', cell: ({ path }) => path },
      ...takenColumn(terminal, transitions),
    ],
    transitions,
  );
  return show`${rows}${rest(terminal, total - transitions.length, 'more will move')}`;
}

function bars(terminal: Terminal, { upcoming }: ForecastTransitionsResult): Printable {
  const byDay = new Map<string, Bar>();
  for (const one of upcoming.days) {
    const value = one.count + (byDay.get(one.date)?.value ?? 0);
    byDay.set(one.date, { label: one.date, value, note: one.overdue ? DUE_ALREADY : undefined });
  }
  return barChart(terminal, [...byDay.values()]);
}
