// The smallest selection that covers a need in several services at once: an integer covering problem, solved exactly.
import { type Cover, leastUnits } from './covering-bound.ts';

/**
 * How many of each cover: the fewest units that give at least `need` of every service; among those the fewest kinds;
 * among those the most of the first cover, then of the second, and so on. Null where all units together do not suffice.
 *
 * 1. Units: from a lower bound upwards, the first number with which a search (`select`) finds a selection.
 * 2. Kinds: from one upwards, every choice of that many covers that the bound does not exclude.
 * 3. Order: of each such choice, the selection that comes first in order; then the first of all of these.
 *
 * The search is depth-first, pruned by the bound of covering-bound.ts. No case is skipped, so the answer is exact; the
 * worst case is exponential in the number of covers, as expected (the problem is NP-hard).
 */
export function smallestCovering(need: readonly number[], given: readonly Cover[]): number[] | null {
  // A limit above any need is no limit.
  const covers = given.map((cover) =>
    cover.most < enough(need, cover) ? cover : { ...cover, most: Number.POSITIVE_INFINITY },
  );
  let units = leastUnits(need, covers);
  if (units === Number.POSITIVE_INFINITY) return null;
  const strong = withoutDominated(covers);
  while (select(need, strong, units) === undefined) units++;
  for (let kinds = 0; ; kinds++) {
    const found = firstOfKinds(need, covers, units, kinds);
    if (found !== undefined) return found;
  }
}

/** Strongest first, without covers that an unlimited cover matches in every service: a unit of them is never better. */
function withoutDominated(covers: readonly Cover[]): Cover[] {
  return covers.filter(
    (cover, at) =>
      !covers.some(
        (other, place) =>
          place !== at &&
          other.most === Number.POSITIVE_INFINITY &&
          other.gives.every((amount, service) => amount >= (cover.gives[service] ?? 0)) &&
          (place < at || other.gives.some((amount, service) => amount > (cover.gives[service] ?? 0))),
      ),
  );
}

/**
 * The selection of at most `units` that covers `need` and comes first: the most of the first cover, then of the second.
 * Undefined where there is none, or none that comes before `rival`.
 */
function select(
  need: readonly number[],
  covers: readonly Cover[],
  units: number,
  rival?: readonly number[],
): number[] | undefined {
  const chosen = covers.map(() => 0);
  const dead = new Set<string>();
  // `tied`: the choice so far equals the rival's selection.
  const visit = (at: number, left: readonly number[], spare: number, tied: boolean): boolean => {
    if (left.every((amount) => amount <= 0)) return !tied;
    const cover = covers[at];
    if (cover === undefined) return false;
    const key = `${at} ${spare} ${left.join(' ')}`;
    if (!tied && dead.has(key)) return false;
    if (leastUnits(left, covers.slice(at)) > spare) {
      dead.add(key);
      return false;
    }
    const least = tied ? (rival?.[at] ?? 0) : 0;
    for (let count = Math.min(cover.most, spare, enough(left, cover)); count >= least; count--) {
      chosen[at] = count;
      const after = left.map((amount, service) => Math.max(0, amount - count * (cover.gives[service] ?? 0)));
      if (visit(at + 1, after, spare - count, tied && count === rival?.[at])) return true;
    }
    chosen[at] = 0;
    if (!tied) dead.add(key);
    return false;
  };
  return visit(0, need, units, rival !== undefined) ? chosen : undefined;
}

/** The number of units beyond which another unit covers nothing that is still needed. */
function enough(left: readonly number[], { gives }: Cover): number {
  return left.reduce((most, amount, service) => {
    const each = gives[service] ?? 0;
    return amount > 0 && each > 0 ? Math.max(most, Math.ceil(amount / each)) : most;
  }, 0);
}

/** The first selection, in order, with `units` and `kinds`. */
function firstOfKinds(
  need: readonly number[],
  covers: readonly Cover[],
  units: number,
  kinds: number,
): number[] | undefined {
  let best: number[] | undefined;
  const picked: number[] = [];
  const visit = (at: number): void => {
    const full = picked.length === kinds;
    const open = full ? [] : covers.slice(at);
    if (picked.length + open.length < kinds) return;
    const allowed = [...picked.map((one) => covers[one] as Cover), ...open];
    if (kindsFallShort(need, allowed, units, kinds) || leastUnits(need, allowed) > units) return;
    if (full) {
      const rival = best === undefined ? undefined : picked.map((one) => best?.[one] ?? 0);
      const found = select(need, allowed, units, rival);
      if (found === undefined) return;
      const selection = covers.map(() => 0);
      picked.forEach((one, place) => {
        selection[one] = found[place] ?? 0;
      });
      if (best === undefined || comesBefore(selection, best)) best = selection;
      return;
    }
    picked.push(at);
    visit(at + 1);
    picked.pop();
    visit(at + 1);
  };
  visit(0);
  return best;
}

function comesBefore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((count, place) => count !== other[place]);
  return at !== -1 && (one[at] ?? 0) > (other[at] ?? 0);
}

/** Whether even the `kinds` strongest give too little of some service. */
function kindsFallShort(
  need: readonly number[],
  covers: readonly Cover[],
  units: number,
  kinds: number,
): boolean {
  return need.some((amount, service) => {
    const most = covers.map((cover) => (cover.gives[service] ?? 0) * Math.min(cover.most, units));
    most.sort((one, other) => other - one);
    return most.slice(0, kinds).reduce((sum, one) => sum + one, 0) < amount;
  });
}
