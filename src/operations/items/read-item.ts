import type { Session } from '../../database/session.ts';
import type { ItemPlace, Membership } from '../../domain/groups/member.ts';
import type { ItemDetails } from '../../domain/items/item-details.ts';
import { listMembershipsOf } from '../../store/groups/members.ts';
import { readItemDetails } from '../../store/items/item-details.ts';

/** An item with all of its details, as `item show` prints it and as the audit trail records it. */
export interface ShownItem extends ItemDetails {
  /** The ladders that it is on. */
  readonly groups: readonly ItemPlace[];
}

/** Reads the item with the id `itemId`, which must exist. */
export async function readItem(session: Session, itemId: string): Promise<ShownItem> {
  const details = await readItemDetails(session, itemId);
  const memberships = await listMembershipsOf(session, itemId);
  return { ...details, groups: memberships.map(toPlace) };
}

export function toPlace({ id: _, item: __, ...place }: Membership): ItemPlace {
  return place;
}
