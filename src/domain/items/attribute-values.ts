import { commandLine } from '../command-line.ts';
import { calledSo } from '../name-rule.ts';
import type { NameValue } from '../name-value.ts';
import { compareText } from '../text-order.ts';
import { checkText } from '../written-text.ts';
import { attributeNotFound } from './attribute-not-found.ts';
import { attributeGivenTwice, attributeRequired } from './attribute-problems.ts';
import type { ItemReference } from './item.ts';
import type { AttributeValues } from './item-attribute.ts';
import { findAttribute, type ItemAttribute, parseAttributeValue } from './item-attribute.ts';
import { itemLabel } from './item-label.ts';

/** How messages name the holder of the values. */
export interface HolderWording {
  /** As in "`a subscription to SITE` needs …". */
  readonly holder: string;
  /** The option that sets the attribute of that name. */
  readonly option: (name: string) => string;
}

/**
 * The values of a new subscription to `item`, or of what `wording` names: the given values, and the defaults of
 * the others. `carried` are values of another subscription and are not checked for control characters. Throws `not-found`
 * (`attribute-not-found`), `usage` (`attribute-given-twice`, `bad-attribute-value`, `bad-date`, `bad-text`), `refused`
 * (`attribute-required`).
 */
export function completeValues(
  item: ItemReference,
  attributes: readonly ItemAttribute[],
  given: readonly NameValue[],
  wording: HolderWording = subscriptionTo(item),
  carried: readonly NameValue[] = [],
): AttributeValues {
  return asRecord(completeValueList(item, attributes, given, wording, carried));
}

/** Like completeValues, but as a list, by name. */
export function completeValueList(
  item: ItemReference,
  attributes: readonly ItemAttribute[],
  given: readonly NameValue[],
  wording: HolderWording = subscriptionTo(item),
  carried: readonly NameValue[] = [],
): NameValue[] {
  const values = new Map([...readValues(item, attributes, carried), ...readGiven(item, attributes, given)]);
  for (const { name, defaultValue } of attributes) {
    if (!values.has(name) && defaultValue !== null) values.set(name, defaultValue);
  }
  requireValues(item, attributes, values, wording);
  return byName(values);
}

/**
 * `held` after some values are set and others removed. Only these are checked: requirements that the catalogue gained
 * since then do not block an unrelated change. Throws like completeValues.
 */
export function changedValues(
  item: ItemReference,
  attributes: readonly ItemAttribute[],
  held: AttributeValues,
  given: readonly NameValue[],
  removed: readonly string[],
  wording: HolderWording,
): AttributeValues {
  const changes = readGiven(item, attributes, given);
  const values = new Map([...Object.entries(held), ...changes]);
  const gone = removed.map((written) => {
    // A value may be left over from an attribute that the item no longer has.
    const [name] = calledSo([...attributes.map((one) => one.name), ...values.keys()], written, (one) => one);
    if (name === undefined) throw attributeNotFound(item, written, attributes);
    return name;
  });
  for (const name of gone) {
    if (changes.has(name)) throw attributeGivenTwice(name);
    values.delete(name);
  }
  const touched = attributes.filter(({ name }) => changes.has(name) || gone.includes(name));
  requireValues(item, touched, values, wording);
  return asRecord(byName(values));
}

function readGiven(
  item: ItemReference,
  attributes: readonly ItemAttribute[],
  given: readonly NameValue[],
): Map<string, string> {
  const values = readValues(item, attributes, given);
  // Values of other types have been read. A choice may be one that another program wrote.
  for (const { name, type } of attributes) {
    if (type === 'text') checkText(`value of the attribute "${name}"`, values.get(name) ?? '');
  }
  return values;
}

function readValues(
  item: ItemReference,
  attributes: readonly ItemAttribute[],
  given: readonly NameValue[],
): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name: written, value } of given) {
    const attribute = findAttribute(attributes, written);
    if (attribute === undefined) throw attributeNotFound(item, written, attributes);
    const { name } = attribute;
    if (values.has(name)) throw attributeGivenTwice(name);
    values.set(name, parseAttributeValue(attribute, value));
  }
  return values;
}

function requireValues(
  item: ItemReference,
  attributes: readonly ItemAttribute[],
  values: ReadonlyMap<string, string>,
  { holder, option }: HolderWording,
): void {
  const names = attributes
    .filter(({ name, required }) => required && (values.get(name) ?? '') === '')
    .map(({ name }) => name);
  if (names.length === 0) return;
  throw attributeRequired(itemLabel(item), holder, names, names.map(option));
}

function subscriptionTo(item: ItemReference): HolderWording {
  return {
    holder: `a subscription to ${itemLabel(item)}`,
    option: (name) => commandLine`--attribute ${name}=VALUE`,
  };
}

function byName(values: ReadonlyMap<string, string>): NameValue[] {
  return Array.from(values, ([name, value]) => ({ name, value })).sort((one, other) =>
    compareText(one.name, other.name),
  );
}

function asRecord(list: readonly NameValue[]): AttributeValues {
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}
