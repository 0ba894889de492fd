import { commandLine } from '../command-line.ts';
import { quotedName } from '../name-rule.ts';
import { problem } from '../problem.ts';
import { didYouMean } from '../suggestion.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { KindHolders } from './kind-change.ts';
import type { ProductUsage } from './package-contents.ts';

/** An article number is empty, too long, a UUID, or has blanks or invisible characters. Fix: give another one, such as `HST-GOLD`. */
export function badArticleNumber(text: string, why: string, longest: number): TierctlError {
  return problem('usage', 'bad-article-number', `${quotedName(text)} cannot be an article number: ${why}`, {
    hint: `give 1 to ${longest} characters without blanks, such as HST-GOLD; a UUID would be taken for an id`,
    data: { value: text },
  });
}

/** An item with this article number exists. Fix: change it with `item set`, or pass `--if-not-exists`. */
export function itemExists(articleNumber: string): TierctlError {
  return problem('conflict', 'item-exists', `item "${articleNumber}" already exists`, {
    hint: `change it with ${commandLine`tierctl item set ${articleNumber}`}, or pass --if-not-exists`,
    data: { item: articleNumber },
  });
}

/** The item is not sold any more. Fix: activate it with `item set --active`, or choose another one. */
export function itemInactive(
  item: string,
  /** Of a path. */
  side: 'source' | 'destination' | null = null,
): TierctlError {
  const which = side === null ? item : `the ${side} ${item}`;
  return problem('refused', 'item-inactive', `${which} is not active`, {
    hint: `run: ${commandLine`tierctl item set ${item} --active`}`,
    data: { item, side },
  });
}

/** The kind of an item cannot change while something depends on it. Fix: first remove what depends on it, or create another item. */
export function kindInUse(
  item: string,
  kind: string,
  reasons: readonly string[],
  holders: KindHolders,
): TierctlError {
  const { paths, packages, products, extensions } = holders;
  const { subscriptions, pendingChanges, components, extendedSubscriptions } = holders;
  const message = `${item} cannot become ${kind === 'extension' ? 'an' : 'a'} ${kind}: ${reasons.join('; ')}`;
  return problem('refused', 'kind-in-use', message, {
    hint: 'create another item of that kind, or first remove what depends on this one',
    data: {
      item,
      kind,
      paths,
      subscriptions,
      pendingChanges,
      packages,
      products,
      components,
      extends: holders.extends,
      extensions,
      extendedSubscriptions,
    },
  });
}

/** An attribute is not written as it must be. Fix: write `NAME[:TYPE][:required][:default=VALUE]`. */
export function badAttribute(message: string, value: string | null = null, hint?: string): TierctlError {
  return problem('usage', 'bad-attribute', message, { hint, data: { value } });
}

/** Two attributes of an item have names that look alike. Fix: name each attribute once. */
export function duplicateAttribute(name: string): TierctlError {
  return problem('usage', 'duplicate-attribute', `the attribute "${name}" is given twice`, {
    hint: 'name each attribute once; names that differ in case or width alone count as one',
    data: { attribute: name },
  });
}

/** The item has no such attribute. Fix: correct the name; `item show` lists the attributes. */
export function noSuchAttribute(
  item: string,
  attribute: string,
  none: boolean,
  near: string | undefined,
): TierctlError {
  const rest = none ? '; it has none at all' : didYouMean(near);
  return problem('not-found', 'attribute-not-found', `${item} has no attribute "${attribute}"${rest}`, {
    hint: `see: ${commandLine`tierctl item show ${item}`}`,
    data: { item, attribute, suggestion: near ?? null },
  });
}

/** A required attribute has no value. Fix: give one; the hint has the option. */
export function attributeRequired(
  item: string,
  holder: string,
  attributes: readonly string[],
  options: readonly string[],
): TierctlError {
  const message = `${holder} needs ${attributes.map((name) => `"${name}"`).join(' and ')}`;
  return problem('refused', 'attribute-required', message, {
    hint: `add ${options.join(' ')}`,
    data: { item, attributes },
  });
}

/** An attribute is set twice, or set and removed. Fix: name it once. */
export function attributeGivenTwice(attribute: string): TierctlError {
  return problem('usage', 'attribute-given-twice', `the attribute "${attribute}" is given twice`, {
    data: { attribute },
  });
}

