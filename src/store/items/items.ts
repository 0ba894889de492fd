import type { Session } from '../../database/session.ts';
import type { Item } from '../../domain/items/item.ts';
import { calledSo, spellingsOf } from '../../domain/name-rule.ts';
import { notFound } from '../../domain/not-found.ts';
import { refuseSeveral } from '../../domain/only-one.ts';
import { isUuid } from '../../domain/uuid.ts';
import { textsLike } from '../billing-columns.ts';
import { byName } from '../by-name.ts';
import { itemAsWritten } from './item-reference.ts';

/** All items by article number. */
export async function findItems(session: Session): Promise<Item[]> {
  const rows = await selectItems(session)
    .orderBy(({ ref }) => byName(session, ref('article_number')))
    .orderBy('id')
    .execute();
  return rows.map(itemAsWritten);
}

/**
 * The item of that article number (in any composition) or UUID, if there is one. Throws `conflict` (`item-ambiguous`)
 * if several have it.
 */
export async function findItem(session: Session, articleNumberOrId: string): Promise<Item | undefined> {
  const items = selectItems(session);
  const spellings = await textsLike(session, 'item', 'article_number', spellingsOf(articleNumberOrId));
  const similar = await items.where('article_number', 'in', spellings).execute();
  // Compared here, because a server may ignore case, width or trailing blanks.
  const byNumber = calledSo(similar, articleNumberOrId, ({ articleNumber }) => articleNumber);
  refuseSeveral('item', articleNumberOrId, byNumber);
  const [found] =
    byNumber.length > 0 || !isUuid(articleNumberOrId)
      ? byNumber
      : await items.where('id', '=', articleNumberOrId).execute();
  return found === undefined ? undefined : itemAsWritten(found);
}

/** Like findItem, but throws `not-found` with the nearest article number. */
export async function requireItem(session: Session, articleNumberOrId: string): Promise<Item> {
  const item = await findItem(session, articleNumberOrId);
  if (item !== undefined) return item;
  const known = await findItems(session);
  throw notFound(
    'item',
    articleNumberOrId,
    known.map(({ articleNumber }) => articleNumber),
  );
}

function selectItems({ db }: Session) {
  return db.selectFrom('billing.item').select(['id', 'article_number as articleNumber', 'name']);
}
