import type { Session } from '../../database/session.ts';
import { formatSubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import type { Run } from '../../domain/transitions/run.ts';
import { requireAccount } from '../../store/accounts/accounts.ts';
import { requirePath } from '../../store/paths/paths.ts';
import { requireAddress } from '../../store/subscriptions/find-subscription.ts';
import { listChain } from '../../store/transitions/reverts/cut-revert-ranges.ts';
import { countRevertible } from '../../store/transitions/reverts/refusals.ts';
import type { RevertScope } from '../../store/transitions/reverts/scope.ts';
import { requireRun } from '../../store/transitions/runs/runs.ts';

/** A run, and the part of it to undo. */
export interface RevertQuestion {
  readonly id: number;
  /** Only moves through this path (name or UUID). */
  readonly path: string | undefined;
  readonly account: string | undefined;
  /** `ACCOUNT/NUMBER`: only the chain that the run made from this subscription. */
  readonly subscription: string | undefined;
}

export interface AskedRevert {
  readonly run: Run;
  readonly scope: RevertScope;
  /** Whether any of it can be undone; else every transition has a reason against it. */
  readonly revertible: boolean;
  /** As requested. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The transitions to undo. Throws `not-found` (run, path, account), `usage` (`bad-subscription-address`). */
export async function requireRevert(session: Session, question: RevertQuestion): Promise<AskedRevert> {
  const address =
    question.subscription === undefined ? undefined : await requireAddress(session, question.subscription);
  const run = await requireRun(session, question.id);
  const path = question.path === undefined ? undefined : await requirePath(session, question.path);
  const named = address?.account ?? question.account;
  const account = named === undefined ? undefined : await requireAccount(session, named);
  const scope: RevertScope = {
    run: run.id,
    byHand: run.kind === 'change',
    pathId: path?.id,
    account: account?.id,
    numbers:
      address === undefined ? undefined : await listChain(session, run.id, address.account, address.number),
  };
  const { free } = await countRevertible(session, scope);
  const options = {
    path: path?.name ?? null,
    account: account?.id ?? null,
    subscription: address === undefined ? null : formatSubscriptionAddress(address),
  };
  return { run, scope, revertible: free > 0, options };
}
