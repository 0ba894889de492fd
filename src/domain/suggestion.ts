import { closest, distance } from 'fastest-levenshtein';

/** The candidate that `wrong` most likely meant, or undefined when none is near enough to be worth a guess. */
export function suggest(wrong: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const lower = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const near = closest(wrong.toLowerCase(), [...lower.keys()]);
  return distance(wrong.toLowerCase(), near) <= Math.max(2, Math.floor(wrong.length / 3))
    ? lower.get(near)
    : undefined;
}
