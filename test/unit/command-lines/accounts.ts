import { expect } from 'vitest';
import { createAccount } from '../../../src/operations/accounts/create-account.ts';
import { listAccounts, streamAccounts } from '../../../src/operations/accounts/list-accounts.ts';
import { showAccount } from '../../../src/operations/accounts/show-account.ts';
import { importAccounts } from '../../../src/operations/imports/import-accounts.ts';
import { records } from './imports.ts';
import { means } from './meaning.ts';

export const ACCOUNTS = [
  means('account create ACC-1', createAccount, { id: 'ACC-1', name: undefined, ifNotExists: false }),
  means('account create ACC-1 --name "Blue Bakery" --if-not-exists', createAccount, {
    id: 'ACC-1',
    name: 'Blue Bakery',
    ifNotExists: true,
  }),
  means('account import accounts.csv', importAccounts, records('accounts.csv')),
  means('account import lines --format ndjson --skip-invalid rejected.csv --force', importAccounts, {
    ...records('lines'),
    skipInvalid: expect.any(Function),
  }),
  means('account list', listAccounts, { limit: 100 }),
  means('account list --limit 7', listAccounts, { limit: 7 }),
  means('account list -o csv --limit 7', listAccounts, { limit: 7 }),
  means('account list -o csv', streamAccounts, {}),
  means('account show ACC-1', showAccount, { id: 'ACC-1', limit: 100 }),
  means('account show ACC-1 --limit 7', showAccount, { id: 'ACC-1', limit: 7 }),
];
