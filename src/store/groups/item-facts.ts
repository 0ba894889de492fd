import type { Session } from '../../database/session.ts';
import type { FactsOf } from '../../domain/groups/moves.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { listInactiveItems } from '../items/item-profiles.ts';
import { findRenewalPeriods } from '../items/renewal-periods.ts';
import { neighboursOf } from './members.ts';

/** The properties of the given items that the gates check, in two queries; returns a lookup function. */
export async function readItemFacts(session: Session, items: readonly ItemReference[]): Promise<FactsOf> {
  const ids = [...new Set(items.map(({ id }) => id))];
  return lookUp(await listInactiveItems(session, ids), await findRenewalPeriods(session, ids));
}

/**
 * The properties that the gates check, of the given item and of all items that share a group with it. The database finds
 * these again, because that is faster than sending it the ids of a long ladder.
 */
export async function readNeighbourFacts(session: Session, itemId: string): Promise<FactsOf> {
  const items = neighboursOf(session, itemId);
  return lookUp(await listInactiveItems(session, items), await findRenewalPeriods(session, items));
}

/** The properties of all items that the gates check, in two queries. */
export async function readAllItemFacts(session: Session): Promise<FactsOf> {
  return lookUp(await listInactiveItems(session), await findRenewalPeriods(session));
}

/** An item without a profile is active. */
function lookUp(
  inactive: readonly string[],
  periods: Awaited<ReturnType<typeof findRenewalPeriods>>,
): FactsOf {
  const not = new Set(inactive);
  return (item) => ({ item, active: !not.has(item.id), renewalPeriods: periods.get(item.id) ?? [] });
}
