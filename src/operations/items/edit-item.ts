import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { StoredCatalogue } from '../../domain/catalogue/diff/stored-catalogue.ts';
import { catalogueItem, inOrder, itemDetails } from '../../domain/catalogue/edited-item.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';
import type { Item } from '../../domain/items/item.ts';
import type { ItemDetails } from '../../domain/items/item-details.ts';
import type { CatalogueEffect } from '../../domain/transitions/catalogue-effect.ts';
import { listMembershipsOf } from '../../store/groups/members.ts';
import { claimSlice, planChange, writeChange } from '../change-catalogue.ts';
import { type ShownItem, toPlace } from './read-item.ts';

export interface ItemChange {
  readonly before: ShownItem;
  readonly item: ShownItem;
  /** Its effect on existing subscriptions. */
  readonly effect: CatalogueEffect;
}

/** What an item should be; `detailsOf` gives the details of a further item that is part of the edit. */
type Edit = (before: ShownItem, detailsOf: (other: Item) => ItemDetails) => ShownItem;

/**
 * Changes the first of the items to what `edit` makes of it; the others are those that it relies on. Throws what `edit`
 * throws, what the rules of the catalogue refuse, and `conflict` (`changed-meanwhile`).
 */
export async function editItem(
  session: Session,
  [edited, ...others]: readonly [Item, ...Item[]],
  edit: Edit,
): Promise<AuditedResult<ItemChange>> {
  const { id } = edited;
  const slice = await claimSlice(session, { items: [id, ...others.map((other) => other.id)] });
  const groups = (await listMembershipsOf(session, id)).map(toPlace);
  const before = { ...detailsIn(slice, edited), groups };
  const item = inOrder(edit(before, (other) => detailsIn(slice, other)));
  const planned = await planChange(session, { items: [catalogueItem(item)], groups: [], paths: [] }, slice);
  return {
    result: { before, item, effect: await writeChange(session, planned, `item ${edited.articleNumber}`) },
    audit: planned.plan.changes.length === 0 ? undefined : { before, after: item },
  };
}

function detailsIn(slice: StoredCatalogue, { id, articleNumber }: Item): ItemDetails {
  const details = itemDetails(slice, id);
  if (details === undefined) throw changedConcurrently(`item ${articleNumber}`);
  return details;
}
