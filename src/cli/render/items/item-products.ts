// The products in a package.

import { commandLine } from '../../../domain/command-line.ts';
import type { ItemDetails } from '../../../domain/items/item-details.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { PackageProduct } from '../../../domain/items/package-product.ts';
import type { ListPackageProductsResult } from '../../../operations/items/list-package-products.ts';
import type { Printable } from '../../safe-text/printable.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';

export function listedProducts({ package: whole, products }: ListPackageProductsResult): View {
  return {
    json: { package: whole, products },
    records: products,
    columns: ['item.id', 'item.articleNumber', 'item.name', 'minimum', 'maximum'],
    empty: `${whole.articleNumber} contains no products. Add one: ${commandLine`tierctl item product add ${whole.articleNumber} PRODUCT`}`,
    text: (terminal) => productTable(terminal, products),
  };
}

export function productTable(terminal: Terminal, products: readonly PackageProduct[]): Printable {
  return table(
    terminal,
    [
      { heading: 'product', cell: ({ item }) => itemLabel(item) },
      { heading: 'name', cell: ({ item }) => item.name },
      { heading: 'minimum', align: 'right', cell: ({ minimum }) => minimum },
      { heading: 'maximum', align: 'right', cell: ({ maximum }) => maximum },
    ],
    products,
  );
}

/** Their changes, for `changes`. */
export function productChanges(
  before: ItemDetails,
  after: ItemDetails,
): (readonly [name: string, before: string | null, after: string | null])[] {
  const labels = [...before.products, ...after.products].map(({ item }) => itemLabel(item));
  return [...new Set(labels)]
    .sort()
    .map((label) => [`product ${label}`, quantities(before, label), quantities(after, label)]);
}

function quantities({ products }: ItemDetails, wanted: string): string | null {
  const product = products.find(({ item }) => itemLabel(item) === wanted);
  if (product === undefined) return null;
  const { minimum, maximum } = product;
  return maximum === null ? `at least ${minimum}` : `${minimum} to ${maximum}`;
}
