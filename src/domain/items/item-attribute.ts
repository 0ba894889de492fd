import { parseDate } from '../calendar.ts';
import { calledSo, composed, lookAlikeKey, quotedName, refusedCharacter } from '../name-rule.ts';
import { namedProblem } from '../tierctl-error.ts';
import { badAttribute, badAttributeValue, duplicateAttribute } from './attribute-problems.ts';

export const ATTRIBUTE_TYPES = ['text', 'number', 'date', 'boolean', 'choice'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** A custom attribute of an item, for which each subscription may or must have a value. */
export interface ItemAttribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly defaultValue: string | null;
  /** The values to choose from where the type is `choice`, otherwise null. */
  readonly choices: readonly string[] | null;
}

/** The attribute of that name, in any composition. */
export function findAttribute<Attribute extends { readonly name: string }>(
  attributes: readonly Attribute[],
  name: string,
): Attribute | undefined {
  return calledSo(attributes, name, (attribute) => attribute.name)[0];
}

/** A value to choose from, in its composed form. Throws `usage` (`bad-attribute`) for characters that a user cannot see or type. */
export function checkChoice(text: string): string {
  const choice = composed(text);
  const refused = refusedCharacter(choice);
  if (refused === undefined) return choice;
  throw badAttribute(`the choice ${quotedName(text)} cannot be used: ${refused}`, text);
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A value as the attribute's type allows it: `12.5`, `2026-03-31`, `true`. Throws `usage` (`bad-attribute-value`). */
export function parseAttributeValue(attribute: Omit<ItemAttribute, 'defaultValue'>, text: string): string {
  switch (attribute.type) {
    case 'text':
      return text;
    case 'number':
      if (NUMBER.test(text)) return text;
      throw badAttributeValue(attribute.name, text, 'a number such as 12 or 12.5');
    case 'date':
      return parseDateOf(attribute.name, text);
    case 'boolean':
      if (text === 'true' || text === 'false') return text;
      throw badAttributeValue(attribute.name, text, 'true or false');
    case 'choice': {
      const [choice] = calledSo(attribute.choices ?? [], text, (one) => one);
      if (choice !== undefined) return choice;
      throw badAttributeValue(attribute.name, text, `one of ${(attribute.choices ?? []).join(', ')}`);
    }
  }
}

function parseDateOf(name: string, text: string): string {
  try {
    return parseDate(text);
  } catch (error) {
    throw namedProblem(`the attribute "${name}"`, error);
  }
}

/** Throws `usage` (`duplicate-attribute`) when two attributes of an item have names that look alike. */
export function requireDistinctAttributes(attributes: readonly Pick<ItemAttribute, 'name'>[]): void {
  const seen = new Map<string, string>();
  for (const { name } of attributes) {
    // Some engines ignore case and width when they compare names, so names must differ in more than that on every engine.
    const key = lookAlikeKey(name);
    const other = seen.get(key);
    if (other !== undefined) throw duplicateAttribute(name, other);
    seen.set(key, name);
  }
}

/** Values by attribute name. */
export type AttributeValues = Readonly<Record<string, string>>;
