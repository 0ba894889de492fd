import type { HolderWording } from '../items/attribute-values.ts';
import type { ItemReference } from '../items/item.ts';
import { itemLabel } from '../items/item-label.ts';
import type { NameValue } from '../name-value.ts';
import { type RecordValues, readObject, readScalar } from './record-values.ts';

const ATTRIBUTE = 'attribute.';

/** Wording of messages, which name the missing column. */
export function subscriptionOfFile(item: ItemReference): HolderWording {
  return { holder: `a subscription to ${itemLabel(item)}`, option: (name) => ATTRIBUTE + name };
}

/** `attribute.NAME` columns and the members of `attributes`; an empty one keeps its default. */
export function writtenAttributes(values: RecordValues): NameValue[] {
  const given: NameValue[] = [];
  for (const column of Object.keys(values)) {
    if (!column.startsWith(ATTRIBUTE)) continue;
    const value = readScalar(column, values[column]);
    if (value !== undefined) given.push({ name: column.slice(ATTRIBUTE.length), value });
  }
  return values.attributes === undefined ? given : [...given, ...attributesIn(values.attributes)];
}

/** The members of an object that have a value. */
export function attributesIn(object: unknown): NameValue[] {
  return Object.entries(readObject('attributes', object)).flatMap(([name, written]) => {
    const value = readScalar(`attributes.${name}`, written);
    return value === undefined ? [] : [{ name, value }];
  });
}
