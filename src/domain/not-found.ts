import { suggest } from './suggestion.ts';
import { TierctlError } from './tierctl-error.ts';

/** `no item "HST-GLOD"; did you mean HST-GOLD?` */
export function notFound(noun: string, wanted: string, known: readonly string[]): TierctlError {
  const near = suggest(wanted, known);
  const question = near === undefined ? '' : `; did you mean ${near}?`;
  return new TierctlError('not-found', `${noun}-not-found`, `no ${noun} "${wanted}"${question}`, {
    ...(near === undefined ? { hint: `see: tierctl ${noun} list` } : {}),
    data: { [noun]: wanted, suggestion: near ?? null },
  });
}
