// The remedies for a subscription that does not fit, as options to paste.

import { commandLine } from '../command-line.ts';
import type { ExtensionQuantity } from '../items/extension.ts';
import { itemLabel } from '../items/item-label.ts';
import type { ServiceAmount } from '../items/service.ts';
import type { Fit } from './fit.ts';

/** The first remedy as options to paste, including what was already requested; null where no set of extensions suffices. */
export function addOptions({ added, terminated, remedies }: Fit): string | null {
  if (remedies.extensions === null) return null;
  return options(merged(added, remedies.extensions), terminated);
}

/** The second. */
export function terminateOptions({ added, terminated, remedies }: Fit): string {
  const services = new Map(terminated.map(({ service, amount }) => [service, amount]));
  for (const { service, amount } of remedies.terminations) {
    services.set(service, (services.get(service) ?? 0) + amount);
  }
  return options(
    added,
    [...services].map(([service, amount]) => ({ service, amount })),
  );
}

function options(add: readonly ExtensionQuantity[], terminate: readonly ServiceAmount[]): string {
  return [
    ...add.map(({ item, quantity }) => commandLine`--add ${itemLabel(item)}=${quantity}`),
    ...terminate.map(({ service, amount }) => commandLine`--terminate ${service}=${amount}`),
  ].join(' ');
}

function merged(one: readonly ExtensionQuantity[], other: readonly ExtensionQuantity[]): ExtensionQuantity[] {
  const found = new Map(one.map((units) => [units.item.id, units]));
  for (const { item, quantity } of other) {
    found.set(item.id, { item, quantity: quantity + (found.get(item.id)?.quantity ?? 0) });
  }
  return [...found.values()];
}
