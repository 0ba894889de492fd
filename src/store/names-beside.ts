import type { TakenName } from '../domain/similar-name.ts';

/** Names, each with whether the server treats it as equal to the given name; rows without a name are left out. */
export function namesBeside(
  rows: readonly { readonly name: string | null; readonly same: number }[],
): TakenName[] {
  return rows.flatMap(({ name, same }) => (name === null ? [] : [{ name, isSame: same === 1 }]));
}
