// Which items a path can connect, and what its grids can name on either side.
import type { ItemWithAttributes, MappingPair } from '../items/attribute-mapping.ts';
import { misfit } from '../items/attribute-mapping.ts';
import type { Item } from '../items/item.ts';
import type { ItemAttribute } from '../items/item-attribute.ts';
import { isCalled, itemLabel } from '../items/item-label.ts';

/** The kinds of items that paths start at and lead to. */
export const PATH_END_KINDS = ['product', 'package'] as const;
export type PathEndKind = (typeof PATH_END_KINDS)[number];

/** An item that a path may start at or lead to. */
export interface PathSide {
  readonly item: Item;
  readonly kind: PathEndKind;
  readonly attributes: readonly ItemAttribute[];
  /** The products of a package, by article number. */
  readonly products: readonly ItemWithAttributes[];
}

/** One row of the attribute grid that is to be filled. Attributes are written `name`, or `PRODUCT:name`. */
export interface AttributeChoice {
  readonly destination: string;
  readonly attribute: ItemAttribute;
  /** The attributes whose type allows them to fill it. */
  readonly candidates: readonly string[];
  /** The attribute of the same name in the item that its holder comes from. */
  readonly suggested: string | undefined;
  /** The source products that become the product that has it, if there are several. */
  readonly becoming: readonly ProductChoice[];
}

/** The attributes of one source product that may fill an attribute of the product that it becomes. */
export interface ProductChoice {
  readonly product: string;
  readonly candidates: readonly string[];
  readonly suggested: string | undefined;
}

/** The product that instances of `product` become by default: the same product, if the destination has it. */
export function suggestedProduct({ item }: ItemWithAttributes, destination: PathSide): string | undefined {
  const same = destination.products.find((one) => one.item.id === item.id);
  return same === undefined ? undefined : itemLabel(same.item);
}

/** A row for each attribute of the destination and of the products in it; `products` is the product grid. */
export function attributeChoices(
  source: PathSide,
  destination: PathSide,
  products: readonly MappingPair[],
): AttributeChoice[] {
  return holders(destination).flatMap(({ holder, prefix, own }) => {
    const sources = holders(source);
    const becoming = sources.filter((from) => !from.own && !own && becomes(from.holder, holder, products));
    // The default source of its values: the product that becomes its holder, or the path's own source.
    const natural = own || becoming.length === 0 ? sources.filter((from) => from.own) : becoming;
    return holder.attributes.map((attribute) => ({
      destination: prefix + attribute.name,
      attribute,
      candidates: sources.flatMap((from) => fitting(from, attribute)),
      suggested: suggested(natural, attribute),
      becoming:
        becoming.length < 2
          ? []
          : becoming.map((from) => ({
              product: itemLabel(from.holder.item),
              candidates: fitting(from, attribute),
              suggested: suggested([from], attribute),
            })),
    }));
  });
}

interface Holder {
  readonly holder: ItemWithAttributes;
  readonly prefix: string;
  /** Whether it is the path's own source or destination, not a product in it. */
  readonly own: boolean;
}

function holders(side: PathSide): Holder[] {
  return [
    { holder: side, prefix: '', own: true },
    ...side.products.map((holder) => ({ holder, prefix: `${itemLabel(holder.item)}:`, own: false })),
  ];
}

function becomes(
  { item: from }: ItemWithAttributes,
  { item: to }: ItemWithAttributes,
  products: readonly MappingPair[],
): boolean {
  return products.some(({ source, destination }) => isCalled(from, source) && isCalled(to, destination));
}

function fitting({ holder, prefix }: Holder, to: ItemAttribute): string[] {
  return holder.attributes.filter((from) => misfit(from, to) === undefined).map(({ name }) => prefix + name);
}

function suggested(from: readonly Holder[], to: ItemAttribute): string | undefined {
  return from.flatMap((one) => fitting(one, to).filter((written) => written === one.prefix + to.name)).at(0);
}
