import { type Account, checkAccountId, checkAccountName } from '../accounts/account.ts';
import type { RecordShape } from './record-file.ts';
import { type RecordValues, readText, requireText } from './record-values.ts';

export const ACCOUNT_SHAPE: RecordShape = {
  required: ['account'],
  optional: ['name'],
  prefixes: [],
  nested: [],
  listed: { aliases: { id: 'account' }, repeated: ['activeSubscriptions'], notImported: [] },
};

/** Throws `usage`. An account without a name is shown by its id. */
export function readImportedAccount(values: RecordValues): Account {
  const id = checkAccountId(requireText(values, 'account'));
  const name = readText(values, 'name');
  return { id, name: name === undefined ? id : checkAccountName(name) };
}
