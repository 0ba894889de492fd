// What prevents a change of an item: subscriptions, their values, and paths and packages that the file does not describe.

import { attributeInUse } from '../../items/attribute-problems.ts';
import { type ItemAttribute, parseAttributeValue } from '../../items/item-attribute.ts';
import { checkKindChange, type KindHolders } from '../../items/kind-change.ts';
import { checkNewMaximum, checkRemovable, type ProductUsage } from '../../items/package-contents.ts';
import { describeHolders, type ValueHolders } from '../../items/value-holders.ts';
import type { CatalogueAttribute } from '../../paths/attribute-holder.ts';
import { checkStillFit, type MappedAttributes, type MappedEnd } from '../../paths/mapped-attributes.ts';
import type { CatalogueItem } from '../catalogue.ts';
import { type CatalogueProblem, problemOf } from '../catalogue-problem.ts';
import { asItem } from './item-rules.ts';
import type { KnownCatalogue, KnownItem, KnownPath } from './known-catalogue.ts';

/** What only the database knows, read in a fixed number of queries. */
export interface HolderQuestions {
  /** Ids of items whose kind changes. */
  readonly kinds: readonly string[];
  readonly removedAttributes: readonly AttributeOfStored[];
  /** Attributes whose type or choices change. */
  readonly changedAttributes: readonly AttributeOfStored[];
  /** Products that a package loses, or whose maximum becomes lower. */
  readonly products: readonly ProductOfStored[];
}

export interface ProductOfStored {
  readonly packageId: string;
  readonly productId: string;
}

export interface AttributeOfStored {
  readonly itemId: string;
  readonly name: string;
}

export interface HolderAnswers {
  /** By item id; an item that no subscription holds is left out. */
  readonly kinds: ReadonlyMap<string, SubscriptionHolders>;
  /** Holders of a value, by holderKey; an attribute without any value is left out. */
  readonly removed: ReadonlyMap<string, ValueHolders>;
  /** The distinct values that they hold, by holderKey. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** How many of the product active subscriptions to the package have, by productKey; left out where they have none. */
  readonly products: ReadonlyMap<string, ProductHolders>;
}

export type ProductHolders = Pick<ProductUsage, 'subscriptions' | 'most'>;

export type SubscriptionHolders = Pick<
  KindHolders,
  'subscriptions' | 'pendingChanges' | 'components' | 'extendedSubscriptions'
>;

export function holderKey({ itemId, name }: AttributeOfStored): string {
  return `${itemId}:${name}`;
}

export function productKey({ packageId, productId }: ProductOfStored): string {
  return `${packageId}:${productId}`;
}

export function holderQuestions({ items }: KnownCatalogue): HolderQuestions {
  const changed = [...items.values()].filter(({ described, stored }) => described && stored);
  return {
    kinds: changed.filter(({ item, stored }) => item.kind !== stored?.kind).map(({ id }) => id),
    removedAttributes: changed.flatMap((known) =>
      removedAttributes(known).map(({ name }) => ({ itemId: known.id, name })),
    ),
    changedAttributes: changed.flatMap((known) =>
      retyped(known).map(({ after }) => ({ itemId: known.id, name: after.name })),
    ),
    products: changed.flatMap((known) =>
      narrowedProducts(known).map(({ before }) => ({ packageId: known.id, productId: before.itemId })),
    ),
  };
}

export function holderProblems(known: KnownCatalogue, answers: HolderAnswers): CatalogueProblem[] {
  const elsewhere = [...known.paths.values()].filter(({ described }) => described === undefined);
  const users = productUsers(elsewhere);
  const mapped = attributeUsers(elsewhere);
  const holders = kindHolders(known);
  const carried = mappedAttributes(elsewhere, known);
  return [...known.items.values()].flatMap((one) => {
    if (one.described === undefined || one.stored === undefined) return [];
    return [
      ...kindProblems(one, one.described.index, holders, answers),
      ...removalProblems(one, one.described.index, mapped, answers),
      ...valueProblems(one, one.described.index, answers),
      ...fitProblems(one, one.described.index, carried),
      ...productProblems(one, one.described.index, users, answers),
    ];
  });
}

