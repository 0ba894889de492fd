import { composed, refusedInId } from '../name-rule.ts';
import { checkLabel } from '../written-name.ts';
import { badAccountId, badExternalId } from './problems.ts';

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
  throw badAccountId(text, flaw, LONGEST_ID);
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
  throw badExternalId(text, why, LONGEST);
}
