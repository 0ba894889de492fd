import { canonical } from '../../items/renewal-period.ts';
import { formatTerm } from '../../term.ts';
import type { CatalogueItem } from '../catalogue.ts';
import type { CatalogueChange, FieldChange, PartChange } from './catalogue-plan.ts';
import type { CatalogueRows, Terms } from './catalogue-rows.ts';
import type { KnownCatalogue, KnownItem } from './known-catalogue.ts';
import { type PartDifference, partChange, partDifferences } from './part-changes.ts';
import type { StoredItem } from './stored-catalogue.ts';
import { writeAttributeValue, writeMaximum, writePeriod, writeQuantity } from './written-parts.ts';

/** The profile of an item without a row of its own, and the default for what a file leaves out. */
const BLANK: Omit<CatalogueItem, 'articleNumber' | 'name'> = {
  kind: 'product',
  active: true,
  term: null,
  renewalPeriods: [],
  defaultPath: null,
  attributes: [],
  services: [],
  extensions: [],
  products: [],
};

/** How the items of the file differ; adds to `rows` what makes the database match. */
export function diffItems(known: KnownCatalogue, rows: CatalogueRows): CatalogueChange[] {
  return [...known.items.values()].flatMap((one) => {
    if (one.described === undefined) return [];
    const { item, stored } = one;
    const fields = fieldChanges(item, stored);
    fieldRows(one, known, rows);
    const parts = [
      ...attributeChanges(one, rows),
      ...periodChanges(one, rows),
      ...serviceChanges(one, rows),
      ...extensionChanges(one, known, rows),
      ...productChanges(one, known, rows),
    ];
    if (stored !== undefined && fields.length === 0 && parts.length === 0) return [];
    const action = stored === undefined ? 'add' : 'change';
    return [{ action, type: 'item', name: item.articleNumber, fields, parts } as const];
  });
}

function fieldChanges(item: CatalogueItem, stored: StoredItem | undefined): FieldChange[] {
  const texts = (one: Omit<CatalogueItem, 'articleNumber'>) => ({
    name: one.name,
    kind: one.kind,
    active: one.active ? 'yes' : 'no',
    term: one.term === null ? null : formatTerm(one.term),
    defaultPath: one.defaultPath,
  });
  const before: ReturnType<typeof texts> = texts(stored ?? { ...BLANK, name: '' });
  return Object.entries(texts(item)).flatMap(([field, after]) => {
    const was = before[field as keyof typeof before];
    if (was === after) return [];
    return [{ field, before: stored === undefined ? null : was, after }];
  });
}

function fieldRows({ id, item, stored }: KnownItem, { paths }: KnownCatalogue, rows: CatalogueRows): void {
  const { articleNumber, name } = item;
  if (stored === undefined) rows.items.added.push({ id, articleNumber, name });
  else if (stored.name !== name) rows.items.changed.push({ id, before: stored.name, after: name });

  const terms = termsOf(item);
  if (stored === undefined) rows.profiles.added.push({ itemId: id, ...terms });
  else if (JSON.stringify(termsOf(stored)) !== JSON.stringify(terms)) {
    if (stored.hasProfile) rows.profiles.changed.push({ itemId: id, before: termsOf(stored), after: terms });
    else rows.profiles.added.push({ itemId: id, ...terms });
  }

  const before = stored?.defaultPathId ?? null;
  const after = item.defaultPath === null ? null : (paths.get(item.defaultPath)?.id ?? null);
  if (before !== after) rows.defaultPaths.push({ itemId: id, before, after });
}

function termsOf({ kind, active, term }: CatalogueItem): Terms {
  return { kind, active, term: term === null ? null : { months: term.months, days: term.days } };
}

