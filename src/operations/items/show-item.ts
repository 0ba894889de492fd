import type { Session } from '../../database/session.ts';
import type { ItemDetails } from '../../domain/items/item-details.ts';
import { readItemDetails } from '../../store/items/item-details.ts';
import { requireItem } from '../../store/items/items.ts';

export interface ShowItemInput {
  /** Article number or UUID. */
  readonly item: string;
}

export interface ShowItemResult {
  readonly item: ItemDetails;
}

/** Shows all that is known of an item. Throws `not-found`. */
export async function showItem(session: Session, input: ShowItemInput): Promise<ShowItemResult> {
  const { id } = await requireItem(session, input.item);
  return { item: await readItemDetails(session, id) };
}
