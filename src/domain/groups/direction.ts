import type { Group } from './group.ts';
import type { Ladder } from './ladder.ts';

/**
 * Derived from the ladders that two items share, never from a price. A ladder with both on one level is ignored. All other
 * ladders must agree; the direction is `none` if they disagree or if no ladder is left.
 */
export type Direction = 'upgrade' | 'downgrade' | 'none';

/** The direction from one item to another on one ladder; `none` if both are on one level. */
export interface LadderStep {
  readonly group: Group;
  /** Levels. */
  readonly from: number;
  readonly to: number;
  readonly direction: Direction;
}

/** From two levels of one ladder. */
export function directionBetween(from: number, to: number): Direction {
  return from === to ? 'none' : to > from ? 'upgrade' : 'downgrade';
}

/** The direction on each ladder that holds both items. */
export function ladderSteps(
  sourceId: string,
  destinationId: string,
  ladders: readonly Ladder[],
): LadderStep[] {
  return ladders.flatMap(({ group, members }) => {
    const levelsOf = (id: string) => members.filter(({ item }) => item.id === id).map(({ level }) => level);
    // An adopted table may hold an item twice.
    return levelsOf(sourceId).flatMap((from) =>
      levelsOf(destinationId).map((to) => ({ group, from, to, direction: directionBetween(from, to) })),
    );
  });
}

/** The direction over all ladders: the same as a run writes into the history (store/transitions/batch/record-transitions.ts). */
export function directionOf(steps: readonly Pick<LadderStep, 'direction'>[]): Direction {
  const said = new Set(steps.map(({ direction }) => direction).filter((direction) => direction !== 'none'));
  const [only = 'none'] = said;
  return said.size === 1 ? only : 'none';
}