/** The type of the attribute does not allow the value. Fix: give one that it allows; the hint says which. */
export function badAttributeValue(attribute: string, value: string, wanted: string): TierctlError {
  return problem('usage', 'bad-attribute-value', `"${value}" is no value for the attribute "${attribute}"`, {
    hint: `give ${wanted}`,
    data: { attribute, value },
  });
}

/** An attribute cannot be removed or changed while subscriptions or paths use it. Fix: first remove what uses it. */
export function attributeInUse(
  item: string,
  attribute: string,
  why: string,
  hint: string,
  path: string | null = null,
): TierctlError {
  return problem('refused', 'attribute-in-use', `the attribute "${attribute}" of ${item} ${why}`, {
    hint,
    data: { item, attribute, path },
  });
}

/** Values of one attribute cannot become values of the other. Fix: map attributes of the same type, or map to a text. */
export function typesDiffer(source: string, destination: string, message: string): TierctlError {
  return problem('refused', 'attribute-types-differ', message, {
    hint: 'map attributes of the same type, or map to a text',
    data: { source, destination },
  });
}

/** The name of a service has other characters than letters, digits, dots, hyphens and underscores. Fix: give another one. */
export function badService(text: string, why: string): TierctlError {
  return problem('usage', 'bad-service', `${quotedName(text)} cannot be the name of a service${why}`, {
    hint: 'give 1 to 100 letters, digits, dots, hyphens and underscores, such as email or disk-mb',
    data: { value: text },
  });
}

/** An amount of a service is not written `SERVICE=AMOUNT`, or out of range. Fix: write a whole number, such as `email=10`. */
export function badServiceAmount(text: string, least: number, largest: number): TierctlError {
  return problem('usage', 'bad-service-amount', `"${text}" is not SERVICE=AMOUNT`, {
    hint: `write a whole number from ${least} to ${largest}, such as email=10`,
    data: { value: text },
  });
}

/** A service is given twice. Fix: name it once. */
export function serviceGivenTwice(service: string): TierctlError {
  return problem('usage', 'service-given-twice', `the service "${service}" is given twice`, {
    data: { service },
  });
}

/** The item has no limit for this service. Fix: correct the name; `item show` lists the services. */
export function serviceNotFound(item: string, service: string, near: string | undefined): TierctlError {
  return problem('not-found', 'service-not-found', `${item} has no service "${service}"${didYouMean(near)}`, {
    hint: near === undefined ? `see: ${commandLine`tierctl item show ${item}`}` : undefined,
    data: { item, service, suggestion: near ?? null },
  });
}

/** A renewal period is not one number and one unit. Fix: write it like `P1M`, `P1Y`, `P2W` or `P30D`. */
export function badRenewalPeriod(text: string): TierctlError {
  return problem('usage', 'bad-renewal-period', `"${text}" cannot be a renewal period`, {
    hint: 'give one number and one unit, such as P1M, P1Y, P2W or P30D',
    data: { value: text },
  });
}

/** An extension is not written `EXTENSION=QUANTITY`, or out of range. Fix: write a whole number, such as `MAIL-PACK=2`. */
export function badExtensionQuantity(text: string, least: number, largest: number): TierctlError {
  return problem('usage', 'bad-extension-quantity', `"${text}" is not EXTENSION=QUANTITY`, {
    hint: `write a whole number from ${least} to ${largest}, such as MAIL-PACK=2`,
    data: { value: text },
  });
}

/** An extension is given twice. Fix: name it once, with the whole quantity. */
export function extensionGivenTwice(extension: string): TierctlError {
  return problem('usage', 'extension-given-twice', `the extension "${extension}" is given twice`, {
    data: { extension },
  });
}

/** The maximum quantity of an extension is out of range. Fix: give a whole number above zero, or none. */
export function badMaximumQuantity(quantity: number, largest: number): TierctlError {
  return problem('usage', 'bad-maximum-quantity', `${quantity} cannot be a maximum quantity`, {
    hint: `give a whole number from 1 to ${largest}`,
    data: { value: quantity },
  });
}

/** The item is no extension. Fix: name an extension, or change its kind with `item set --kind extension`. */
export function itemNotExtension(item: string, kind: string): TierctlError {
  return problem('refused', 'item-not-extension', `${item} is a ${kind}, not an extension`, {
    hint: `run: ${commandLine`tierctl item set ${item} --kind extension`}`,
    data: { item, kind },
  });
}

