import type { Session } from '../../database/session.ts';
import type { Run } from '../../domain/transitions/run.ts';
import type { Transition } from '../../domain/transitions/transition.ts';
import { requireAccount } from '../../store/accounts/accounts.ts';
import { requirePath } from '../../store/paths/paths.ts';
import { requireAddress } from '../../store/subscriptions/find-subscription.ts';
import {
  type HistoryFilter,
  type RunFilter,
  transitionPage,
  transitionPages,
} from '../../store/transitions/runs/history.ts';
import { requireRun } from '../../store/transitions/runs/runs.ts';

export interface WantedHistory {
  /** Name or UUID. */
  readonly path: string | undefined;
  readonly account: string | undefined;
  /** `ACCOUNT/NUMBER`: its predecessors and successors. It may be a successor that a revert removed. */
  readonly subscription: string | undefined;
  readonly run: number | undefined;
}

export interface ListHistoryInput extends WantedHistory {
  readonly limit: number;
}

export interface ListHistoryResult {
  readonly transitions: readonly Transition[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/**
 * The transitions that took effect, the newest first, including those that were undone. Throws `not-found` (path, account,
 * run), `usage` (`bad-subscription-address`).
 */
export async function listHistory(session: Session, input: ListHistoryInput): Promise<ListHistoryResult> {
  const { rows, more } = await transitionPage(session, await filterOf(session, input), input.limit);
  return { transitions: rows, more };
}

/** All of them in that order, in pages. Throws like listHistory. */
export async function* streamHistory(
  session: Session,
  wanted: WantedHistory,
): AsyncGenerator<readonly Transition[]> {
  yield* transitionPages(session, await filterOf(session, wanted));
}

async function filterOf(session: Session, input: WantedHistory): Promise<HistoryFilter> {
  const subscription =
    input.subscription === undefined ? undefined : await requireAddress(session, input.subscription);
  const path = input.path === undefined ? undefined : await requirePath(session, input.path);
  const account = input.account === undefined ? undefined : await requireAccount(session, input.account);
  const run = input.run === undefined ? undefined : workOf(await requireRun(session, input.run));
  return { pathId: path?.id, account: account?.id, subscription, run };
}

/** The transitions that a run made or, as a revert, undid. */
export function workOf({ id, reverts }: Run): RunFilter {
  return reverts === null ? { made: id } : { reverted: id, of: reverts };
}
