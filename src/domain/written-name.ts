import { TierctlError } from './tierctl-error.ts';

/**
 * A name that a person gave to a `noun`: not empty, no blanks around it, nothing that would break a line of output.
 * Throws `usage` (`bad-NOUN-name`).
 */
export function checkName(noun: string, text: string, longest: number): string {
  const code = `bad-${noun.replaceAll(' ', '-')}-name`;
  const fail = (why: string) =>
    new TierctlError('usage', code, `${noun} name ${JSON.stringify(text)} cannot be used: ${why}`, {
      hint: `give 1 to ${longest} characters`,
      data: { value: text },
    });
  if (text.trim() === '') throw fail('it is empty');
  if (text !== text.trim()) throw fail('it begins or ends with a blank');
  if (text.length > longest) throw fail(`it has ${text.length} characters`);
  if (/\p{Cc}/u.test(text)) throw fail('it holds a control character');
  return text;
}
