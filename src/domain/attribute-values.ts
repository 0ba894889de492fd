import { attributeNotFound } from './attribute-not-found.ts';
import type { Item } from './item.ts';
import { type ItemAttribute, parseAttributeValue } from './item-attribute.ts';
import type { NameValue } from './name-value.ts';
import type { AttributeValues } from './subscription.ts';
import { TierctlError } from './tierctl-error.ts';

/**
 * The values of a new subscription to `item`: those given, and the defaults of the others. Throws `not-found`
 * (`attribute-not-found`), `usage` (`attribute-given-twice`, `bad-attribute-value`, `bad-date`), `refused`
 * (`attribute-required`).
 */
export function completeValues(
  item: Item,
  attributes: readonly ItemAttribute[],
  given: readonly NameValue[],
): AttributeValues {
  const values = new Map<string, string>();
  for (const { name, value } of given) {
    const attribute = attributes.find((one) => one.name === name);
    if (attribute === undefined) throw attributeNotFound(item, name, attributes);
    if (values.has(name)) {
      throw new TierctlError('usage', 'attribute-given-twice', `the attribute "${name}" is given twice`);
    }
    values.set(name, parseAttributeValue(attribute, value));
  }
  for (const { name, defaultValue } of attributes) {
    if (!values.has(name) && defaultValue !== null) values.set(name, defaultValue);
  }
  const missing = attributes.filter(({ name, required }) => required && (values.get(name) ?? '') === '');
  if (missing.length > 0) throw valuesRequired(item, missing);
  return Object.fromEntries([...values].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function valuesRequired(item: Item, missing: readonly ItemAttribute[]): TierctlError {
  const names = missing.map(({ name }) => name);
  return new TierctlError(
    'refused',
    'attribute-required',
    `a subscription to ${item.articleNumber} needs ${names.map((name) => `"${name}"`).join(' and ')}`,
    {
      hint: `add ${names.map((name) => `--attribute ${name}=VALUE`).join(' ')}`,
      data: { item: item.articleNumber, attributes: names },
    },
  );
}
