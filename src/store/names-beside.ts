import type { TakenName } from '../domain/similar-name.ts';

/** Rows of names that each say whether the server takes them for the name in question; those without a name are left out. */
export function namesBeside(
  rows: readonly { readonly name: string | null; readonly same: number }[],
): TakenName[] {
  return rows.flatMap(({ name, same }) => (name === null ? [] : [{ name, isSame: same === 1 }]));
}
