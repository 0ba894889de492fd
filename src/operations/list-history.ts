import type { Session } from '../database/session.ts';
import type { Run } from '../domain/run.ts';
import { parseSubscriptionAddress } from '../domain/subscription-address.ts';
import type { Transition } from '../domain/transition.ts';
import { requireAccount } from '../store/accounts.ts';
import { requireRun } from '../store/find-run.ts';
import { listTransitions, type RunFilter } from '../store/history.ts';
import { requirePath } from '../store/paths.ts';

export interface ListHistoryInput {
  /** Name or UUID. */
  readonly path: string | undefined;
  readonly account: string | undefined;
  /** `ACCOUNT/NUMBER`: what it came from and what became of it. It may be one that a reverted run had made. */
  readonly subscription: string | undefined;
  readonly run: number | undefined;
  readonly limit: number;
}

export interface ListHistoryResult {
  readonly transitions: readonly Transition[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/**
 * The transitions that took effect, the newest first; those that a run undid among them. Throws `not-found` (path, account,
 * run), `usage` (`bad-subscription-address`).
 */
export async function listHistory(session: Session, input: ListHistoryInput): Promise<ListHistoryResult> {
  const subscription =
    input.subscription === undefined ? undefined : parseSubscriptionAddress(input.subscription);
  const path = input.path === undefined ? undefined : await requirePath(session, input.path);
  const account = input.account === undefined ? undefined : await requireAccount(session, input.account);
  if (subscription !== undefined) await requireAccount(session, subscription.account);
  const run = input.run === undefined ? undefined : workOf(await requireRun(session, input.run));
  const filter = { pathId: path?.id, account: account?.id, subscription, run };
  const { rows, more } = await listTransitions(session, filter, input.limit);
  return { transitions: rows, more };
}

/** The transitions that a run made or, where that was its work, undid. */
export function workOf({ id, reverts }: Run): RunFilter {
  return reverts === null ? { made: id } : { reverted: id, of: reverts };
}
