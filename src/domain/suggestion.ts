import { closest, distance } from 'fastest-levenshtein';
import { collectBy } from './collect-by.ts';
import { lookAlikeKey } from './name-rule.ts';

/** The candidate that `wrong` most likely meant, or undefined if none is close enough. */
export function suggest(wrong: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const key = lookAlikeKey(wrong);
  const keys = collectBy(candidates, lookAlikeKey);
  const near = closest(key, [...keys.keys()]);
  if (distance(key, near) > Math.max(2, Math.floor(wrong.length / 3))) return undefined;
  // Among candidates that look alike, prefer the one in the same case.
  return closest(wrong, keys.get(near) ?? []);
}

/**
 * Like `suggest`, for the name of a column, a member or a key: `End Date` and `end_date` are spellings of `endDate`, and a
 * different short word is not a misspelling. `others` maps further names to the key to suggest.
 */
export function suggestKey(
  wrong: string,
  keys: readonly string[],
  others: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const word = bare(wrong);
  const known = new Map([
    ...[...others].map(([name, key]) => [bare(name), key] as const),
    ...keys.map((key) => [bare(key), key] as const),
  ]);
  const same = known.get(word);
  if (same !== undefined) return same;
  for (const [spelling, key] of known) if (isSwapped(word, spelling)) return key;
  if (known.size === 0) return undefined;
  const near = closest(word, [...known.keys()]);
  return distance(word, near) <= Math.floor(word.length / 3) ? known.get(near) : undefined;
}

/** `; did you mean HST-GOLD?`: what follows a message about something that does not exist. Empty where nothing is near. */
export function didYouMean(near: string | undefined): string {
  return near === undefined ? '' : `; did you mean ${near}?`;
}

/** As didYouMean, for one name of several in a sentence: ` (did you mean HST-GOLD?)`. */
export function didYouMeanInBrackets(near: string | undefined): string {
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

/** The end of a message that `didYouMean` added, where it did. */
export const SUGGESTION = /; did you mean .*\?$/;

function bare(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Whether two words differ in two neighbouring letters that changed places. */
function isSwapped(word: string, other: string): boolean {
  const at = [...word].findIndex((letter, index) => letter !== other[index]);
  if (at === -1 || word.length !== other.length) return false;
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2) === other;
}
