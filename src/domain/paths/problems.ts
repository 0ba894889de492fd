import { commandLine } from '../command-line.ts';
import { problem } from '../problem.ts';
import type { TierctlError } from '../tierctl-error.ts';

type Side = 'source' | 'destination';

/** A path with this name exists. Fix: choose another name, or pass `--if-not-exists` to `path create`. */
export function pathExists(
  name: string,
  hint = 'choose another name, or pass --if-not-exists',
): TierctlError {
  return problem('conflict', 'path-exists', `path "${name}" already exists`, { hint, data: { path: name } });
}

/** A path that an item or subscription follows must start at it. Fix: name a path that does; `path list --source` shows them. */
export function pathStartsElsewhere(path: string, source: string, item: string): TierctlError {
  return problem('refused', 'path-starts-elsewhere', `path "${path}" starts at ${source}, not at ${item}`, {
    hint: `see: ${commandLine`tierctl path list --source ${item}`}`,
    data: { path, source, item },
  });
}

/** A path is, or was, in use, so it cannot be deleted. Fix: close its window with `path update --until`. */
export function pathInUse(path: string, uses: readonly string[]): TierctlError {
  return problem('refused', 'path-in-use', `path "${path}" is in use: it ${uses.join(', and ')}`, {
    hint: `to stop it, close its window: ${commandLine`tierctl path update ${path} --until DATE`}`,
    data: { path },
  });
}

/** A file gives a path another source or destination. Fix: close its window, and describe another path. */
export function pathEndsFixed(path: string, side: Side, before: string, after: string): TierctlError {
  const message = `the ${side} of path "${path}" is ${before} and cannot become ${after}`;
  return problem('refused', 'path-ends-fixed', message, {
    hint: 'close its window, and describe another path under another name',
    data: { path, side, before, after },
  });
}

/** Paths lead from and to products and packages. Fix: choose a product or a package on either side. */
export function pathKindUnsupported(item: string, side: Side, kind: string): TierctlError {
  const message = `the ${side} ${item} is an ${kind}: paths lead from and to products and packages`;
  return problem('refused', 'path-kind-unsupported', message, {
    hint: 'choose a product or a package on either side',
    data: { side, item, kind },
  });
}

/** Source and destination of a path are the same item. Fix: choose another destination. */
export function pathToItself(item: string): TierctlError {
  return problem('refused', 'path-to-itself', `a path cannot lead from ${item} to itself`, {
    hint: 'choose another destination',
    data: { item },
  });
}

/** The window of a path ends before it begins. Fix: `--from` is its first day, `--until` its last. */
export function windowReversed(effectiveFrom: string, effectiveUntil: string): TierctlError {
  const message = `the window would end on ${effectiveUntil}, before it begins on ${effectiveFrom}`;
  return problem('refused', 'window-reversed', message, {
    hint: '--from is the first day of the window, --until its last',
    data: { effectiveFrom, effectiveUntil },
  });
}

/** A text names no attribute of a path's end. Fix: write `name`, or `PRODUCT:name` for one of a product in the package. */
export function badAttributeName(text: string): TierctlError {
  return problem('usage', 'bad-attribute-name', `"${text}" names no attribute`, {
    hint: 'write an attribute as name, or as PRODUCT:name where it is one of a product in the package',
    data: { value: text },
  });
}

/** Two attributes would fill one attribute of the destination. Fix: map one source attribute to each. */
export function attributeMappedTwice(
  destination: string,
  sources: readonly [string, string],
  why = '',
  hint = 'map one source attribute to each destination attribute',
): TierctlError {
  const message = `"${destination}" cannot be filled from both "${sources[0]}" and "${sources[1]}"${why}`;
  return problem('conflict', 'attribute-mapped-twice', message, { hint, data: { destination, sources } });
}

/** Nothing fills the attribute that `--unmap` names. Fix: name an attribute of the destination; `path show` lists the mapping. */
export function attributeNotMapped(attribute: string): TierctlError {
  return problem('not-found', 'attribute-not-mapped', `nothing is mapped to the attribute "${attribute}"`, {
    hint: '--unmap takes an attribute of the destination; path show lists what is mapped',
    data: { attribute },
  });
}

/** A product would become two. Fix: map each product of the source to one product of the destination. */
export function productMappedTwice(product: string, destinations: readonly [string, string]): TierctlError {
  const message = `${product} cannot become both ${destinations[0]} and ${destinations[1]}`;
  return problem('conflict', 'product-mapped-twice', message, {
    hint: 'map each product of the source to one product of the destination',
    data: { product, destinations },
  });
}

/** The product that `--unmap-product` names is not mapped. Fix: name a product of the source; `path show` lists the mapping. */
export function productNotMapped(product: string): TierctlError {
  return problem('not-found', 'product-not-mapped', `the product ${product} is mapped to nothing`, {
    hint: '--unmap-product takes a product of the source; path show lists what becomes of each',
    data: { product },
  });
}

/** Products are mapped from package to package only. Fix: leave the mapping of products out. */
export function productGridNotBetweenPackages(side: Side, item: string, kind: string): TierctlError {
  const message = `the ${side} ${item} is ${kind === 'extension' ? 'an' : 'a'} ${kind}: products are mapped from package to package`;
  return problem('refused', 'product-grid-not-between-packages', message, {
    hint: `see: ${commandLine`tierctl item show ${item}`}`,
    data: { side, item, kind },
  });
}
