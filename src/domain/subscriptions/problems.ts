import { commandLine } from '../command-line.ts';
import type { Gate } from '../groups/move.ts';
import type { ServiceAmount } from '../items/service.ts';
import { problem } from '../problem.ts';
import { didYouMean } from '../suggestion.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { Fit } from './fit.ts';

/** A text is no address of a subscription. Fix: write `ACCOUNT/NUMBER`, such as `ACC-0042/3`. */
export function badSubscriptionAddress(text: string): TierctlError {
  return problem('usage', 'bad-subscription-address', `"${text}" does not address a subscription`, {
    hint: 'write ACCOUNT/NUMBER, such as ACC-0042/3',
    data: { value: text },
  });
}

/** The account has a subscription with this external id. Fix: choose another external id, or pass `--if-not-exists`. */
export function subscriptionExists(
  subscription: string,
  externalId: string | null,
  replacedBy: string | null,
): TierctlError {
  const successor = replacedBy === null ? '' : `; ${replacedBy} has replaced it`;
  const message = `the external id "${externalId}" is already that of ${subscription}${successor}`;
  return problem('conflict', 'subscription-exists', message, {
    hint: 'choose another external id, or pass --if-not-exists',
    data: { subscription, externalId, replacedBy },
  });
}

/** `--if-not-exists` finds a subscription by its external id. Fix: add `--external-id`. */
export function externalIdMissing(): TierctlError {
  const message = '--if-not-exists needs an external id to find the subscription';
  return problem('usage', 'external-id-missing', message, { hint: 'add --external-id ID' });
}

/** The subscription has ended. Fix: change the one that has replaced it, which the message names. */
export function subscriptionEnded(subscription: string, replacedBy: string | null): TierctlError {
  const successor = replacedBy === null ? '' : `; ${replacedBy} has replaced it`;
  return problem('refused', 'subscription-ended', `${subscription} has ended${successor}`, {
    hint: `see: ${commandLine`tierctl subscription show ${replacedBy ?? subscription}`}`,
    data: { subscription, replacedBy },
  });
}

/** An extension is no item to subscribe to. Fix: subscribe to a product or a package that allows it, and add it there. */
export function itemNotSubscribable(item: string, kind: string): TierctlError {
  return problem('refused', 'item-not-subscribable', `${item} is an extension`, {
    hint: 'an extension is added to a subscription to a product or a package that allows it; subscribe to that',
    data: { item, kind },
  });
}

/** A subscription that ends for good has a change pending. Fix: cancel it first with `subscription unschedule --change`. */
export function changePending(subscription: string, target: string, on: string): TierctlError {
  const message = `${subscription} changes to ${target} on ${on}: cancel that change before you end it for good`;
  return problem('refused', 'change-pending', message, {
    hint: `run first: ${commandLine`tierctl subscription unschedule ${subscription} --change`}`,
    data: { subscription, on },
  });
}

/** `subscription unschedule --change` finds no pending change. Fix: nothing is left to cancel; see `subscription show`. */
export function noChangePending(subscription: string): TierctlError {
  return problem('refused', 'no-change-pending', `${subscription} has no change pending`, {
    hint: seeSubscription(subscription),
    data: { subscription },
  });
}

/** `subscription unschedule --path` finds no schedule. Fix: nothing is left to cancel; see `subscription show`. */
export function noPathScheduled(subscription: string): TierctlError {
  return problem('refused', 'no-path-scheduled', `${subscription} follows its default path already`, {
    hint: seeSubscription(subscription),
    data: { subscription },
  });
}

/** `subscription unschedule` finds neither a pending change nor a schedule. Fix: nothing is left to cancel. */
export function nothingScheduled(subscription: string): TierctlError {
  return problem('refused', 'nothing-scheduled', `${subscription} has nothing to cancel`, {
    hint: seeSubscription(subscription),
    data: { subscription },
  });
}

/** The extension is not sold any more, so no more units can be added. Fix: activate it with `item set --active`. */
export function extensionInactive(
  item: string,
  extension: string,
  quantity: number,
  had: number,
): TierctlError {
  return problem('refused', 'extension-inactive', `the extension ${extension} is not active`, {
    hint: `run: ${commandLine`tierctl item set ${extension} --active`}`,
    data: { item, extension, quantity, had },
  });
}

/** The item allows fewer units of the extension. Fix: choose a quantity up to the maximum; `item show` has it. */
export function extensionMaximum(
  item: string,
  extension: string,
  quantity: number,
  had: number,
  maximum: number,
): TierctlError {
  const has = had === 0 ? '' : `, ${had} of them had already`;
  const message = `${item} allows at most ${maximum} of ${extension}; this would make ${quantity}${has}`;
  return problem('refused', 'extension-maximum', message, {
    hint: `see: ${commandLine`tierctl item show ${item}`}`,
    data: { item, extension, quantity, had, maximum },
  });
}

/** The item does not allow the extension. Fix: correct the name; `item show` lists what it allows. */
export function extensionNotAllowed(item: string, extension: string, near: string | undefined): TierctlError {
  const message = `${item} does not allow the extension "${extension}"${didYouMean(near)}`;
  return problem('refused', 'extension-not-allowed', message, {
    hint: `see: ${commandLine`tierctl item show ${item}`}`,
    data: { item, extension, suggestion: near ?? null },
  });
}

/** More of a service would be terminated than is in use. Fix: choose a smaller amount; `usage show` has the usage. */
export function terminationExceedsUsage(service: string, amount: number, usage: number): TierctlError {
  const message = `${amount} of ${service} cannot be terminated: ${usage === 0 ? 'none is' : `${usage} are`} in use`;
  return problem('refused', 'termination-exceeds-usage', message, {
    hint: 'see: tierctl usage show ACCOUNT/NUMBER',
    data: { service, amount, usage },
  });
}

/** A switch that was judged: of a subscription, or of items alone. */
export interface JudgedSwitch {
  readonly subscription: string | null;
  readonly source: string;
  readonly target: string;
  /** Those that failed, in the group with the fewest. */
  readonly gates: readonly Gate[] | null;
  readonly fit: Fit | null;
}

/** No group allows the switch. Fix: `tierctl eligible SOURCE --to TARGET` says which gates failed. */
export function notEligible(message: string, judged: JudgedSwitch, hint?: string): TierctlError {
  const { subscription, source, target, gates, fit } = judged;
  return problem('refused', 'not-eligible', message, {
    hint,
    data: { subscription, source, target, gates, fit },
  });
}

/** What a subscription uses does not fit the target. Fix: add extensions with `--add`, or terminate services with `--terminate`. */
export function overLimit(
  message: string,
  hint: string,
  {
    address,
    account,
    number,
  }: { readonly address: string; readonly account: string; readonly number: number },
  known: Partial<Omit<JudgedSwitch, 'subscription'>> & { readonly short?: readonly ServiceAmount[] } = {},
): TierctlError {
  return problem('refused', 'over-limit', message, {
    hint,
    data: {
      subscription: address,
      account,
      number,
      source: known.source ?? null,
      target: known.target ?? null,
      gates: known.gates ?? null,
      fit: known.fit ?? null,
      short:
        known.short ??
        known.fit?.shortfalls.map(({ service, short: amount }) => ({ service, amount })) ??
        null,
    },
  });
}

function seeSubscription(subscription: string): string {
  return `see: ${commandLine`tierctl subscription show ${subscription}`}`;
}
