import { formatCount } from '../../../domain/wording.ts';
import type { ImportResult } from '../../../operations/imports/import-records.ts';
import type { ImportSubscriptionsResult } from '../../../operations/imports/import-subscriptions.ts';
import type { ImportUsageResult } from '../../../operations/imports/import-usage.ts';
import { lines } from '../../safe-text/printable.ts';
import { caseWarning } from '../account-words.ts';
import { details } from '../details.ts';
import type { Terminal, View } from '../view.ts';

const COLUMNS = ['file', 'rows', 'imported', 'unchanged', 'rejected', 'notImported'];

export function importedAccounts(result: ImportResult): View {
  return view(result, 'New accounts', COLUMNS);
}

export function importedUsage(result: ImportUsageResult): View {
  const { total, subscriptions, more } = result.followed;
  const entries = subscriptions.map(({ externalId, from, to }) => `${externalId}: ${from} → ${to}`);
  return view(
    result,
    'New usage',
    [...COLUMNS, 'followed.total'],
    [
      [
        'for successors',
        total === 0 ? null : `${formatCount(total)} (${[...entries, ...(more ? ['…'] : [])].join(', ')})`,
      ],
    ],
  );
}

export function importedSubscriptions(result: ImportSubscriptionsResult): View {
  const { createdAccounts, newAccounts, equalToExisting } = result;
  return view(
    result,
    'New subscriptions',
    [...COLUMNS, 'createdAccounts', 'equalToExisting'],
    [
      ['new accounts', createdAccounts === 0 ? null : accountsInWords(result)],
      ['equal to existing', equalToExisting === 0 ? null : formatCount(equalToExisting)],
    ],
    [
      ...newAccounts.flatMap(({ id, similar }) => (similar === null ? [] : [caseWarning(id, similar)])),
      ...(equalToExisting === 0 ? [] : [equalWarning(result)]),
    ],
  );
}

/** `3 (ACC-1, ACC-2, …)` */
function accountsInWords({ createdAccounts, newAccounts }: ImportSubscriptionsResult): string {
  const more = createdAccounts > newAccounts.length ? [' …'] : [];
  return `${formatCount(createdAccounts)} (${[...newAccounts.map(({ id }) => id), ...more].join(', ')})`;
}

function equalWarning({ imported, equalToExisting }: ImportSubscriptionsResult): string {
  const equal = equalToExisting === 1 ? 'equals' : 'equal';
  return (
    `${formatCount(equalToExisting)} of ${formatCount(imported)} new subscriptions ${equal} an existing one: ` +
    'without an externalId, each import adds them again'
  );
}

type Rows = Parameters<typeof details>[1];

function view(
  result: ImportResult,
  headline: string,
  columns: readonly string[],
  more: Rows = [],
  warnings: readonly string[] = [],
): View {
  return {
    json: result,
    records: [result],
    columns,
    text: (terminal: Terminal) =>
      lines([
        terminal.paint.strong(headline),
        details(terminal, [
          ['file', result.file],
          ['records', formatCount(result.rows)],
          ['new', formatCount(result.imported)],
          ['already existing', result.unchanged === 0 ? null : formatCount(result.unchanged)],
          ['skipped', result.rejected === 0 ? null : formatCount(result.rejected)],
          ...more,
          ['not imported', result.notImported.length === 0 ? null : result.notImported.join(', ')],
        ]),
        ...warnings.map((warning) => terminal.paint.warning(warning)),
      ]),
  };
}
