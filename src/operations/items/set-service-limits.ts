import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { serviceNotFound } from '../../domain/items/problems.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import { suggest } from '../../domain/suggestion.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';
import { requireItem } from '../../store/items/items.ts';
import { editItem, type ItemChange } from './edit-item.ts';
import type { ShownItem } from './read-item.ts';

export interface SetServiceLimitsInput {
  /** Article number or UUID. */
  readonly item: string;
  /** Services that are not named stay unchanged. */
  readonly limits: readonly ServiceAmount[];
}

export interface RemoveServiceLimitInput {
  /** Article number or UUID. */
  readonly item: string;
  readonly service: string;
}

/** Sets the service limits of an item; for an extension, what one unit adds. Throws `not-found`. */
export async function setServiceLimits(
  session: Session,
  { item, limits }: SetServiceLimitsInput,
): Promise<AuditedResult<ItemChange>> {
  return editItem(session, [await requireItem(session, item)], (before) => ({
    ...before,
    services: [...new Map([...before.services, ...limits].map((one) => [one.service, one])).values()],
  }));
}

/** Removes a service from an item: its limit is then 0. Throws `not-found` (`item-not-found`, `service-not-found`). */
export async function removeServiceLimit(
  session: Session,
  { item, service }: RemoveServiceLimitInput,
): Promise<AuditedResult<ItemChange>> {
  return editItem(session, [await requireItem(session, item)], (before) => {
    const services = before.services.filter((one) => one.service !== service);
    if (services.length === before.services.length) throw noService(before, service);
    return { ...before, services };
  });
}

function noService({ articleNumber, services }: ShownItem, wanted: string): TierctlError {
  const near = suggest(
    wanted,
    services.map(({ service }) => service),
  );
  return serviceNotFound(articleNumber, wanted, near);
}
