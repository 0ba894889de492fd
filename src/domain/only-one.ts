import { type AmbiguousNoun, nounAmbiguous } from './problems.ts';

/**
 * Adopted tables may lack the unique key on names. Throws `conflict` (`NOUN-ambiguous`) if several rows have the given
 * name, so that no command works on an arbitrary one of them.
 */
export function refuseSeveral(
  noun: AmbiguousNoun,
  name: string,
  found: readonly { readonly id: string }[],
): void {
  if (found.length < 2) return;
  throw nounAmbiguous(noun, name, found.map(({ id }) => id).sort());
}
