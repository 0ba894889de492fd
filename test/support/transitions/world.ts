// A catalogue with its subscriptions, as the oracle looks at it: by article number and name, never by id.
import type {
  SeedAttribute,
  SeedItem,
  SeedPath,
  SeedProduct,
  SeedSubscription,
} from '../catalogue/catalogue.ts';

export type Amounts = Readonly<Record<string, number>>;

export interface World {
  readonly items: readonly SeedItem[];
  readonly paths: readonly SeedPath[];
  readonly subscriptions: readonly SeedSubscription[];
  /** By article number: service → amount. */
  readonly limits: Readonly<Record<string, Amounts>>;
  /** By article number: extension → maximum, null for any number. */
  readonly extensions: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  /** By name: article number → level. */
  readonly groups: Readonly<Record<string, Amounts>>;
  /** By address: extension → quantity. */
  readonly held: Readonly<Record<string, Amounts>>;
  /** By address: service → amount. */
  readonly usage: Readonly<Record<string, Amounts>>;
}

export function holderOf(text: string, own: string): { readonly item: string; readonly attribute: string } {
  const [item = '', attribute] = text.split(':');
  return attribute === undefined ? { item: own, attribute: item } : { item, attribute };
}

export function productsOf(world: World, item: string): SeedProduct[] {
  return (itemNamed(world, item).products ?? []).map((product) =>
    typeof product === 'string' ? { item: product, minimum: 1 } : product,
  );
}

export function attributesOf(world: World, item: string): SeedAttribute[] {
  return (itemNamed(world, item).attributes ?? []).map((attribute) =>
    typeof attribute === 'string' ? { name: attribute } : attribute,
  );
}

export function defaultPath(world: World, item: string): SeedPath | null {
  const name = itemNamed(world, item).defaultPath;
  return name === undefined ? null : pathNamed(world, name);
}

export function pathNamed({ paths }: World, name: string): SeedPath {
  const found = paths.find((path) => path.name === name);
  if (found === undefined) throw new Error(`no path ${name}`);
  return found;
}

export function itemNamed({ items }: World, articleNumber: string): SeedItem {
  const found = items.find((item) => item.articleNumber === articleNumber);
  if (found === undefined) throw new Error(`no item ${articleNumber}`);
  return found;
}
