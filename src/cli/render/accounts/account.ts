import type { Account } from '../../../domain/accounts/account.ts';
import type { CreateAccountResult } from '../../../operations/accounts/create-account.ts';
import type { ListAccountsResult } from '../../../operations/accounts/list-accounts.ts';
import type { ShowAccountResult } from '../../../operations/accounts/show-account.ts';
import { lines, type Printable, sections } from '../../safe-text/printable.ts';
import { caseWarning } from '../account-words.ts';
import { details } from '../details.ts';
import { SUBSCRIPTION_COLUMNS, subscriptionTable } from '../subscriptions/subscription-table.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';

export function createdAccount({ account, created, similar }: CreateAccountResult): View {
  return {
    json: { created, account },
    records: [account],
    text: (terminal) =>
      lines([
        terminal.paint.strong(created ? 'New account' : 'Existing account'),
        describe(terminal, account),
        ...(similar === null ? [] : [terminal.paint.warning(caseWarning(account.id, similar))]),
      ]),
  };
}

export function listedAccounts({ accounts, more }: ListAccountsResult): View {
  return {
    json: { accounts, more },
    records: accounts,
    columns: ['id', 'name', 'activeSubscriptions'],
    empty: 'No accounts. Create one: tierctl account create ID',
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'account', cell: ({ id }) => terminal.paint.strong(id) },
          { heading: 'name', cell: ({ id, name }) => (name === id ? null : name) },
          {
            heading: 'active subscriptions',
            align: 'right',
            cell: ({ activeSubscriptions }) => activeSubscriptions,
          },
        ],
        accounts,
      ),
  };
}

export function shownAccount({ account, subscriptions, more }: ShowAccountResult): View {
  return {
    json: { account, subscriptions, more },
    records: subscriptions,
    columns: SUBSCRIPTION_COLUMNS,
    text: (terminal) => {
      const held =
        subscriptions.length === 0
          ? terminal.paint.faint('No subscriptions.')
          : subscriptionTable(terminal, subscriptions);
      return sections([describe(terminal, account), held]);
    },
  };
}

function describe(terminal: Terminal, { id, name }: Account): Printable {
  return details(terminal, [
    ['account', terminal.paint.strong(id)],
    ['name', name === id ? null : name],
  ]);
}
