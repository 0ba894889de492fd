// Paths may lead round in a circle: A to B, and B back to A. No circle keeps a run going for ever. A run follows a chain only
// where a successor is due by itself: it follows the default path of its item, on its end date, which it has only where its
// item has a term. A term is at least one day (domain/term.ts, and a check in the database), so each step takes time,
// and a run ends at its day. An override counts for one step: the successor follows its item's default. An item without a
// term ends the chain. So no cycle is refused; what runs make of it is shown.
import type { ItemReference } from '../items/item.ts';
import { byLabel } from '../items/item-label.ts';
import { type Step, stepsFrom, stronglyConnected } from './steps.ts';

/** A step, and whether subscriptions to its source take it unless they are given another rule. */
export interface PathStep extends Step {
  readonly isDefault: boolean;
}

/**
 * What runs make of a cycle. `repeats`: default paths lead round and each item has a term, so subscriptions go round, once
 * per term. `stops`: default paths lead round, and a subscription to an item without a term has no end date, so it stays
 * there. `by-hand`: default paths do not lead round; going round takes a person each time.
 */
export type CycleOutcome = 'repeats' | 'stops' | 'by-hand';

/** Items that lead to one another. */
export interface PathCycle {
  /** All of them, by article number; there may be several ways round. */
  readonly items: readonly ItemReference[];
  /**
   * One way round, along default paths where these lead round, else the shortest; it starts at an item without a term where
   * it has one. The first is not repeated.
   */
  readonly round: readonly ItemReference[];
  /** Those of the items that have no term. */
  readonly withoutTerm: readonly ItemReference[];
  /** Of `round`, whatever the windows of its paths. */
  readonly outcome: CycleOutcome;
}

export type HasTerm = (item: ItemReference) => boolean;

/** Every cycle, each item in one of them at most. Linear in the steps, but for putting them in order. */
export function pathCycles(steps: readonly PathStep[], hasTerm: HasTerm): PathCycle[] {
  const roundOf = new Map(
    defaultRounds(steps, hasTerm).flatMap((round) => round.map(({ id }) => [id, round] as const)),
  );
  return circles(steps, hasTerm)
    .map(({ items, round }): PathCycle => {
      const followed = [...new Set(items.map(({ id }) => roundOf.get(id)))].filter(
        (one) => one !== undefined,
      );
      const repeating = followed.find((one) => one.every(hasTerm));
      return {
        items,
        round: repeating ?? followed[0] ?? round,
        withoutTerm: items.filter((item) => !hasTerm(item)),
        outcome: repeating !== undefined ? 'repeats' : followed.length > 0 ? 'stops' : 'by-hand',
      };
    })
    .sort(({ round: [one] }, { round: [other] }) => (one && other ? byLabel(one, other) : 0));
}

/** The ways round along default paths. An item has at most one, so that each way is the only one through its items. */
export function defaultRounds(steps: readonly PathStep[], hasTerm: HasTerm): (readonly ItemReference[])[] {
  return circles(
    steps.filter(({ isDefault }) => isDefault),
    hasTerm,
  ).map(({ round }) => round);
}

/** Items that lead to one another, and the shortest way round from one of them, by preference one without a term. */
function circles(
  steps: readonly Step[],
  hasTerm: HasTerm,
): { readonly items: readonly ItemReference[]; readonly round: readonly ItemReference[] }[] {
  const from = stepsFrom(steps);
  return stronglyConnected(from)
    .filter(({ length }) => length > 1)
    .map((found) => {
      const items = [...found].sort(byLabel);
      const start = items.find((item) => !hasTerm(item)) ?? items[0];
      const inside = new Set(items.map(({ id }) => id));
      return { items, round: start === undefined ? [] : shortestRound(start, from, inside) };
    });
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

/** From where the search began to `end`, both included. */
function trail(reached: ReadonlyMap<string, Reached>, end: ItemReference): ItemReference[] {
  const found: ItemReference[] = [];
  for (let item: ItemReference | undefined = end; item !== undefined; item = reached.get(item.id)?.before)
    found.push(item);
  return found.reverse();
}
