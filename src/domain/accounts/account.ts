import { TierctlError } from '../tierctl-error.ts';
import { checkName } from '../written-name.ts';

/** A customer, under the id that the billing system gives it. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

export interface AccountSummary extends Account {
  readonly activeSubscriptions: number;
}

const LONGEST_ID = 64;

/** Subscriptions are addressed as `ACCOUNT/NUMBER`, so an id has no slash. Throws `usage` (`bad-account-id`). */
export function checkAccountId(id: string): string {
  const why =
    id === '' || id.length > LONGEST_ID
      ? `it has ${id.length} characters`
      : id.includes('/')
        ? 'it holds a slash, which separates an account from the number of a subscription'
        : id !== id.trim()
          ? 'it begins or ends with a blank'
          : /[\p{Cc}\p{Cs}]/u.test(id)
            ? 'it holds a control character'
            : undefined;
  if (why === undefined) return id;
  throw new TierctlError('usage', 'bad-account-id', `${JSON.stringify(id)} cannot be an account id: ${why}`, {
    hint: `give 1 to ${LONGEST_ID} characters without a slash, such as ACC-0042`,
    data: { value: id },
  });
}

/** Throws `usage` (`bad-account-name`). */
export function checkAccountName(name: string): string {
  return checkName('account', name, 200);
}