function removedAttributes({ item, stored }: KnownItem): ItemAttribute[] {
  const kept = new Set(item.attributes.map(({ name }) => name));
  return (stored?.attributes ?? []).filter(({ name }) => !kept.has(name));
}

interface RetypedAttribute {
  readonly before: ItemAttribute;
  readonly after: ItemAttribute;
  readonly index: number;
}

/** Attributes whose values may no longer be allowed. A text allows any value. */
function retyped(item: KnownItem): RetypedAttribute[] {
  return otherwiseTyped(item).filter(({ after }) => after.type !== 'text');
}

function otherwiseTyped({ item, stored }: KnownItem): RetypedAttribute[] {
  const former = new Map((stored?.attributes ?? []).map((one) => [one.name, one]));
  return item.attributes.flatMap((after, index) => {
    const before = former.get(after.name);
    const same =
      before === undefined ||
      (before.type === after.type && JSON.stringify(before.choices) === JSON.stringify(after.choices));
    return same ? [] : [{ before, after, index }];
  });
}

function kindProblems(
  one: KnownItem,
  n: number,
  holders: (item: CatalogueItem) => Omit<KindHolders, keyof SubscriptionHolders>,
  answers: HolderAnswers,
): CatalogueProblem[] {
  const { item, stored, id } = one;
  if (stored === undefined || item.kind === stored.kind) return [];
  const none = { subscriptions: 0, pendingChanges: 0, components: 0, extendedSubscriptions: 0 };
  return problemOf(['items', n, 'kind'], () =>
    checkKindChange(asItem(one), item.kind, {
      ...holders(item),
      ...(answers.kinds.get(id) ?? none),
    }),
  );
}

function kindHolders({ items, paths }: KnownCatalogue) {
  const add = (map: Map<string, string[]>, to: string, name: string) =>
    map.set(to, [...(map.get(to) ?? []), name]);
  const [ends, packages, extended] = [1, 2, 3].map(() => new Map<string, string[]>()) as [
    Map<string, string[]>,
    Map<string, string[]>,
    Map<string, string[]>,
  ];
  for (const { path } of paths.values()) {
    add(ends, path.source, path.name);
    add(ends, path.destination, path.name);
  }
  for (const { item } of items.values()) {
    for (const product of item.products) add(packages, product.item, item.articleNumber);
    for (const extension of item.extensions) add(extended, extension.item, item.articleNumber);
  }
  return ({ articleNumber, products, extensions }: CatalogueItem) => ({
    paths: ends.get(articleNumber) ?? [],
    packages: packages.get(articleNumber) ?? [],
    products: products.map(({ item }) => item),
    extends: extended.get(articleNumber) ?? [],
    extensions: extensions.map(({ item }) => item),
  });
}

function removalProblems(
  one: KnownItem,
  n: number,
  mapped: ReadonlyMap<string, readonly string[]>,
  answers: HolderAnswers,
): CatalogueProblem[] {
  const { articleNumber } = one.item;
  return removedAttributes(one).flatMap(({ name }) => {
    const paths = mapped.get(`${articleNumber}:${name}`) ?? [];
    const place = ['items', n, 'attributes'];
    if (paths.length > 0) {
      const why = `is mapped by ${paths.map((path) => `"${path}"`).join(', ')}`;
      const hint = 'take it out of the mapping first';
      return [{ place, error: attributeInUse(articleNumber, name, why, hint, paths[0]) }];
    }
    const held = answers.removed.get(holderKey({ itemId: one.id, name }));
    const holders = held && describeHolders(held);
    if (holders === undefined) return [];
    const hint = 'it can only be removed from an item whose subscriptions have no value for it';
    return [{ place, error: attributeInUse(articleNumber, name, `has a value on ${holders}`, hint) }];
  });
}

function valueProblems(one: KnownItem, n: number, { values }: HolderAnswers): CatalogueProblem[] {
  return retyped(one).flatMap(({ after, index }) => {
    const held = values.get(holderKey({ itemId: one.id, name: after.name })) ?? [];
    const misfit = held.find((value) => !fits(after, value));
    if (misfit === undefined) return [];
    const why = `has the value "${misfit}" on a subscription, which would no longer be allowed`;
    const hint = 'keep a type, or choices, that the values in use fit';
    const error = attributeInUse(one.item.articleNumber, after.name, why, hint);
    return [{ place: ['items', n, 'attributes', index], error }];
  });
}

