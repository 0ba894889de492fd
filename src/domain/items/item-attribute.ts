import { parseDate } from '../calendar.ts';
import { namedProblem, TierctlError } from '../tierctl-error.ts';

export const ATTRIBUTE_TYPES = ['text', 'number', 'date', 'boolean', 'choice'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** A custom attribute that each subscription to an item may, or must, give a value. */
export interface ItemAttribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly defaultValue: string | null;
  /** The values to choose from where the type is `choice`, otherwise null. */
  readonly choices: readonly string[] | null;
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A value as the attribute's type allows it: `12.5`, `2026-03-31`, `true`. Throws `usage` (`bad-attribute-value`). */
export function parseAttributeValue(attribute: Omit<ItemAttribute, 'defaultValue'>, text: string): string {
  switch (attribute.type) {
    case 'text':
      return text;
    case 'number':
      if (NUMBER.test(text)) return text;
      throw badValue(attribute.name, text, 'a number such as 12 or 12.5');
    case 'date':
      return parseDateOf(attribute.name, text);
    case 'boolean':
      if (text === 'true' || text === 'false') return text;
      throw badValue(attribute.name, text, 'true or false');
    case 'choice':
      if (attribute.choices?.includes(text)) return text;
      throw badValue(attribute.name, text, `one of ${(attribute.choices ?? []).join(', ')}`);
  }
}

function parseDateOf(name: string, text: string): string {
  try {
    return parseDate(text);
  } catch (error) {
    throw namedProblem(`the attribute "${name}"`, error);
  }
}

function badValue(name: string, value: string, wanted: string): TierctlError {
  return new TierctlError(
    'usage',
    'bad-attribute-value',
    `"${value}" is no value for the attribute "${name}"`,
    {
      hint: `give ${wanted}`,
      data: { attribute: name, value },
    },
  );
}

/** Throws `usage` (`duplicate-attribute`) when two attributes of an item have one name, whatever the case. */
export function requireDistinctAttributes(attributes: readonly Pick<ItemAttribute, 'name'>[]): void {
  const seen = new Set<string>();
  for (const { name } of attributes) {
    // Some engines compare names without regard to case, so everywhere they must differ by more than that.
    const key = name.toLowerCase();
    if (seen.has(key)) {
      throw new TierctlError('usage', 'duplicate-attribute', `the attribute "${name}" is given twice`, {
        hint: 'name each attribute once; names that differ in case alone count as one',
        data: { attribute: name },
      });
    }
    seen.add(key);
  }
}

/** Values by attribute name. */
export type AttributeValues = Readonly<Record<string, string>>;
