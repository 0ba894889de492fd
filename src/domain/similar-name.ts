import { lookAlikeKey, quotedName } from './name-rule.ts';
import { serializationFailure, similarName } from './problems.ts';

/** Objects that people name, each kind with its own names. */
export const NAMED_NOUNS = ['item', 'group', 'path'] as const;
export type NamedNoun = (typeof NAMED_NOUNS)[number];

/** A name that another object of the same kind has. */
export interface TakenName {
  readonly name: string;
  /** Whether the database treats this name and the new one as equal. */
  readonly isSame: boolean;
}

/**
 * For a new name, which no object has exactly. Throws `conflict` (`similar-name`) if another object has a name that looks
 * like it, and regardless of `allowSimilar` if the database treats the two as equal. Throws `busy` if the very same name has
 * been taken since the caller looked for it: a new attempt finds its holder.
 */
export function refuseSimilar(
  noun: NamedNoun,
  name: string,
  taken: readonly TakenName[],
  allowSimilar: boolean,
): void {
  if (taken.some((one) => one.name === name)) {
    const message = `another transaction has just created ${noun} ${quotedName(name)}`;
    throw serializationFailure(message);
  }
  const same = taken.filter(({ isSame }) => isSame);
  const key = lookAlikeKey(name);
  const similar = taken.filter((one) => !one.isSame && lookAlikeKey(one.name) === key);
  const refused = allowSimilar ? same : [...same, ...similar];
  if (refused.length === 0) return;
  throw similarName(
    noun,
    name,
    refused.map((one) => one.name),
    same.length > 0
      ? 'use that one, or choose another name: this database treats the two as equal, so --allow-similar cannot help'
      : 'use that one, choose another name, or pass --allow-similar',
  );
}
