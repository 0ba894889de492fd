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

/** Something would end before it starts. Fix: an end date is the last day; give the start date or a later one. */
export function endBeforeStart(
  message: string,
  hint: string,
  startDate: string,
  endDate: string,
  subscription: string | null = null,
  component: number | null = null,
): TierctlError {
  return problem('refused', 'end-before-start', message, {
    hint,
    data: { subscription, component, startDate, endDate, on: endDate },
  });
}

/** The term would end after the last date there is. Fix: give the subscription an end date of its own, or none. */
export function endBeyondCalendar(
  message: string,
  hint: string,
  /** Null where only the subscription is known. */
  term: { readonly startDate: string; readonly term: string; readonly endDate: string } | null,
  latest: string,
  subscription: string | null = null,
): TierctlError {
  return problem('refused', 'end-beyond-calendar', message, {
    hint,
    data: {
      subscription,
      startDate: term?.startDate ?? null,
      term: term?.term ?? null,
      endDate: term?.endDate ?? null,
      latest,
    },
  });
}

/** A move from a date needs that date. Fix: add `--from-date`. */
export function fromDateMissing(): TierctlError {
  return problem('usage', 'from-date-missing', 'to move from a date, that date is needed', {
    hint: 'add --from-date YYYY-MM-DD',
  });
}

/** A from date does nothing for a move on the end date. Fix: remove `--from-date`, or add `--apply from-date`. */
export function fromDateUnused(fromDate: string | undefined): TierctlError {
  const message = 'a from date does nothing when the move is on the end date';
  return problem('usage', 'from-date-unused', message, {
    hint: 'remove --from-date, or add --apply from-date',
    data: { fromDate },
  });
}

/** A successor cannot start before or with its predecessor. Fix: choose a date after the start date. */
export function fromDateTooEarly(message: string, fromDate: string, startDate: string): TierctlError {
  return problem('refused', 'from-date-too-early', message, {
    hint: 'choose a date after the start date',
    data: { fromDate, startDate },
  });
}

/** A successor starts on the day after the end of its predecessor, at the latest. Fix: choose that day or an earlier one. */
export function fromDateTooLate(
  message: string,
  fromDate: string,
  endDate: string,
  latest: string,
  hint = `choose ${latest} or an earlier date`,
): TierctlError {
  return problem('refused', 'from-date-too-late', message, { hint, data: { fromDate, endDate, latest } });
}

/** The subscription moves by its from date before the change. Fix: choose an earlier day, or unschedule the path first. */
export function movesEarlier(subscription: string, on: string, fromDate: string): TierctlError {
  const message = `${subscription} moves on ${fromDate} already, before ${on}`;
  return problem('refused', 'moves-earlier', message, {
    hint: `choose ${fromDate} or an earlier date`,
    data: { subscription, on, fromDate },
  });
}

/** A pending change comes before the from date. Fix: choose a later date, or cancel the change first. */
export function changesLater(
  subscription: string,
  fromDate: string,
  target: string,
  on: string,
): TierctlError {
  const message = `the from date of ${subscription} cannot be ${fromDate}: its change to ${target} on ${on} comes first`;
  return problem('refused', 'changes-later', message, {
    hint: `choose ${on} or a later date, or run first: ${commandLine`tierctl subscription unschedule ${subscription} --change`}`,
    data: { subscription, fromDate, on },
  });
}

