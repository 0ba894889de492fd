import { completeValueList } from '../items/attribute-values.ts';
import { overMaximum, productNotInPackage } from '../items/package-problems.ts';
import type { PackageProduct } from '../items/package-product.ts';
import type { NameValue } from '../name-value.ts';
import { checkSubscribable } from '../subscriptions/subscribable.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { ImportItem, NamedThings } from './import-catalogue.ts';
import { attributesIn } from './imported-attributes.ts';
import type { ListedRecord } from './listed-subscription.ts';
import { badValue, componentDates } from './problems.ts';
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
 * then as many of each product as are missing to its minimum. The reader throws `refused`
 * (`product-not-in-package`, `over-maximum`, `item-inactive`) and the errors of attributes and items. As with components
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
      if (maximum !== null && count > maximum) throw tooMany(item, product, count, { minimum, maximum });
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
    throw badValue(`a component has no member ${names}: it has item and attributes`);
  }
  const isListed = typeof values.item === 'object' && values.item !== null;
  const name = isListed
    ? requireText(readObject('item', values.item), 'articleNumber')
    : requireText(values, 'item');
  const product = items.require(name);
  of.unlessThere(() => requireWholePeriod(values, product, of));
  if (!item.products.some(({ itemId }) => itemId === product.id)) {
    throw productNotInPackage(
      item.articleNumber,
      product.articleNumber,
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
  throw componentDates(product.articleNumber);
}

function filler(product: ImportItem): ComponentOfImport {
  return { itemId: product.id, attributes: completeValueList(product, product.attributes, []) };
}

function tooMany(
  item: ImportItem,
  product: ImportItem,
  count: number,
  limits: Pick<PackageProduct, 'minimum' | 'maximum'>,
): TierctlError {
  const [label, wanted] = [item.articleNumber, product.articleNumber];
  const message = `${label} takes at most ${limits.maximum} of ${wanted}, not ${count}`;
  return overMaximum(message, undefined, { package: label, product: wanted, count, ...limits });
}
