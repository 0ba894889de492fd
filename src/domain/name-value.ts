import { TierctlError } from './tierctl-error.ts';

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

/** Reads `NAME=VALUE`, split at the first `=`. `form` is how the option is written. Throws `usage` (`bad-pair`). */
export function parseNameValue(text: string, form: string): NameValue {
  const at = text.indexOf('=');
  const name = text.slice(0, at).trim();
  if (at === -1 || name === '') {
    throw new TierctlError('usage', 'bad-pair', `"${text}" is not ${form}`, { data: { value: text } });
  }
  return { name, value: text.slice(at + 1) };
}
