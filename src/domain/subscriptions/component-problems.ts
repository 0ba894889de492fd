import { commandLine } from '../command-line.ts';
import { problem } from '../problem.ts';
import type { TierctlError } from '../tierctl-error.ts';

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
