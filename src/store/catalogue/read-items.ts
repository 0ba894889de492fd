import { hasRenewalPeriods, hasTierctlSchema, type Session } from '../../database/session.ts';
import type { ItemProfileTable } from '../../database/tables.ts';
import type { StoredItem, StoredPath } from '../../domain/catalogue/diff/stored-catalogue.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import { byLength } from '../../domain/items/renewal-period.ts';
import { compareText } from '../../domain/text-order.ts';
import type { ItemLabels } from './read-catalogue.ts';

/** Every item with its profile, by article number. */
export async function readItems(
  session: Session,
  labels: ItemLabels,
  paths: readonly StoredPath[],
): Promise<StoredItem[]> {
  const parts = await readParts(session, (id) => labels.get(id)?.articleNumber ?? id);
  const pathNames = new Map(paths.map(({ id, name }) => [id, name]));
  return [...labels]
    .map(([id, { articleNumber, name }]) => {
      const profile = parts.profiles.get(id);
      const defaultPathId = profile?.default_path_id ?? null;
      return {
        id,
        articleNumber,
        name,
        hasProfile: profile !== undefined,
        kind: profile?.kind ?? DEFAULT_PROFILE.kind,
        active: profile?.active ?? DEFAULT_PROFILE.active,
        term: profile === undefined ? null : termOf(profile),
        defaultPathId,
        defaultPath: defaultPathId === null ? null : (pathNames.get(defaultPathId) ?? null),
        renewalPeriods: parts.periods(id).sort(byLength),
        attributes: parts.attributes(id).sort(by(({ name: own }) => own)),
        services: parts.services(id).sort(by(({ service }) => service)),
        extensions: parts.extensions(id).sort(by(({ item }) => item)),
        products: parts.products(id).sort(by(({ item }) => item)),
      };
    })
    .sort(
      (one, other) => compareText(one.articleNumber, other.articleNumber) || compareText(one.id, other.id),
    );
}

async function readParts(session: Session, label: (itemId: string) => string) {
  const { db } = session;
  const periods = hasRenewalPeriods(session)
    ? await db
        .selectFrom('billing.renewal_period')
        .select(['id', 'fk_item_id', 'renewal_period_value', 'renewal_period_unit'])
        .execute()
    : [];
  // One query after the other: a transaction has one connection.
  const own = hasTierctlSchema(session);
  const profiles = own ? await db.selectFrom('tierctl.item_profile').selectAll().execute() : [];
  const attributes = own ? await db.selectFrom('tierctl.item_attribute').selectAll().execute() : [];
  const services = own ? await db.selectFrom('tierctl.service_limit').selectAll().execute() : [];
  const extensions = own ? await db.selectFrom('tierctl.item_extension').selectAll().execute() : [];
  const products = own ? await db.selectFrom('tierctl.package_product').selectAll().execute() : [];
  return {
    profiles: new Map(profiles.map((row) => [row.item_id, row])),
    periods: partsOf(
      periods,
      (row) => row.fk_item_id,
      (row) => ({ id: row.id, value: row.renewal_period_value, unit: row.renewal_period_unit }),
    ),
    attributes: partsOf(
      attributes,
      (row) => row.item_id,
      (row) => ({
        name: row.name,
        type: row.type,
        required: row.required,
        defaultValue: row.default_value,
        choices: row.choices === null ? null : (JSON.parse(row.choices) as string[]),
      }),
    ),
    services: partsOf(
      services,
      (row) => row.item_id,
      ({ service, amount }) => ({ service, amount }),
    ),
    extensions: partsOf(
      extensions,
      (row) => row.item_id,
      (row) => ({
        itemId: row.extension_item_id,
        item: label(row.extension_item_id),
        maximum: row.maximum_quantity,
      }),
    ),
    products: partsOf(
      products,
      (row) => row.package_item_id,
      (row) => ({
        itemId: row.product_item_id,
        item: label(row.product_item_id),
        minimum: row.minimum_quantity,
        maximum: row.maximum_quantity,
      }),
    ),
  };
}

/** The parts of an item, by its id; a new list, for the caller to sort. */
function partsOf<Row, Part>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  make: (row: Row) => Part,
): (id: string) => Part[] {
  const found = collectBy(rows, idOf, make);
  return (id) => found.get(id) ?? [];
}

function by<Part>(nameOf: (part: Part) => string): (one: Part, other: Part) => number {
  return (one, other) => compareText(nameOf(one), nameOf(other));
}

function termOf({ term_months, term_days }: ItemProfileTable): StoredItem['term'] {
  return term_months === null ? null : { months: term_months, days: term_days ?? 0 };
}
