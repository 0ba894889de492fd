// Combines the parts of a list of upcoming transitions.
import type { Direction } from '../groups/direction.ts';
import type { ItemReference } from '../items/item.ts';
import type { Stay, Transition } from './transition.ts';

/** Moves of one day with the same path and items. */
export interface DayMoves {
  /** The day on which the successors start, `YYYY-MM-DD`. */
  readonly date: string;
  /** Null for changes by hand. */
  readonly path: string | null;
  readonly direction: Direction;
  readonly from: ItemReference;
  readonly to: ItemReference;
  readonly count: number;
}

/** An upcoming transition. Its successor's number is the next free one now. */
export type UpcomingTransition = Omit<Transition, 'appliedAt' | 'run' | 'reverted'> & {
  readonly appliedAt: null;
  readonly run: null;
  readonly reverted: null;
};

export interface Upcoming {
  readonly total: number;
  /** How many of them are already due, so that a run today would make them. */
  readonly overdue: number;
  /** By day; days without any are left out. */
  readonly days: readonly (DayMoves & { readonly overdue: boolean })[];
  /** The first of them, by day, account and number. */
  readonly transitions: readonly UpcomingTransition[];
}

/** Adds up the counts of the parts: each kind of move once a day, in the order of the days. */
export function addUpDays(days: readonly DayMoves[]): DayMoves[] {
  const sums = new Map<string, DayMoves>();
  for (const one of days) {
    const key = JSON.stringify(orderOf(one));
    sums.set(key, { ...one, count: one.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].sort((one, other) => compare(orderOf(one), orderOf(other)));
}

export function upcoming(
  today: string,
  days: readonly DayMoves[],
  transitions: readonly UpcomingTransition[],
): Upcoming {
  const marked = days.map((one) => ({ ...one, overdue: one.date <= today }));
  const sum = (of: typeof marked) => of.reduce((total, { count }) => total + count, 0);
  return {
    total: sum(marked),
    overdue: sum(marked.filter(({ overdue }) => overdue)),
    days: marked,
    transitions,
  };
}

/** The first `limit` of both, by day, account and number. */
export function firstTransitions<One extends Pick<Transition, 'effectiveDate' | 'account' | 'from'>>(
  some: readonly One[],
  more: readonly One[],
  limit: number,
): One[] {
  return first(some, more, limit, ({ effectiveDate, account, from }) => [
    effectiveDate,
    account,
    from.number,
  ]);
}

/** The first `limit` of both, by account and number. */
export function firstStays(some: readonly Stay[], more: readonly Stay[], limit: number): Stay[] {
  return first(some, more, limit, ({ account, number }) => [account, number]);
}

type SortKey = readonly (string | number)[];

// Moves without a path come last in their day.
function orderOf({ date, path, direction, from, to }: DayMoves): SortKey {
  const label = (item: ItemReference) => item.articleNumber ?? '';
  return [date, path === null ? 1 : 0, path ?? '', direction, label(from), from.id, label(to), to.id];
}

function first<One>(
  some: readonly One[],
  more: readonly One[],
  limit: number,
  keyOf: (one: One) => SortKey,
): One[] {
  return [...some, ...more].sort((one, other) => compare(keyOf(one), keyOf(other))).slice(0, limit);
}

function compare(one: SortKey, other: SortKey): number {
  for (const [index, value] of one.entries()) {
    const against = other[index];
    if (against === undefined || value === against) continue;
    return value < against ? -1 : 1;
  }
  return 0;
}
