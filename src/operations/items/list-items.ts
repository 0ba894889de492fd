import type { Session } from '../../database/session.ts';
import type { ItemKind } from '../../domain/items/item.ts';
import type { ItemSummary } from '../../domain/items/item-details.ts';
import { itemSummaryPages, listItemSummaries } from '../../store/items/item-details.ts';

export interface ListItemsInput {
  /** Only items of this kind. */
  readonly kind: ItemKind | undefined;
  /** Only active items, or only inactive ones. */
  readonly active: boolean | undefined;
}

export interface ListItemsResult {
  readonly items: readonly ItemSummary[];
}

/** Lists items by article number. */
export async function listItems(session: Session, input: ListItemsInput): Promise<ListItemsResult> {
  const items = await listItemSummaries(session);
  return { items: items.filter((item) => isWanted(item, input)) };
}

/** All of them in that order, in pages. */
export async function* streamItems(
  session: Session,
  input: ListItemsInput,
): AsyncGenerator<readonly ItemSummary[]> {
  for await (const items of itemSummaryPages(session)) yield items.filter((item) => isWanted(item, input));
}

function isWanted(item: ItemSummary, { kind, active }: ListItemsInput): boolean {
  return (kind === undefined || item.kind === kind) && (active === undefined || item.active === active);
}
