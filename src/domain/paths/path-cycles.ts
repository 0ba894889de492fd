// Paths may form a cycle: A to B, and B back to A. No cycle makes a run endless. A run follows a chain only while the
// successor itself is due: it follows the default path of its item, on its end date, and has an end date only if its
// item has a term. A term is at least one day (domain/term.ts, and a check in the database), so each step takes time,
// and a run stops at its day. An override counts for one step: the successor follows its item's default. An item without a
// term ends the chain. So cycles are allowed, and their outcome is shown.

import type { ItemReference } from '../items/item.ts';
import { byLabel, itemLabel } from '../items/item-label.ts';
import { type Step, stepsFrom, stronglyConnected } from './steps.ts';

/** A step, and whether subscriptions to its source take it by default. */
export interface PathStep extends Step {
  readonly isDefault: boolean;
}

/**
 * The outcome of a cycle in runs. `repeats`: default paths form the cycle and each item has a term, so subscriptions move
 * round, one step per term. `stops`: default paths form the cycle, but a subscription to an item without a term has no end
 * date and stays there. `by-hand`: default paths do not form a cycle; an operator has to start each round.
 */
export type CycleOutcome = 'repeats' | 'stops' | 'by-hand';

/** Items that lead to one another. */
export interface PathCycle {
  /** All items, by article number; there may be several ways round. */
  readonly items: readonly ItemReference[];
  /**
   * One way round: along default paths if they form a cycle, else the shortest. It starts at an item without a term if
   * there is one. The first item is not repeated.
   */
  readonly round: readonly ItemReference[];
  /** The items that have no term. */
  readonly withoutTerm: readonly ItemReference[];
  /** The outcome of `round`, regardless of the windows of its paths. */
  readonly outcome: CycleOutcome;
}

export type HasTerm = (item: ItemReference) => boolean;

/** Every cycle; each item is in at most one. Linear in the steps, except for sorting. */
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

/** The cycles along default paths. An item has at most one default path, so each cycle is the only one through its items. */
export function defaultRounds(steps: readonly PathStep[], hasTerm: HasTerm): (readonly ItemReference[])[] {
  return circles(
    steps.filter(({ isDefault }) => isDefault),
    hasTerm,
  ).map(({ round }) => round);
}

/** Items that lead to one another, and the shortest way round from one of them, preferably one without a term. */
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

/** An item, and the item from which it was first reached. */
interface Reached {
  readonly item: ItemReference;
  readonly before: ItemReference | undefined;
}

/** From the start of the search to `end`, both included. */
function trail(reached: ReadonlyMap<string, Reached>, end: ItemReference): ItemReference[] {
  const found: ItemReference[] = [];
  for (let item: ItemReference | undefined = end; item !== undefined; item = reached.get(item.id)?.before)
    found.push(item);
  return found.reverse();
}

/** `A → B → A`: a cycle as text. */
export function writeRound(round: readonly ItemReference[]): string {
  const labels = round.map(itemLabel);
  // For a very long cycle both ends are enough.
  const shown = labels.length > 12 ? [...labels.slice(0, 6), '…', ...labels.slice(-5)] : labels;
  return [...shown, ...labels.slice(0, 1)].join(' → ');
}

/** `B has no term`, `A and B have no term`. */
export function writeTermless(items: readonly ItemReference[]): string {
  const [first = '', second = '', ...others] = items.map(itemLabel);
  if (items.length === 1) return `${first} has no term`;
  return others.length === 0
    ? `${first} and ${second} have no term`
    : `${first}, ${second} and ${others.length} more have no term`;
}
