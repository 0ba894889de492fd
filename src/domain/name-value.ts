import { composed } from './name-rule.ts';
import { TierctlError } from './tierctl-error.ts';

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
  if (at === -1 || name === '') {
    throw new TierctlError('usage', 'bad-pair', `${option} "${text}" is not ${form}`, {
      hint: `write ${option} ${form}`,
      data: { value: text },
    });
  }
  return { name, value: text.slice(at + 1) };
}
