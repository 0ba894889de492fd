import { TierctlError } from '../../domain/tierctl-error.ts';
import type { AccountRange } from '../../store/transitions/batch/scope.ts';

/**
 * A lost server, a missing table or a missing permission makes every later step fail too, so splitting does not help. Neither does
 * it help against other transactions: a lock that is not granted in time, or a collision that outlasts its retries, ends the
 * run, and the next one continues.
 */
export function isNoFaultOfTheRows(error: unknown): boolean {
  return error instanceof TierctlError && (error.kind === 'config' || error.kind === 'busy');
}

/** Two halves of a range that holds these accounts; `join` makes a range of the accounts of one half. */
export function halves<Range extends AccountRange>(
  accounts: readonly Range[],
  join: (accounts: readonly Range[]) => Range,
): Range[] {
  const middle = Math.ceil(accounts.length / 2);
  return [join(accounts.slice(0, middle)), join(accounts.slice(middle))];
}

/** The range of these accounts. */
export function joined(accounts: readonly AccountRange[]): AccountRange {
  const [first, last] = [accounts[0], accounts.at(-1)];
  if (first === undefined || last === undefined)
    throw new Error('a part of a range has at least one account');
  return { first: first.first, last: last.last, due: accounts.reduce((sum, { due }) => sum + due, 0) };
}

/** The code for programs and the message for people, of any thrown value. */
export function errorSummary(error: unknown): { readonly code: string; readonly message: string } {
  return {
    code: error instanceof TierctlError ? error.code : 'unexpected',
    message: error instanceof Error ? error.message : String(error),
  };
}
