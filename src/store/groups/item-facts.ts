import type { Session } from '../../database/session.ts';
import type { FactsOf } from '../../domain/groups/moves.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { listInactiveItems } from '../items/item-profiles.ts';
import { findRenewalPeriods } from '../items/renewal-periods.ts';
import { neighboursOf } from './members.ts';

/** What the gates ask of the given items, read in two queries; the answer looks one of them up. */
export async function readItemFacts(session: Session, items: readonly ItemReference[]): Promise<FactsOf> {
  const ids = [...new Set(items.map(({ id }) => id))];
  return lookUp(await listInactiveItems(session, ids), await findRenewalPeriods(session, ids));
}

/**
 * What the gates ask of the items that are in a group with the given one, itself with them. The database finds them
 * once more: that is quicker than to send it the ids of a long ladder.
 */
export async function readNeighbourFacts(session: Session, itemId: string): Promise<FactsOf> {
  const items = neighboursOf(session, itemId);
  return lookUp(await listInactiveItems(session, items), await findRenewalPeriods(session, items));
}

/** What the gates ask of any item, read in two queries. */
export async function readAllItemFacts(session: Session): Promise<FactsOf> {
  return lookUp(await listInactiveItems(session), await findRenewalPeriods(session));
}

/** An item that tierctl was told nothing about is active. */
function lookUp(
  inactive: readonly string[],
  periods: Awaited<ReturnType<typeof findRenewalPeriods>>,
): FactsOf {
  const not = new Set(inactive);
  return (item) => ({ item, active: !not.has(item.id), renewalPeriods: periods.get(item.id) ?? [] });
}
