import { commandLine } from '../command-line.ts';
import { quotedName } from '../name-rule.ts';
import { problem } from '../problem.ts';
import { didYouMean } from '../suggestion.ts';
import type { TierctlError } from '../tierctl-error.ts';

/** An attribute is not written as it must be. Fix: write `NAME[:TYPE][:required][:default=VALUE]`. */
export function badAttribute(message: string, value: string | null = null, hint?: string): TierctlError {
  return problem('usage', 'bad-attribute', message, { hint, data: { value } });
}

/** Two attributes of an item have names that look alike. Fix: name each attribute once. */
export function duplicateAttribute(name: string, other: string): TierctlError {
  const flaw = name === other ? 'is given twice' : `looks like ${quotedName(other)}`;
  return problem('usage', 'duplicate-attribute', `the attribute ${quotedName(name)} ${flaw}`, {
    hint: 'name each attribute once; names that differ in case or width alone count as one',
    data: { attribute: name, similar: other },
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
