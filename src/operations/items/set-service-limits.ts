import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { rowsBetweenItems } from '../../domain/catalogue/diff/effective-rows.ts';
import { commandLine } from '../../domain/command-line.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import { didYouMean, suggest } from '../../domain/suggestion.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { CatalogueEffect } from '../../domain/transitions/catalogue-effect.ts';
import { readWrittenEffect } from '../../store/catalogue/read-effect.ts';
import { ensureProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { deleteServiceLimits, saveServiceLimits } from '../../store/items/service-limits.ts';
import { readItem, type ShownItem } from './read-item.ts';

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

export interface ServiceLimitsResult {
  readonly before: ShownItem;
  readonly item: ShownItem;
  /** Its effect on existing subscriptions. */
  readonly effect: CatalogueEffect;
}

/** Sets the service limits of an item; for an extension, what one unit adds. Throws `not-found`. */
export function setServiceLimits(
  session: Session,
  { item, limits }: SetServiceLimitsInput,
): Promise<AuditedResult<ServiceLimitsResult>> {
  return changeLimits(session, item, async ({ id }) => {
    await ensureProfile(session, id);
    await saveServiceLimits(session, id, limits);
  });
}

/** Removes a service from an item: its limit is then 0. Throws `not-found` (`item-not-found`, `service-not-found`). */
export function removeServiceLimit(
  session: Session,
  { item, service }: RemoveServiceLimitInput,
): Promise<AuditedResult<ServiceLimitsResult>> {
  return changeLimits(session, item, async (before) => {
    if (!before.services.some((one) => one.service === service)) throw serviceNotFound(before, service);
    await deleteServiceLimits(session, before.id, [service]);
  });
}

async function changeLimits(
  session: Session,
  name: string,
  work: (before: ShownItem) => Promise<void>,
): Promise<AuditedResult<ServiceLimitsResult>> {
  const { id } = await requireItem(session, name);
  const before = await readItem(session, id);
  await work(before);
  const item = await readItem(session, id);
  return {
    result: { before, item, effect: await readWrittenEffect(session, rowsBetweenItems(before, item)) },
    audit: isDeepStrictEqual(before, item) ? undefined : { before, after: item },
  };
}

function serviceNotFound({ articleNumber, services }: ShownItem, wanted: string): TierctlError {
  const near = suggest(
    wanted,
    services.map(({ service }) => service),
  );
  return new TierctlError(
    'not-found',
    'service-not-found',
    `${articleNumber} has no service "${wanted}"${didYouMean(near)}`,
    {
      ...(near === undefined ? { hint: `see: ${commandLine`tierctl item show ${articleNumber}`}` } : {}),
      data: { item: articleNumber, service: wanted, suggestion: near ?? null },
    },
  );
}
