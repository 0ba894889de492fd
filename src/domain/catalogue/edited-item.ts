// An item as commands show and edit it, and the same item as a catalogue file describes it.
import { byArticle } from '../items/extension.ts';
import type { ItemReference } from '../items/item.ts';
import type { ItemDetails } from '../items/item-details.ts';
import { itemLabel } from '../items/item-label.ts';
import { byArticleNumber } from '../items/package-product.ts';
import { byLength, distinctPeriods } from '../items/renewal-period.ts';
import { byService } from '../items/service.ts';
import { formatTerm, parseTerm } from '../term.ts';
import { compareText } from '../text-order.ts';
import type { CatalogueItem } from './catalogue.ts';
import type { StoredCatalogue } from './diff/stored-catalogue.ts';

/** The item with that id; undefined where the part of the catalogue has none. */
export function itemDetails({ items }: StoredCatalogue, id: string): ItemDetails | undefined {
  const stored = items.find((one) => one.id === id);
  if (stored === undefined) return undefined;
  const known = new Map(items.map((one) => [one.id, one]));
  const reference = (itemId: string): ItemReference => {
    const one = known.get(itemId);
    if (one === undefined) return { id: itemId, articleNumber: null, name: null };
    return { id: itemId, articleNumber: one.articleNumber, name: one.name };
  };
  const { articleNumber, name, kind, active, term, defaultPath, attributes, services } = stored;
  return inOrder({
    id,
    articleNumber,
    name,
    kind,
    active,
    term: term === null ? null : formatTerm(term),
    defaultPath,
    renewalPeriods: stored.renewalPeriods.map(({ value, unit }) => ({ value, unit })),
    attributes,
    products: stored.products.map(({ itemId, minimum, maximum }) => ({
      item: reference(itemId),
      minimum,
      maximum,
    })),
    services,
    extensions: stored.extensions.map(({ itemId, maximum }) => ({
      item: reference(itemId),
      maximumQuantity: maximum,
    })),
  });
}

/** As a catalogue file describes it. */
export function catalogueItem(item: ItemDetails): CatalogueItem {
  const { articleNumber, name, kind, active, term, defaultPath, attributes, services } = item;
  return {
    articleNumber,
    name,
    kind,
    active,
    term: term === null ? null : parseTerm(term),
    // The same length may have been inserted twice by hand.
    renewalPeriods: distinctPeriods(item.renewalPeriods),
    defaultPath,
    attributes,
    services,
    extensions: item.extensions.map((one) => ({ item: itemLabel(one.item), maximum: one.maximumQuantity })),
    products: item.products.map((one) => ({
      item: itemLabel(one.item),
      minimum: one.minimum,
      maximum: one.maximum,
    })),
  };
}

/** The item with each list in the order in which it is shown. */
export function inOrder<Details extends ItemDetails>(item: Details): Details {
  return {
    ...item,
    renewalPeriods: [...item.renewalPeriods].sort(byLength),
    attributes: [...item.attributes].sort((one, other) => compareText(one.name, other.name)),
    products: [...item.products].sort(byArticleNumber),
    services: [...item.services].sort(byService),
    extensions: [...item.extensions].sort(byArticle),
  };
}
