import { quotedName, refusedCharacter } from './name-rule.ts';
import { didYouMean, suggest } from './suggestion.ts';
import { TierctlError } from './tierctl-error.ts';

/**
 * `no item "HST-GLOD"; did you mean HST-GOLD?` If the name has invisible characters, the message names them: they are probably the reason.
 */
export function notFound(noun: string, wanted: string, known: readonly string[]): TierctlError {
  const near = suggest(wanted, known);
  const refused = refusedCharacter(wanted);
  const what = refused === undefined ? `"${wanted}"` : `${quotedName(wanted)}: ${refused}`;
  return new TierctlError('not-found', `${noun}-not-found`, `no ${noun} ${what}${didYouMean(near)}`, {
    ...(near === undefined ? { hint: `see: tierctl ${noun} list` } : {}),
    data: { [noun]: wanted, suggestion: near ?? null },
  });
}
