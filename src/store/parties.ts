import type { Session } from '../database/session.ts';
import type { ItemReference } from '../domain/item.ts';
import { DEFAULT_PROFILE } from '../domain/item-profile.ts';
import type { Parties } from '../domain/moves.ts';
import { findProfiles, listInactiveItems } from './item-profiles.ts';
import { findRenewalPeriods } from './renewal-periods.ts';

/** What the gates ask of the given items, read in two queries; the answer looks one of them up. */
export async function readParties(session: Session, items: readonly ItemReference[]): Promise<Parties> {
  const ids = [...new Set(items.map(({ id }) => id))];
  const profiles = await findProfiles(session, ids);
  const periods = await findRenewalPeriods(session, ids);
  return (item) => ({
    item,
    active: (profiles.get(item.id) ?? DEFAULT_PROFILE).active,
    renewalPeriods: periods.get(item.id) ?? [],
  });
}

/** What the gates ask of any item, read in two queries. Without profiles, which are tierctl's own, all are active. */
export async function readAllParties(
  session: Session,
  { profiles }: { readonly profiles: boolean },
): Promise<Parties> {
  const inactive = new Set(profiles ? await listInactiveItems(session) : []);
  const periods = await findRenewalPeriods(session);
  return (item) => ({
    item,
    active: !inactive.has(item.id),
    renewalPeriods: periods.get(item.id) ?? [],
  });
}
