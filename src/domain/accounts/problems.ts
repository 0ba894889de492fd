import { quotedName } from '../name-rule.ts';
import { problem } from '../problem.ts';
import type { TierctlError } from '../tierctl-error.ts';

/** An account id is empty, too long, or has a slash or invisible characters. Fix: give another one, such as `ACC-0042`. */
export function badAccountId(text: string, flaw: string, longest: number): TierctlError {
  return problem('usage', 'bad-account-id', `${quotedName(text)} cannot be an account id: ${flaw}`, {
    hint: `give 1 to ${longest} characters without a slash, such as ACC-0042`,
    data: { value: text },
  });
}

/** An external id is empty, too long, or has blanks around it or invisible characters. Fix: give another one. */
export function badExternalId(text: string, why: string, longest: number): TierctlError {
  return problem('usage', 'bad-external-id', `${quotedName(text)} cannot be an external id${why}`, {
    hint: `give 1 to ${longest} characters without blanks around them`,
    data: { value: text },
  });
}

/** An account with this id exists. Fix: choose another id, or pass `--if-not-exists`. */
export function accountExists(id: string): TierctlError {
  return problem('conflict', 'account-exists', `account "${id}" already exists`, {
    hint: 'choose another id, or pass --if-not-exists',
    data: { account: id },
  });
}