function attributeChanges({ id, item, stored }: KnownItem, rows: CatalogueRows): PartChange[] {
  const changes = partDifferences(
    stored?.attributes ?? [],
    item.attributes,
    ({ name }) => name,
    (one, other) =>
      writeAttributeValue(one) === writeAttributeValue(other) &&
      JSON.stringify(one.choices) === JSON.stringify(other.choices),
  );
  for (const { name, before, after } of changes) {
    if (before === undefined && after !== undefined) rows.attributes.added.push({ itemId: id, ...after });
    else if (before !== undefined && after === undefined) rows.attributes.removed.push({ itemId: id, name });
    else if (before !== undefined && after !== undefined)
      rows.attributes.changed.push({ itemId: id, name, before, after });
  }
  return changes.map((change) => written('attribute', change, writeAttributeValue));
}

// A period that the item has in another spelling already exists: 12 months are 1 year.
function periodChanges({ id, item, stored }: KnownItem, rows: CatalogueRows): PartChange[] {
  const changes = partDifferences(stored?.renewalPeriods ?? [], item.renewalPeriods, canonical, () => true);
  for (const { before, after } of changes) {
    if (after !== undefined) rows.periods.added.push({ itemId: id, value: after.value, unit: after.unit });
    const lengths = before === undefined ? '' : canonical(before);
    // The same length may have been inserted twice by hand; both are removed.
    for (const period of stored?.renewalPeriods ?? [])
      if (before !== undefined && canonical(period) === lengths) rows.periods.removed.push(period.id);
  }
  return changes.map(({ before, after }) =>
    partChange(
      'renewal',
      after === undefined ? (before === undefined ? '' : writePeriod(before)) : writePeriod(after),
      before === undefined ? undefined : '',
      after === undefined ? undefined : '',
    ),
  );
}

function serviceChanges({ id, item, stored }: KnownItem, rows: CatalogueRows): PartChange[] {
  const changes = partDifferences(
    stored?.services ?? [],
    item.services,
    ({ service }) => service,
    (one, other) => one.amount === other.amount,
  );
  for (const { name, before, after } of changes) {
    if (before !== undefined)
      rows.services.removed.push({ itemId: id, service: name, amount: before.amount });
    if (after !== undefined) rows.services.added.push({ itemId: id, service: name, amount: after.amount });
  }
  return changes.map((change) => written('service', change, ({ amount }) => String(amount)));
}

function extensionChanges(
  { id, item, stored }: KnownItem,
  { items }: KnownCatalogue,
  rows: CatalogueRows,
): PartChange[] {
  const changes = partDifferences(
    stored?.extensions ?? [],
    item.extensions,
    (one) => one.item,
    (one, other) => one.maximum === other.maximum,
  );
  for (const { before, after } of changes) {
    if (before !== undefined)
      rows.extensions.removed.push({ itemId: id, extensionId: before.itemId, maximum: before.maximum });
    const extension = after === undefined ? undefined : items.get(after.item);
    if (after !== undefined && extension !== undefined)
      rows.extensions.added.push({ itemId: id, extensionId: extension.id, maximum: after.maximum });
  }
  return changes.map((change) => written('extension', change, ({ maximum }) => writeMaximum(maximum)));
}

function productChanges(
  { id, item, stored }: KnownItem,
  { items }: KnownCatalogue,
  rows: CatalogueRows,
): PartChange[] {
  const changes = partDifferences(
    stored?.products ?? [],
    item.products,
    (one) => one.item,
    (one, other) => one.minimum === other.minimum && one.maximum === other.maximum,
  );
  for (const { before, after } of changes) {
    if (before !== undefined) {
      const { itemId: productId, minimum, maximum } = before;
      rows.products.removed.push({ itemId: id, productId, minimum, maximum });
    }
    const product = after === undefined ? undefined : items.get(after.item);
    if (after !== undefined && product !== undefined) {
      const { minimum, maximum } = after;
      rows.products.added.push({ itemId: id, productId: product.id, minimum, maximum });
    }
  }
  return changes.map((change) => written('product', change, writeQuantity));
}

function written<Part>(
  type: PartChange['type'],
  { name, before, after }: PartDifference<Part, Part>,
  write: (part: Part) => string,
): PartChange {
  return partChange(
    type,
    name,
    before === undefined ? undefined : write(before),
    after === undefined ? undefined : write(after),
  );
}
