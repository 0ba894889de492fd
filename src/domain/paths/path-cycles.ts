// Paths may lead round in a circle: A to B, and B back to A. That is fine while each item on it has a term: a subscription
// moves once per term, and a run ends at its day. A successor to an item without a term has no end date, so whatever
// comes round to it stays there, and the circle promises what never happens. Every path counts, followed or not and
// whatever its window: defaults are assigned and windows opened without asking again.
import type { ItemReference } from '../items/item.ts';
import { byLabel } from '../items/item-label.ts';
import { type Step, stepsFrom, stronglyConnected } from './steps.ts';

/** Items that lead to one another. */
export interface PathCycle {
  /** All of them, by article number; there may be several ways round. */
  readonly items: readonly ItemReference[];
  /** The shortest way round from one of them, by preference from one without a term; the first is not repeated. */
  readonly round: readonly ItemReference[];
  /** Those of the items that have no term; where there is one, the cycle has no end. */
  readonly withoutTerm: readonly ItemReference[];
}

export type HasTerm = (item: ItemReference) => boolean;

/** Every cycle, each item in one of them at most. Linear in the steps, but for putting them in order. */
export function pathCycles(steps: readonly Step[], hasTerm: HasTerm): PathCycle[] {
  const from = stepsFrom(steps);
  return stronglyConnected(from)
    .filter(({ length }) => length > 1)
    .map((found) => {
      const items = [...found].sort(byLabel);
      const withoutTerm = items.filter((item) => !hasTerm(item));
      const start = withoutTerm[0] ?? items[0];
      const inside = new Set(items.map(({ id }) => id));
      const round = start === undefined ? [] : shortestRound(start, from, inside);
      return { items, round, withoutTerm };
    })
    .sort(({ round: [one] }, { round: [other] }) => (one && other ? byLabel(one, other) : 0));
}

/**
 * The cycle that `step`, beside the steps there are, would close round an item without a term: the shortest that is
 * sure to pass each of its items once, from the source of `step` on. Undefined where it would close none. Cycles that
 * were there before are not its fault.
 */
export function endlessCycleClosedBy(
  step: Step,
  steps: readonly Step[],
  hasTerm: HasTerm,
): readonly ItemReference[] | undefined {
  const { source, destination } = step;
  const onwards = search(destination, stepsFrom(steps), source);
  const backwards = search(source, stepsFrom(steps.map(reversed)), destination);
  const rounds = [...onwards.values()]
    .filter(({ item }) => !hasTerm(item) && backwards.has(item.id))
    .map(({ item }) => {
      const there = trail(onwards, item);
      const back = trail(backwards, item).reverse().slice(1);
      return [source, ...[...there, ...back].slice(0, -1)];
    })
    .filter((round) => new Set(round.map(({ id }) => id)).size === round.length);
  return rounds.sort((one, other) => one.length - other.length)[0];
}

function shortestRound(
  start: ItemReference,
  from: ReadonlyMap<string, readonly ItemReference[]>,
  inside: ReadonlySet<string>,
): ItemReference[] {
  const reached = new Map<string, Reached>([[start.id, { item: start, before: undefined }]]);
  for (const here of reached.values()) {
    for (const item of from.get(here.item.id) ?? []) {
      if (item.id === start.id) return trail(reached, here.item);
      if (inside.has(item.id) && !reached.has(item.id)) reached.set(item.id, { item, before: here.item });
    }
  }
  return [start];
}

/** An item, and the one from which it was reached first. */
interface Reached {
  readonly item: ItemReference;
  readonly before: ItemReference | undefined;
}

/** Everything that can be reached, nearest first; of `end` no further. A Map may grow while it is walked. */
function search(
  start: ItemReference,
  from: ReadonlyMap<string, readonly ItemReference[]>,
  end: ItemReference,
): Map<string, Reached> {
  const reached = new Map<string, Reached>([[start.id, { item: start, before: undefined }]]);
  for (const here of reached.values()) {
    if (here.item.id === end.id) continue;
    for (const item of from.get(here.item.id) ?? []) {
      if (!reached.has(item.id)) reached.set(item.id, { item, before: here.item });
    }
  }
  return reached;
}

/** From where the search began to `end`, both included. */
function trail(reached: ReadonlyMap<string, Reached>, end: ItemReference): ItemReference[] {
  const found: ItemReference[] = [];
  for (let item: ItemReference | undefined = end; item !== undefined; item = reached.get(item.id)?.before)
    found.push(item);
  return found.reverse();
}

function reversed({ source, destination }: Step): Step {
  return { source: destination, destination: source };
}
