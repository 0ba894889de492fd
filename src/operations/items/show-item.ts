import type { Session } from '../../database/session.ts';
import { requireItem } from '../../store/items/items.ts';
import { readItem, type ShownItem } from './read-item.ts';

export interface ShowItemInput {
  /** Article number or UUID. */
  readonly item: string;
}

export interface ShowItemResult {
  readonly item: ShownItem;
}

/** Shows all details of an item. Throws `not-found`. */
export async function showItem(session: Session, input: ShowItemInput): Promise<ShowItemResult> {
  const { id } = await requireItem(session, input.item);
  return { item: await readItem(session, id) };
}
