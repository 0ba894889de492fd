import type { Session } from '../../database/session.ts';
import { formatSubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import type { Run } from '../../domain/transitions/run.ts';
import { requireAccount } from '../../store/accounts/accounts.ts';
import { requirePath } from '../../store/paths/paths.ts';
import { listChain } from '../../store/transitions/reverts/cut-revert-ranges.ts';
import { countRevertible } from '../../store/transitions/reverts/refusals.ts';
import type { RevertScope } from '../../store/transitions/reverts/scope.ts';
import { requireRun } from '../../store/transitions/runs/find-run.ts';
import { requireAddress } from '../subscriptions/find-subscription.ts';

/** A run, and the part of it that is to be undone. */
export interface RevertQuestion {
  readonly id: number;
  /** Only what moved through this path (name or UUID). */
  readonly path: string | undefined;
  readonly account: string | undefined;
  /** `ACCOUNT/NUMBER`: only what the run made of this subscription, to the end of the chain. */
  readonly subscription: string | undefined;
}

export interface AskedRevert {
  readonly run: Run;
  readonly scope: RevertScope;
  /** Whether any of it can be undone; else all of it stands for a reason. */
  readonly revertible: boolean;
  /** As it was asked for. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What is to be undone. Throws `not-found` (run, path, account), `usage` (`bad-subscription-address`). */
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
