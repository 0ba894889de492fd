import { quotedName, refusedCharacter } from './name-rule.ts';
import { type FoundNoun, nounNotFound } from './problems.ts';
import { suggest } from './suggestion.ts';
import type { TierctlError } from './tierctl-error.ts';

/**
 * `no item "HST-GLOD"; did you mean HST-GOLD?` If the name has invisible characters, the message names them: they are probably the reason.
 */
export function notFound(noun: FoundNoun, wanted: string, known: readonly string[]): TierctlError {
  const near = suggest(wanted, known);
  const refused = refusedCharacter(wanted);
  const what = refused === undefined ? `"${wanted}"` : `${quotedName(wanted)}: ${refused}`;
  return nounNotFound(noun, wanted, what, near);
}
