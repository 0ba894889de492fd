import { completeValueList } from '../items/attribute-values.ts';
import type { NameValue } from '../name-value.ts';
import { checkSubscribable } from '../subscriptions/subscribable.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { ImportItem, NamedThings } from './import-catalogue.ts';
import { attributesIn } from './imported-attributes.ts';
import type { ListedRecord } from './listed-subscription.ts';
import { type RecordValues, readArray, readObject, requireText } from './record-values.ts';

/** A product instance inside a package, numbered by its place. */
export interface ComponentOfImport {
  readonly itemId: string;
  /** By name. */
  readonly attributes: readonly NameValue[];
}

/** The subscription that holds them. */
export interface PackageOfImport extends Pick<ListedRecord, 'unlessThere'> {
  readonly startDate: string;
}

/** The last five are members of the output of `subscription show`. */
const MEMBERS = ['item', 'attributes', 'number', 'status', 'startDate', 'endDate', 'continues'];

/**
 * Reads `components: [{ item, attributes }]` of a subscription to a package: first the listed ones in their order,
 * then as many of each product as are missing to its minimum. The reader throws `refused` (`no-package`,
 * `product-not-in-package`, `over-maximum`, `item-inactive`) and the errors of attributes and items. As with components
 * added by hand, an inactive product is limited to its minimum, unless `allowInactive` is set.
 */
export function importedComponents(
  items: NamedThings<ImportItem>,
  { allowInactive }: { readonly allowInactive: boolean },
): (item: ImportItem, written: unknown, of: PackageOfImport) => readonly ComponentOfImport[] {
  return (item, written, of) => {
    if (item.products.length === 0 && written === undefined) return [];
    const components = readArray('components', written).map((one) => readOne(item, one, items, of));
    for (const { itemId, minimum, maximum } of item.products) {
      const count = components.filter((component) => component.itemId === itemId).length;
      const product = items.byId(itemId);
      if (product === undefined) continue;
      if (maximum !== null && count > maximum) throw overMaximum(item, product, count, maximum);
      if (count > minimum && !allowInactive) checkSubscribable(product, product);
      for (let missing = minimum - count; missing > 0; missing--) components.push(filler(product));
    }
    return components;
  };
}

function readOne(
  item: ImportItem,
  written: unknown,
  items: NamedThings<ImportItem>,
  of: PackageOfImport,
): ComponentOfImport {
  const values: RecordValues = readObject('components', written);
  const unknown = Object.keys(values).filter((name) => !MEMBERS.includes(name));
  if (unknown.length > 0) {
    const names = unknown.map((name) => JSON.stringify(name)).join(', ');
    throw refused('bad-value', `a component has no member ${names}: it has item and attributes`);
  }
  const isListed = typeof values.item === 'object' && values.item !== null;
  const name = isListed
    ? requireText(readObject('item', values.item), 'articleNumber')
    : requireText(values, 'item');
  const product = items.require(name);
  of.unlessThere(() => requireWholePeriod(values, product, of));
  if (!item.products.some(({ itemId }) => itemId === product.id)) {
    throw refused(
      'product-not-in-package',
      `${product.articleNumber} is no product of ${item.articleNumber}`,
    );
  }
  const attributes = completeValueList(product, product.attributes, attributesIn(values.attributes));
  return { itemId: product.id, attributes };
}

/** An import adds components that begin with the subscription and have not ended. */
function requireWholePeriod(values: RecordValues, product: ImportItem, { startDate }: PackageOfImport): void {
  const start = values.startDate ?? startDate;
  if (start === startDate && (values.endDate ?? null) === null && values.status !== 'ended') return;
  throw refused(
    'component-dates',
    `a component ${product.articleNumber} has dates of its own, which an import cannot make`,
  );
}

function filler(product: ImportItem): ComponentOfImport {
  return { itemId: product.id, attributes: completeValueList(product, product.attributes, []) };
}

function overMaximum(item: ImportItem, product: ImportItem, count: number, maximum: number): TierctlError {
  return refused(
    'over-maximum',
    `${item.articleNumber} takes at most ${maximum} of ${product.articleNumber}, not ${count}`,
  );
}

function refused(code: string, message: string): TierctlError {
  return new TierctlError('refused', code, message);
}
