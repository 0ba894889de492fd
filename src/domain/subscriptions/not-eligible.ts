import { commandLine } from '../command-line.ts';
import type { Item } from '../items/item.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { Fit } from './fit.ts';
import { addOptions, terminateOptions } from './remedy-options.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionMove } from './subscription-move.ts';

/** Why a subscription cannot move, by the group with the fewest failed gates; with both remedies if only the fit fails. */
export function notEligible({
  subscription: { address },
  target,
  moves,
  fit,
}: {
  readonly subscription: Subscription;
  readonly target: Item;
  readonly moves: readonly SubscriptionMove[];
  readonly fit: Fit;
}): TierctlError {
  const failures = moves.map(({ gates }) => gates.filter(({ passed }) => passed !== true));
  const fewest = failures.reduce(
    (best, some) => (some.length < best.length ? some : best),
    failures[0] ?? [],
  );
  // Gates that were not checked say nothing about the subscription.
  const why = fewest
    .filter(({ passed }) => passed === false)
    .map(({ detail }) => detail)
    .join('; ');
  const onlyFit = fewest.every(({ code }) => code === 'fits');
  const onlyPending = fewest.every(({ code }) => code === 'no-pending-change');
  return new TierctlError(
    'refused',
    onlyFit ? 'over-limit' : 'not-eligible',
    `${address} cannot change to ${target.articleNumber}: ${why}`,
    {
      hint: onlyFit
        ? remedies(fit)
        : onlyPending
          ? `cancel that change first: ${commandLine`tierctl subscription unschedule ${address}`}`
          : `see: ${commandLine`tierctl eligible --subscription ${address} --to ${target.articleNumber}`}`,
      data: { subscription: address, target: target.articleNumber, gates: fewest, fit },
    },
  );
}

function remedies(fit: Fit): string {
  const add = addOptions(fit);
  const terminate = terminateOptions(fit);
  return add === null ? `pass ${terminate}` : `pass ${add}, or ${terminate}`;
}
