import type { Session } from '../../database/session.ts';
import type { ItemDetails, ItemSummary } from '../../domain/items/item-details.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import type { RenewalPeriod } from '../../domain/items/renewal-period.ts';
import { formatTerm } from '../../domain/term.ts';
import { inOrder, type Key, streamRows } from '../keyset.ts';
import { listAttributes } from './item-attributes.ts';
import { findAllowedExtensions } from './item-extensions.ts';
import { itemAsWritten } from './item-reference.ts';
import { findPackageProducts } from './package-products.ts';
import { findRenewalPeriods } from './renewal-periods.ts';
import { findServiceLimits } from './service-limits.ts';

/** All items by article number, in two queries. */
export async function listItemSummaries(session: Session): Promise<ItemSummary[]> {
  const rows = await inOrder(selectItems(session), byArticleNumber(session)).execute();
  const periods = await findRenewalPeriods(session);
  return rows.map((row) => toSummary(row, periods.get(row.id) ?? []));
}

/** Like listItemSummaries, in pages. */
export async function* itemSummaryPages(session: Session): AsyncGenerator<ItemSummary[]> {
  for await (const rows of streamRows(selectItems(session), byArticleNumber(session))) {
    const periods = await findRenewalPeriods(
      session,
      rows.map(({ id }) => id),
    );
    yield rows.map((row) => toSummary(row, periods.get(row.id) ?? []));
  }
}

function byArticleNumber({ dialect }: Session): Key<ItemRow> {
  return [
    { column: 'i.article_number', member: 'articleNumber', nullIs: '', compared: dialect.byCodePoint },
    { column: 'i.id', member: 'id' },
  ];
}

/** All details of one item, which must exist. */
export async function readItemDetails(session: Session, itemId: string): Promise<ItemDetails> {
  const row = await selectItems(session).where('i.id', '=', itemId).executeTakeFirstOrThrow();
  const periods = await findRenewalPeriods(session, [itemId]);
  const attributes = await listAttributes(session, itemId);
  const products = await findPackageProducts(session, [itemId]);
  const services = await findServiceLimits(session, [itemId]);
  const extensions = await findAllowedExtensions(session, [itemId]);
  return {
    ...toSummary(row, periods.get(itemId) ?? []),
    attributes,
    products: products.get(itemId) ?? [],
    services: services.get(itemId) ?? [],
    extensions: (extensions.get(itemId) ?? []).map(({ item, maximumQuantity }) => ({
      item,
      maximumQuantity,
    })),
  };
}

interface ItemRow {
  readonly id: string;
  readonly articleNumber: string;
  readonly name: string;
  readonly kind: ItemSummary['kind'] | null;
  readonly active: boolean | null;
  readonly term_months: number | null;
  readonly term_days: number | null;
  readonly defaultPath: string | null;
}

function selectItems({ db }: Session) {
  return db
    .selectFrom('billing.item as i')
    .leftJoin('tierctl.item_profile as f', 'f.item_id', 'i.id')
    .leftJoin('tierctl.path as p', 'p.id', 'f.default_path_id')
    .select([
      'i.id',
      'i.article_number as articleNumber',
      'i.name',
      'f.kind',
      'f.active',
      'f.term_months',
      'f.term_days',
      'p.name as defaultPath',
    ]);
}

function toSummary(row: ItemRow, renewalPeriods: readonly RenewalPeriod[]): ItemSummary {
  return {
    ...itemAsWritten(row),
    kind: row.kind ?? DEFAULT_PROFILE.kind,
    active: row.active ?? DEFAULT_PROFILE.active,
    term: row.term_months === null ? null : formatTerm({ months: row.term_months, days: row.term_days ?? 0 }),
    defaultPath: row.defaultPath,
    renewalPeriods,
  };
}
