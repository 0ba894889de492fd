import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { type Account, checkAccountId, checkAccountName } from '../../domain/accounts/account.ts';
import { accountExists } from '../../domain/accounts/problems.ts';
import { findAccount, findCaseTwin, insertAccount } from '../../store/accounts/accounts.ts';

export interface CreateAccountInput {
  readonly id: string;
  /** Undefined: the id. */
  readonly name: string | undefined;
  /** Keep an existing account with that id unchanged, instead of failing. */
  readonly ifNotExists: boolean;
}

export interface CreateAccountResult {
  readonly account: Account;
  readonly created: boolean;
  /** An existing account whose id differs from the new one in letter case alone. */
  readonly similar: string | null;
}

/** Throws `usage` (`bad-account-id`, `bad-account-name`), `conflict` (`account-exists`). */
export async function createAccount(
  session: Session,
  input: CreateAccountInput,
): Promise<AuditedResult<CreateAccountResult>> {
  const id = checkAccountId(input.id);
  const account = { id, name: input.name === undefined ? id : checkAccountName(input.name) };
  const existing = await findAccount(session, id);
  if (existing !== undefined) {
    if (input.ifNotExists)
      return { result: { account: existing, created: false, similar: null }, audit: undefined };
    throw accountExists(id);
  }
  const similar = (await findCaseTwin(session, id)) ?? null;
  await insertAccount(session, account);
  return { result: { account, created: true, similar }, audit: { before: null, after: account } };
}
