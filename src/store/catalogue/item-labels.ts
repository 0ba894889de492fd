import type { Session } from '../../database/session.ts';
import { itemAsWritten } from '../items/item-reference.ts';
import { wantedIds } from '../items/wanted-ids.ts';

/** The columns of the item rows, by id. */
export type ItemLabels = ReadonlyMap<string, { readonly articleNumber: string; readonly name: string }>;

/** How a file names an item: by its article number, or by its UUID where its row is gone. */
export function labelOf(labels: ItemLabels, id: string): string {
  return labels.get(id)?.articleNumber ?? id;
}

export async function readLabels(session: Session, only?: readonly string[]): Promise<ItemLabels> {
  const rows = await session.db
    .selectFrom('billing.item')
    .select(['id', 'article_number', 'name'])
    .$if(only !== undefined, (query) => query.where('id', 'in', wantedIds(session, only ?? [])))
    .execute();
  return new Map(
    rows.map(({ id, article_number: articleNumber, name }) => [
      id,
      itemAsWritten({ id, articleNumber, name }),
    ]),
  );
}

/** Hand-written items may share an article number. In a part of the catalogue, each is known by id: its name is its UUID. */
export function distinctLabels(labels: ItemLabels): ItemLabels {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { articleNumber } of labels.values()) {
    if (seen.has(articleNumber)) shared.add(articleNumber);
    seen.add(articleNumber);
  }
  if (shared.size === 0) return labels;
  return new Map(
    [...labels].map(([id, one]) => [id, shared.has(one.articleNumber) ? { ...one, articleNumber: id } : one]),
  );
}
