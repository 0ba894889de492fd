import type { AttributeValues } from '../items/item-attribute.ts';
import { type ItemAttribute, parseAttributeValue } from '../items/item-attribute.ts';
import type { NameValue } from '../name-value.ts';
import { TierctlError } from '../tierctl-error.ts';

/**
 * The values that are carried over when a subscription changes by hand, without a path that maps them: those of attributes
 * with the same name and type in both items, unless `given` sets another value.
 */
export function carriedValues(
  values: AttributeValues,
  source: readonly ItemAttribute[],
  target: readonly ItemAttribute[],
  given: readonly NameValue[],
): NameValue[] {
  return Object.entries(values)
    .filter(([name]) => !given.some((one) => one.name === name))
    .flatMap(([name, value]) => {
      const from = source.find((one) => one.name === name);
      const to = target.find((one) => one.name === name);
      return to !== undefined && from?.type === to.type && fits(to, value) ? [{ name, value }] : [];
    });
}

// A choice that the target does not offer is dropped, and the default replaces it.
function fits(attribute: ItemAttribute, value: string): boolean {
  try {
    parseAttributeValue(attribute, value);
    return true;
  } catch (error) {
    if (error instanceof TierctlError) return false;
    throw error;
  }
}
