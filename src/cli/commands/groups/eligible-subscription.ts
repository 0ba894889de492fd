import { itemLabel } from '../../../domain/items/item-label.ts';
import { fewestFailures } from '../../../domain/subscriptions/not-eligible.ts';
import { notEligible } from '../../../domain/subscriptions/problems.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { TierctlError } from '../../../domain/tierctl-error.ts';
import type { JudgeSubscriptionMoveResult } from '../../../operations/subscriptions/judge-subscription-move.ts';
import type { Context } from '../../context.ts';
import {
  judgedSubscriptionMove,
  listedSubscriptionMoves,
} from '../../render/subscriptions/eligible-subscription.ts';
import { runRead } from '../../running/run-read.ts';

/** `eligible --subscription ACCOUNT/NUMBER` */
export async function listForSubscription(context: Context, subscription: string): Promise<void> {
  const { listSubscriptionMoves } = await import(
    '../../../operations/subscriptions/list-subscription-moves.ts'
  );
  const result = await runRead(context, {
    operation: listSubscriptionMoves,
    input: { subscription },
    view: listedSubscriptionMoves,
  });
  if (result.moves.some(({ eligible }) => eligible)) noteDue(context, result.subscription);
}

export interface SubscriptionTo {
  readonly subscription: string;
  readonly to: string;
  readonly add: readonly string[];
  readonly terminate: readonly string[];
}

/** `eligible --subscription ACCOUNT/NUMBER --to ITEM` */
export async function judgeSubscriptionTo(context: Context, given: SubscriptionTo): Promise<void> {
  const { judgeSubscription } = await import('../../../operations/subscriptions/judge-subscription.ts');
  const { parseExtensions } = await import('../../../domain/items/extension.ts');
  const { parseServiceAmounts } = await import('../../../domain/items/service.ts');
  const input = {
    subscription: given.subscription,
    target: given.to,
    add: parseExtensions(given.add),
    terminate: parseServiceAmounts(given.terminate, 1),
  };
  const result = await runRead(context, {
    operation: judgeSubscription,
    input,
    view: judgedSubscriptionMove,
  });
  if (!result.eligible) throw cannotSwitch(result);
  noteDue(context, result.subscription);
}

/** A change starts on the day on which a subscription is due, at the latest; by default it would start today. */
function noteDue(context: Context, { address, dueOn, change }: Subscription): void {
  if (dueOn === null || dueOn >= context.today || change !== null) return;
  context.note(
    `${address} is due since ${dueOn}: a change can start on ${dueOn} at the latest (--on ${dueOn}), or change its successor after the next run-transitions`,
  );
}

function cannotSwitch({
  subscription: { address, item },
  target,
  moves,
  fit,
}: JudgeSubscriptionMoveResult): TierctlError {
  const onlyFit = moves.some(({ gates }) => gates.every(({ code, passed }) => passed || code === 'fits'));
  const message = onlyFit
    ? `${address} cannot switch to ${target.articleNumber}: its usage does not fit`
    : `no group allows ${address} to switch from ${itemLabel(item)} to ${target.articleNumber}`;
  return notEligible(message, {
    subscription: address,
    source: itemLabel(item),
    target: target.articleNumber,
    gates: fewestFailures(moves),
    fit,
  });
}
