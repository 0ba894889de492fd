import { commandLine } from '../command-line.ts';
import { quotedName } from '../name-rule.ts';
import { problem } from '../problem.ts';
import { didYouMean } from '../suggestion.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { KindHolders } from './kind-change.ts';

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
