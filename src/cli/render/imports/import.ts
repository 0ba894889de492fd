import type { ImportResult } from '../../../operations/imports/import-records.ts';
import type { ImportSubscriptionsResult } from '../../../operations/imports/import-subscriptions.ts';
import type { ImportUsageResult } from '../../../operations/imports/import-usage.ts';
import { show } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import type { Terminal, View } from '../view.ts';

const COLUMNS = ['file', 'rows', 'imported', 'unchanged', 'rejected'];

export function importedAccounts(result: ImportResult): View {
  return view(result, 'New accounts', COLUMNS);
}

export function importedUsage(result: ImportUsageResult): View {
  const { total, subscriptions, more } = result.followed;
  const told = subscriptions.map(({ externalId, from, to }) => `${externalId}: ${from} → ${to}`);
  return view(
    result,
    'New usage',
    [...COLUMNS, 'followed.total'],
    [
      [
        'for successors',
        total === 0 ? null : `${count(total)} (${[...told, ...(more ? ['…'] : [])].join(', ')})`,
      ],
    ],
  );
}

export function importedSubscriptions(result: ImportSubscriptionsResult): View {
  return view(
    result,
    'New subscriptions',
    [...COLUMNS, 'createdAccounts'],
    [['new accounts', result.createdAccounts === 0 ? null : count(result.createdAccounts)]],
  );
}

type Rows = Parameters<typeof details>[1];

function view(result: ImportResult, headline: string, columns: readonly string[], more: Rows = []): View {
  return {
    json: result,
    records: [result],
    columns,
    text: (terminal: Terminal) =>
      show`${terminal.paint.strong(headline)}\n${details(terminal, [
        ['file', result.file],
        ['records', count(result.rows)],
        ['new', count(result.imported)],
        ['there already', result.unchanged === 0 ? null : count(result.unchanged)],
        ['left out', result.rejected === 0 ? null : count(result.rejected)],
        ...more,
      ])}`,
  };
}

function count(value: number): string {
  return value.toLocaleString('en');
}
