import { TierctlError } from './tierctl-error.ts';

/**
 * Adopted tables may lack the key that keeps names apart. Throws `conflict` (`NOUN-ambiguous`) where more than one row has
 * the name that was given, so that no command works on whichever came first.
 */
export function refuseSeveral(noun: string, name: string, found: readonly { readonly id: string }[]): void {
  if (found.length < 2) return;
  const ids = found.map(({ id }) => id).sort();
  throw new TierctlError('conflict', `${noun}-ambiguous`, `${found.length} ${noun}s are called "${name}"`, {
    hint: `give the id of the one that is meant: ${ids.join(', ')}`,
    data: { [noun]: name, ids },
  });
}
