// An attribute as an operator writes it on the command line: NAME[:TYPE][:required][:default=VALUE].

import { didYouMean, suggest } from '../suggestion.ts';
import type { TierctlError } from '../tierctl-error.ts';
import { checkName } from '../written-name.ts';
import { checkText } from '../written-text.ts';
import { badAttribute } from './attribute-problems.ts';
import {
  ATTRIBUTE_TYPES,
  type AttributeType,
  checkChoice,
  type ItemAttribute,
  parseAttributeValue,
} from './item-attribute.ts';

const DEFAULT = ':default=';
const CHOICE = 'choice=';
const GRAMMAR =
  'write NAME[:TYPE][:required][:default=VALUE], such as domain:required or plan:choice=basic,pro';

/**
 * Reads `domain`, `seats:number:required`, `plan:choice=basic,pro:default=basic`. The type is text unless given; the
 * default comes last and may hold `:` and `=`. Throws `usage` (`bad-attribute`, `bad-text`).
 */
export function parseWrittenAttribute(text: string): ItemAttribute {
  const split = text.indexOf(DEFAULT);
  const head = split === -1 ? text : text.slice(0, split);
  const [written = '', ...words] = head.split(':');
  const name = checkName('attribute', written, 100);
  if (name.includes('=')) throw unreadable(text, 'a name has no "="');
  let type: AttributeType | undefined;
  let choices: readonly string[] | null = null;
  let required = false;
  for (const word of words) {
    if (word === 'required' && !required) {
      required = true;
    } else if (type !== undefined) {
      throw unreadable(text, `"${word}" is one word too many`);
    } else if (word.startsWith(CHOICE)) {
      type = 'choice';
      choices = parseChoices(text, word.slice(CHOICE.length));
    } else {
      type = parseType(text, word);
    }
  }
  const attribute = { name, type: type ?? 'text', required, choices };
  const value = split === -1 ? null : parseAttributeValue(attribute, text.slice(split + DEFAULT.length));
  if (attribute.type === 'text') checkText(`default of the attribute "${name}"`, value ?? '');
  // An empty default would satisfy the requirement without a value.
  if (required && value === '') throw unreadable(text, 'a required attribute cannot have an empty default');
  return { ...attribute, defaultValue: value };
}

function parseType(text: string, word: string): AttributeType {
  if (word === 'choice') throw unreadable(text, 'a choice names its values: choice=basic,pro');
  const type = ATTRIBUTE_TYPES.find((one) => one === word);
  if (type !== undefined) return type;
  const near = suggest(word, [...ATTRIBUTE_TYPES, 'required']);
  const question = near === undefined ? `; types are ${ATTRIBUTE_TYPES.join(', ')}` : didYouMean(near);
  throw unreadable(text, `there is no type "${word}"${question}`);
}

function parseChoices(text: string, list: string): readonly string[] {
  const choices = list.split(',').map((choice) => checkChoice(choice.trim()));
  if (choices.includes('')) throw unreadable(text, 'a choice is empty');
  if (new Set(choices).size < choices.length) throw unreadable(text, 'a choice is named twice');
  return choices;
}

function unreadable(text: string, why: string): TierctlError {
  return badAttribute(`the attribute "${text}" cannot be read: ${why}`, text, GRAMMAR);
}
