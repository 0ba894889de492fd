import { composed, quotedName, refusedInId } from '../name-rule.ts';
import { TierctlError } from '../tierctl-error.ts';
import { checkLabel } from '../written-name.ts';

/** A customer, under the id that the billing system gives it. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

export interface AccountSummary extends Account {
  readonly activeSubscriptions: number;
}

const LONGEST_ID = 64;

/**
 * The id of an account in its composed form. Ids are compared exactly, letter case included, so ids that look alike on every
 * screen are refused. Subscriptions are addressed as `ACCOUNT/NUMBER`, so an id has no slash. Throws `usage` (`bad-account-id`).
 */
export function checkAccountId(text: string): string {
  const id = composed(text);
  const flaw =
    refusedInId(id) ??
    (id === '' || id.length > LONGEST_ID
      ? `it has ${id.length} characters`
      : id.includes('/')
        ? 'it holds a slash, which separates an account from the number of a subscription'
        : id !== id.trim()
          ? 'it begins or ends with a blank'
          : undefined);
  if (flaw === undefined) return id;
  throw new TierctlError('usage', 'bad-account-id', `${quotedName(text)} cannot be an account id: ${flaw}`, {
    hint: `give 1 to ${LONGEST_ID} characters without a slash, such as ACC-0042`,
    data: { value: text },
  });
}

/** Throws `usage` (`bad-account-name`). */
export function checkAccountName(name: string): string {
  return checkLabel('account', name, 200);
}

const LONGEST = 100;

/** What another program calls a subscription; unique in its account, compared exactly. Throws `usage` (`bad-external-id`). */
export function checkExternalId(text: string): string {
  const id = composed(text);
  const refused = refusedInId(id);
  if (refused === undefined && id !== '' && id === id.trim() && id.length <= LONGEST) return id;
  const why = refused === undefined ? '' : `: ${refused}`;
  throw new TierctlError('usage', 'bad-external-id', `${quotedName(text)} cannot be an external id${why}`, {
    hint: `give 1 to ${LONGEST} characters without blanks around them`,
    data: { value: text },
  });
}
