import { TierctlError } from './tierctl-error.ts';

/**
 * Adopted tables may lack the unique key on names. Throws `conflict` (`NOUN-ambiguous`) if several rows have the given
 * name, so that no command works on an arbitrary one of them.
 */
export function refuseSeveral(noun: string, name: string, found: readonly { readonly id: string }[]): void {
  if (found.length < 2) return;
  const ids = found.map(({ id }) => id).sort();
  throw new TierctlError('conflict', `${noun}-ambiguous`, `${found.length} ${noun}s are called "${name}"`, {
    hint: `give the id of the one you mean: ${ids.join(', ')}`,
    data: { [noun]: name, ids },
  });
}
