import type { Session } from '../database/session.ts';
import type { NamedNoun, TakenName } from '../domain/similar-name.ts';

/**
 * Until the transaction ends, no other transaction gives a new name to an object of these kinds. To call before names are
 * compared: else of two similar names that are given at the same time, each is compared without the other.
 */
export async function holdNames({ db, dialect }: Session, nouns: readonly NamedNoun[]): Promise<void> {
  // In one order, so that two transactions cannot wait for each other.
  for (const noun of [...nouns].sort()) await dialect.takeTurns(db, `new name: ${noun}`);
}

/** Names, each with whether the server treats it as equal to the given name; rows without a name are left out. */
export function namesBeside(
  rows: readonly { readonly name: string | null; readonly same: number }[],
): TakenName[] {
  return rows.flatMap(({ name, same }) => (name === null ? [] : [{ name, isSame: same === 1 }]));
}