/** The grid rows of `paths`, with the attributes after the change. */
function mappedAttributes(paths: readonly KnownPath[], { items }: KnownCatalogue): MappedAttributes[] {
  const end = ({ item, attribute }: CatalogueAttribute): MappedEnd | undefined => {
    const holder = items.get(item);
    const found = holder?.item.attributes.find(({ name }) => name === attribute);
    return holder === undefined || found === undefined
      ? undefined
      : { item: asItem(holder), attribute: found };
  };
  return paths.flatMap(({ path }) =>
    path.map.flatMap((row) => {
      const [source, destination] = [end(row.source), end(row.destination)];
      return source === undefined || destination === undefined
        ? []
        : [{ path: path.name, source, destination }];
    }),
  );
}

function fitProblems(one: KnownItem, n: number, mapped: readonly MappedAttributes[]): CatalogueProblem[] {
  const names = otherwiseTyped(one).map(({ after }) => after.name);
  if (names.length === 0) return [];
  return problemOf(['items', n, 'attributes'], () => checkStillFit(asItem(one), names, mapped));
}

function fits(attribute: ItemAttribute, value: string): boolean {
  try {
    parseAttributeValue(attribute, value);
    return true;
  } catch {
    return false;
  }
}

function attributeUsers(paths: readonly KnownPath[]): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { path } of paths) {
    for (const { source, destination } of path.map) {
      for (const { item, attribute } of [source, destination]) {
        const key = `${item}:${attribute}`;
        const own = users.get(key) ?? [];
        if (!own.includes(path.name)) users.set(key, [...own, path.name]);
      }
    }
  }
  return users;
}

/** Which paths that the file does not describe carry a product of a package over, or attributes of it. */
interface ProductUsers {
  readonly carriedBy: ReadonlyMap<string, ReadonlySet<string>>;
  readonly mappedBy: ReadonlyMap<string, ReadonlySet<string>>;
}

function productUsers(paths: readonly KnownPath[]): ProductUsers {
  const carriedBy = new Map<string, Set<string>>();
  const mappedBy = new Map<string, Set<string>>();
  const add = (users: Map<string, Set<string>>, packageItem: string, product: string, path: string): void => {
    const key = JSON.stringify([packageItem, product]);
    users.set(key, (users.get(key) ?? new Set<string>()).add(path));
  };
  for (const { path } of paths) {
    for (const side of ['source', 'destination'] as const) {
      for (const row of path.products) add(carriedBy, path[side], row[side], path.name);
      for (const row of path.map) add(mappedBy, path[side], row[side].item, path.name);
    }
  }
  return { carriedBy, mappedBy };
}

function narrowedProducts({ item, stored }: KnownItem) {
  const kept = new Map(item.products.map((product, index) => [product.item, { ...product, index }]));
  return (stored?.products ?? []).flatMap((before) => {
    const after = kept.get(before.item);
    const narrower =
      after === undefined ||
      (after.maximum !== null && (before.maximum === null || after.maximum < before.maximum));
    return narrower ? [{ before, after }] : [];
  });
}

function productProblems(
  one: KnownItem,
  n: number,
  { carriedBy, mappedBy }: ProductUsers,
  answers: HolderAnswers,
): CatalogueProblem[] {
  const packageItem = asItem(one);
  return narrowedProducts(one).flatMap(({ before, after }) => {
    const { itemId, minimum } = before;
    const key = JSON.stringify([packageItem.articleNumber, before.item]);
    const usage: ProductUsage = {
      carriedBy: [...(carriedBy.get(key) ?? [])],
      mappedBy: [...(mappedBy.get(key) ?? [])],
      ...(answers.products.get(productKey({ packageId: one.id, productId: itemId })) ?? {
        subscriptions: 0,
        most: 0,
      }),
    };
    const product = { id: itemId, articleNumber: before.item, name: before.item };
    return after === undefined
      ? problemOf(['items', n, 'products'], () =>
          checkRemovable(packageItem, { item: product, minimum, maximum: before.maximum }, usage),
        )
      : problemOf(['items', n, 'products', after.index, 'maximum'], () =>
          checkNewMaximum(packageItem, { item: product, minimum, maximum: after.maximum }, usage),
        );
  });
}
