import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { ACCOUNT_SHAPE, readImportedAccount } from '../../domain/imports/imported-account.ts';
import {
  insertStagedAccounts,
  NO_ACCOUNT,
  stageAccounts,
  stagedAccount,
} from '../../store/imports/accounts.ts';
import { unstage } from '../../store/imports/staging.ts';
import {
  concludeChecks,
  type ImportInput,
  type ImportResult,
  remedyOfNames,
  stagedRows,
} from './import-records.ts';

/**
 * Adds the accounts of a file in a fixed number of statements. An existing account is skipped if the names agree, and is
 * an error if they do not. Throws `refused` (`records-invalid`) and what reading the file throws.
 */
export async function importAccounts(
  session: Session,
  input: ImportInput,
): Promise<AuditedResult<ImportResult>> {
  const read = (values: Parameters<typeof readImportedAccount>[0]) =>
    stagedAccount(readImportedAccount(values));
  const staging = await stageAccounts(session, stagedRows(input, { read, blank: NO_ACCOUNT }));
  const result = await concludeChecks(staging, input, 'known', remedyOfNames(ACCOUNT_SHAPE));
  if (result.imported > 0) await insertStagedAccounts(staging);
  await unstage(staging);
  if (result.imported === 0) return { result, audit: undefined };
  return { result, audit: { before: null, after: { name: input.file.name, accounts: result } } };
}
