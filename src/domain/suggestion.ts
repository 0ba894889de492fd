import { closest, distance } from 'fastest-levenshtein';
import { lookAlikeKey } from './name-rule.ts';

/** The candidate that `wrong` most likely meant, or undefined when none is near enough to be worth a guess. */
export function suggest(wrong: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const key = lookAlikeKey(wrong);
  const keys = new Map<string, string[]>();
  for (const candidate of candidates) {
    const those = keys.get(lookAlikeKey(candidate));
    if (those === undefined) keys.set(lookAlikeKey(candidate), [candidate]);
    else those.push(candidate);
  }
  const near = closest(key, [...keys.keys()]);
  if (distance(key, near) > Math.max(2, Math.floor(wrong.length / 3))) return undefined;
  // Of those that look alike, the one in the same case.
  return closest(wrong, keys.get(near) ?? []);
}