/** The subscription would end before it moves. Fix: choose a later date, or cancel the change or schedule first. */
export function movesAfterEnd(
  subscription: string,
  endDate: string,
  movesOn: string,
  reasons: readonly string[],
  hint: string,
): TierctlError {
  const message = `${subscription} cannot end on ${endDate}: ${reasons.join(', and ')}`;
  return problem('refused', 'moves-after-end', message, { hint, data: { subscription, endDate, movesOn } });
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

/** A subscription is closed on its last day or later. Fix: set the day with `--on` and `--no-path`, and close it when it has come. */
export function closesLater(subscription: string, endDate: string | null, today: string): TierctlError {
  const message = `${subscription} cannot be closed before its last day${endDate === null ? '' : `, ${endDate}`}`;
  return problem('refused', 'closes-later', message, {
    hint: `today is ${today}: set the day now with --on and --no-path, and close it when the day has come`,
    data: { subscription, endDate, today },
  });
}

/** The package has no such component. Fix: correct the number; `subscription component list` shows all. */
export function componentNotFound(subscription: string, component: number): TierctlError {
  return problem('not-found', 'component-not-found', `${subscription} has no component ${component}`, {
    hint: `see: ${commandLine`tierctl subscription component list ${subscription}`}`,
    data: { subscription, component },
  });
}

/** The component has ended. Fix: name an active one. */
export function componentEnded(
  subscription: string,
  component: number,
  endDate: string | null,
): TierctlError {
  const message = `component ${component} of ${subscription} ended on ${endDate} already`;
  return problem('refused', 'component-ended', message, { data: { subscription, component } });
}

/** A component would end in the future. Fix: run this on its last day or later. */
export function componentEndsLater(
  subscription: string,
  component: number,
  on: string,
  today: string,
  hint: string,
): TierctlError {
  const message = `component ${component} of ${subscription} cannot be ended before its last day`;
  return problem('refused', 'component-ends-later', message, {
    hint,
    data: { subscription, component, on, today },
  });
}

/** A component would start or end outside its subscription. Fix: choose a day within it. */
export function componentOutsideSubscription(
  message: string,
  hint: string,
  subscription: string,
  period: { readonly first: string; readonly last: string | null },
  /** A new component has a start, an existing one its number and its last day. */
  component: { readonly start: string } | { readonly number: number; readonly on: string },
): TierctlError {
  const isNew = 'start' in component;
  return problem('refused', 'component-outside-subscription', message, {
    hint,
    data: {
      subscription,
      component: isNew ? null : component.number,
      start: isNew ? component.start : null,
      on: isNew ? null : component.on,
      first: period.first,
      last: period.last,
    },
  });
}

/** The subscription would end before a component starts. Fix: choose a later date, or end the component first. */
export function componentStartsLater(
  subscription: string,
  endDate: string,
  component: number,
  startDate: string,
): TierctlError {
  const message = `${subscription} cannot end on ${endDate}: its component ${component} starts on ${startDate}`;
  return problem('refused', 'component-starts-later', message, {
    hint: `choose ${startDate} or a later date, or run first: ${commandLine`tierctl subscription component end ${subscription} ${component}`}`,
    data: { subscription, endDate, component, startDate },
  });
}

/** A component ended after the day that was chosen. Fix: choose a later day; the hint has the earliest. */
export function componentEndedLater(
  what: string,
  subscription: string,
  component: number,
  endDate: string,
  earliest: string,
): TierctlError {
  const message = `${what}: its component ${component} ended on ${endDate}`;
  return problem('refused', 'component-ended-later', message, {
    hint: `choose ${earliest} or a later date`,
    data: { subscription, component, endDate, earliest },
  });
}

/** A product is given twice. Fix: give the number in one option: `--component PRODUCT=COUNT`. */
export function componentGivenTwice(product: string): TierctlError {
  return problem('usage', 'component-given-twice', `the product "${product}" is given twice`, {
    hint: 'give the number in one option: --component PRODUCT=COUNT',
    data: { product },
  });
}

/** A number of instances is not written `PRODUCT=COUNT`, or out of range. Fix: write a whole number, such as `MAILBOX=3`. */
export function badComponentCount(text: string, most: number): TierctlError {
  return problem('usage', 'bad-component-count', `"${text}" is not PRODUCT=COUNT`, {
    hint: `write a whole number from 0 to ${most}, such as MAILBOX=3`,
    data: { value: text },
  });
}

/** A value is given for an instance that there will not be. Fix: give the number of instances with `--component`. */
export function noSuchInstance(holder: string, product: string, count: number): TierctlError {
  return problem('usage', 'no-such-instance', `"${holder}" is none of the ${count} of ${product}`, {
    hint: `give their number: ${commandLine`--component ${product}=COUNT`}`,
    data: { holder, product, count },
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