/** An extension cannot have extensions. Fix: add it to a product or a package. */
export function extensionOfExtension(item: string): TierctlError {
  return problem(
    'refused',
    'extension-of-extension',
    `${item} is an extension; it has no extensions of its own`,
    { hint: 'add it to a product or a package', data: { item } },
  );
}

/** The item is no package, so it has no products or components. Fix: name a package. */
export function itemNotPackage(
  item: string,
  /** Null where it does not matter. */
  kind: string | null,
  why: string,
  hint: string,
): TierctlError {
  return problem('refused', 'item-not-package', `${item} ${why}`, { hint, data: { item, kind } });
}

/** A package can hold products only. Fix: name a product; `item list --kind product` lists them. */
export function itemNotProduct(packageItem: string, product: string, kind: string): TierctlError {
  const message = `${product} is ${kind === 'extension' ? 'an' : 'a'} ${kind}; a package is made of products`;
  return problem('refused', 'item-not-product', message, {
    hint: 'see: tierctl item list --kind product',
    data: { package: packageItem, product, kind },
  });
}

/** A package cannot be in itself. Fix: name an item of kind product. */
export function productIsPackage(item: string): TierctlError {
  return problem('refused', 'product-is-package', `${item} cannot be in itself`, {
    hint: 'name an item of kind product',
    data: { package: item, product: item },
  });
}

/** The product is in the package. Fix: change it with `item product update`, or pass `--if-not-exists`. */
export function productInPackage(packageItem: string, product: string): TierctlError {
  const command = commandLine`tierctl item product update ${packageItem} ${product}`;
  return problem('conflict', 'product-in-package', `${product} is in ${packageItem} already`, {
    hint: `change it with ${command}, or pass --if-not-exists`,
    data: { package: packageItem, product },
  });
}

/** The package has no such product. Fix: correct the name; `item show` lists the products. */
export function productNotInPackage(
  packageItem: string,
  product: string,
  message: string,
  hint?: string,
  near?: string,
): TierctlError {
  return problem('refused', 'product-not-in-package', message, {
    hint,
    data: { package: packageItem, product, suggestion: near ?? null },
  });
}

/** Subscriptions or paths rely on the product in the package. Fix: first end these components, and unmap the product. */
export function productInUse(
  packageItem: string,
  product: string,
  { carriedBy, mappedBy, subscriptions, most }: ProductUsage,
  message: string,
  hint: string,
): TierctlError {
  return problem('refused', 'product-in-use', message, {
    hint,
    data: { package: packageItem, product, carriedBy, mappedBy, subscriptions, most },
  });
}

/** Minimum or maximum of a product in a package is out of range. Fix: give whole numbers, the minimum not above the maximum. */
export function badProductQuantity(
  message: string,
  minimum: number,
  maximum: number | null,
  most: number,
): TierctlError {
  return problem('usage', 'bad-product-quantity', message, {
    hint: `both are whole numbers from 0 to ${most}, the minimum not above the maximum`,
    data: { minimum, maximum },
  });
}

/** How many of a product a subscription to a package would have. */
interface CountOfProduct {
  readonly package: string;
  readonly product: string;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number | null;
}

/** A subscription would have fewer of a product than its package has. Fix: choose a number within the limits of the package. */
export function underMinimum(counted: CountOfProduct): TierctlError {
  const { package: label, product, count, minimum, maximum } = counted;
  const message = `${label} has at least ${minimum} of ${product}; this would make ${count}`;
  return problem('refused', 'under-minimum', message, {
    hint: `see: ${commandLine`tierctl item show ${label}`}`,
    data: { package: label, product, count, minimum, maximum },
  });
}

/** A subscription would have more of a product than its package allows. Fix: choose a number within the limits of the package. */
export function overMaximum(
  message: string,
  hint: string | undefined,
  /** Null where only the subscription is known. */
  counted: CountOfProduct | null,
  subscription: string | null = null,
): TierctlError {
  return problem('refused', 'over-maximum', message, {
    hint,
    data: {
      subscription,
      package: counted?.package ?? null,
      product: counted?.product ?? null,
      count: counted?.count ?? null,
      minimum: counted?.minimum ?? null,
      maximum: counted?.maximum ?? null,
    },
  });
}
