import { composed, quotedName, refusedCharacter, refusedInLabel } from './name-rule.ts';
import { TierctlError } from './tierctl-error.ts';

/**
 * A name that a person gave to a `noun`, in its composed form: not empty, no blanks around it, and only visible
 * characters. Throws `usage` (`bad-NOUN-name`).
 */
export function checkName(noun: string, text: string, longest: number): string {
  return checked(noun, text, longest, refusedCharacter);
}

/** Like checkName, for a label that is not used for lookup: joiners and variation selectors are allowed. */
export function checkLabel(noun: string, text: string, longest: number): string {
  return checked(noun, text, longest, refusedInLabel);
}

function checked(
  noun: string,
  text: string,
  longest: number,
  refused: (name: string) => string | undefined,
): string {
  const name = composed(text);
  const character = refused(name);
  const flaw =
    character ??
    (name.trim() === ''
      ? 'it is empty'
      : name !== name.trim()
        ? 'it begins or ends with a blank'
        : name.length > longest
          ? `it has ${name.length} characters`
          : undefined);
  if (flaw === undefined) return name;
  const code = `bad-${noun.replaceAll(' ', '-')}-name`;
  throw new TierctlError('usage', code, `${noun} name ${quotedName(text)} cannot be used: ${flaw}`, {
    hint: character === undefined ? `give 1 to ${longest} characters` : 'remove that character',
    data: { value: text },
  });
}
