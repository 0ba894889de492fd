import { randomUUID } from 'node:crypto';
import type { Session } from '../database/session.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { insertRows } from './bulk-rows.ts';
import { type CatalogueIds, idOf } from './catalogue-ids.ts';

/** Stores items with their profiles, renewal periods and attributes; default paths come with the paths. */
export async function insertItems(session: Session, { items }: Catalogue, ids: CatalogueIds): Promise<void> {
  const { uuid, boolean, integer, longText, text } = session.dialect.types;
  await insertRows(
    session,
    'billing.item',
    { id: uuid, article_number: text(100), name: text(200) },
    items.map(({ articleNumber, name }) => ({
      id: idOf(ids.items, articleNumber),
      article_number: articleNumber,
      name,
    })),
  );
  await insertRows(
    session,
    'tierctl.item_profile',
    { item_id: uuid, kind: text(20), active: boolean, term_months: integer, term_days: integer },
    items.map(({ articleNumber, kind, active, term }) => ({
      item_id: idOf(ids.items, articleNumber),
      kind,
      active,
      term_months: term?.months ?? null,
      term_days: term?.days ?? null,
    })),
  );
  await insertRows(
    session,
    'billing.renewal_period',
    { id: uuid, fk_item_id: uuid, renewal_period_value: integer, renewal_period_unit: text(20) },
    items.flatMap(({ articleNumber, renewalPeriods }) =>
      renewalPeriods.map(({ value, unit }) => ({
        id: randomUUID(),
        fk_item_id: idOf(ids.items, articleNumber),
        renewal_period_value: value,
        renewal_period_unit: unit,
      })),
    ),
  );
  await insertRows(
    session,
    'tierctl.item_attribute',
    {
      item_id: uuid,
      name: text(100),
      type: text(20),
      required: boolean,
      default_value: longText,
      choices: longText,
    },
    items.flatMap(({ articleNumber, attributes }) =>
      attributes.map(({ name, type, required, defaultValue, choices }) => ({
        item_id: idOf(ids.items, articleNumber),
        name,
        type,
        required,
        default_value: defaultValue,
        choices: choices === null ? null : JSON.stringify(choices),
      })),
    ),
  );
}
