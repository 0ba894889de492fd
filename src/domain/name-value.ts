import { composed } from './name-rule.ts';
import { badPair } from './problems.ts';

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads the value of an option of the form `form`, split at the first `=`: a name in its composed form, and an unchanged
 * value. Throws `usage` (`bad-pair`).
 */
export function parseNameValue(text: string, option: string, form: string): NameValue {
  const at = text.indexOf('=');
  const name = composed(text.slice(0, at).trim());
  if (at === -1 || name === '') throw badPair(text, form, option);
  return { name, value: text.slice(at + 1) };
}
