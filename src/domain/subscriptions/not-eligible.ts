import { commandLine } from '../command-line.ts';
import type { Gate } from '../groups/move.ts';
import type { Item } from '../items/item.ts';
import { itemLabel } from '../items/item-label.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { Fit } from './fit.ts';
import { notEligible, overLimit } from './problems.ts';
import { addOptions, terminateOptions } from './remedy-options.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionMove } from './subscription-move.ts';

/** Why a subscription cannot move, by the group with the fewest failed gates; with both remedies if only the fit fails. */
export function cannotChange({
  subscription,
  target,
  moves,
  fit,
}: {
  readonly subscription: Subscription;
  readonly target: Item;
  readonly moves: readonly SubscriptionMove[];
  readonly fit: Fit;
}): TierctlError {
  const { address, item } = subscription;
  const fewest = fewestFailures(moves);
  // Gates that were not checked say nothing about the subscription.
  const why = fewest
    .filter(({ passed }) => passed === false)
    .map(({ detail }) => detail)
    .join('; ');
  const onlyFit = fewest.every(({ code }) => code === 'fits');
  const onlyPending = fewest.every(({ code }) => code === 'no-pending-change');
  const message = `${address} cannot change to ${target.articleNumber}: ${why}`;
  const judged = { source: itemLabel(item), target: target.articleNumber, gates: fewest, fit };
  if (onlyFit) return overLimit(message, remedies(fit), subscription, judged);
  return notEligible(
    message,
    { subscription: address, ...judged },
    onlyPending
      ? `cancel that change first: ${commandLine`tierctl subscription unschedule ${address}`}`
      : `see: ${commandLine`tierctl eligible --subscription ${address} --to ${target.articleNumber}`}`,
  );
}

/** The gates that did not pass, in the group with the fewest of them. */
export function fewestFailures(moves: readonly Pick<SubscriptionMove, 'gates'>[]): readonly Gate[] {
  const failures = moves.map(({ gates }) => gates.filter(({ passed }) => passed !== true));
  return failures.reduce((best, some) => (some.length < best.length ? some : best), failures[0] ?? []);
}

function remedies(fit: Fit): string {
  const add = addOptions(fit);
  const terminate = terminateOptions(fit);
  return add === null ? `pass ${terminate}` : `pass ${add}, or ${terminate}`;
}
