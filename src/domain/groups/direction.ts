import type { Group } from './group.ts';
import type { Ladder } from './ladder.ts';

/**
 * Read from the ladders that two items share, never from a price. A ladder on which they are level says nothing: of the others
 * all must agree, and `none` is where they disagree or where none is left.
 */
export type Direction = 'upgrade' | 'downgrade' | 'none';

/** What one ladder says of the way from one item to another; `none` where they are level. */
export interface LadderStep {
  readonly group: Group;
  /** Levels. */
  readonly from: number;
  readonly to: number;
  readonly direction: Direction;
}

/** By two levels of one ladder. */
export function directionBetween(from: number, to: number): Direction {
  return from === to ? 'none' : to > from ? 'upgrade' : 'downgrade';
}

/** What each ladder says that holds both items. */
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

/** What all of them say: the same as the run writes into the history (store/transitions/batch/record-transitions.ts). */
export function directionOf(steps: readonly Pick<LadderStep, 'direction'>[]): Direction {
  const said = new Set(steps.map(({ direction }) => direction).filter((direction) => direction !== 'none'));
  const [only = 'none'] = said;
  return said.size === 1 ? only : 'none';
}
