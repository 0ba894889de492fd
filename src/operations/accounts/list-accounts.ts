import type { Session } from '../../database/session.ts';
import type { AccountSummary } from '../../domain/accounts/account.ts';
import { accountPage, accountPages } from '../../store/accounts/accounts.ts';

export interface ListAccountsInput {
  readonly limit: number;
}

export interface ListAccountsResult {
  readonly accounts: readonly AccountSummary[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/** The first accounts by id. */
export async function listAccounts(session: Session, input: ListAccountsInput): Promise<ListAccountsResult> {
  const { rows, more } = await accountPage(session, input.limit);
  return { accounts: rows, more };
}

/** All accounts by id, in pages. */
export function streamAccounts(session: Session): AsyncIterable<readonly AccountSummary[]> {
  return accountPages(session);
}
