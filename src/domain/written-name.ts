import { composed, refusedCharacter, refusedInLabel } from './name-rule.ts';
import { badName, type WrittenNoun } from './problems.ts';
import type { TierctlError } from './tierctl-error.ts';

/**
 * A name that a person gave to a `noun`, in its composed form: not empty, no blanks around it, and only visible
 * characters. Throws `usage` (`bad-NOUN-name`).
 */
export function checkName(noun: WrittenNoun, text: string, longest: number): string {
  return checkedName(text, longest, (flaw, hint) => badName(noun, text, flaw, hint));
}

/** Like checkName, for a label that is not used for lookup: joiners and variation selectors are allowed. */
export function checkLabel(noun: WrittenNoun, text: string, longest: number): string {
  return checkedName(text, longest, (flaw, hint) => badName(noun, text, flaw, hint), refusedInLabel);
}

/** Like checkName, where `complaint` makes the error of a flaw and of what to do. */
export function checkedName(
  text: string,
  longest: number,
  complaint: (flaw: string, hint: string) => TierctlError,
  refused: (name: string) => string | undefined = refusedCharacter,
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
  throw complaint(
    flaw,
    character === undefined ? `give 1 to ${longest} characters` : 'remove that character',
  );
}
