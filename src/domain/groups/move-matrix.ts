import { type ItemFacts, judgeMoveWithin, type LadderPosition } from './eligibility.ts';
import type { Group } from './group.ts';
import type { Ladder } from './ladder.ts';
import type { Member } from './member.ts';
import type { Move } from './move.ts';
import type { FactsOf } from './moves.ts';

/** Which items may move to which on one ladder. */
export interface MoveMatrix {
  readonly group: Group;
  /** One row for each member, from the highest level to the lowest. */
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  readonly source: Member;
  /** To every other member, in the order of the rows. */
  readonly moves: readonly Move[];
}

/** Judges every move on a ladder. The cost is quadratic in the number of members. */
export function moveMatrix({ group, members }: Ladder, factsOf: FactsOf): MoveMatrix {
  const standing = members.map((member): ItemFacts & LadderPosition & Member => ({
    ...member,
    ...factsOf(member.item),
  }));
  return {
    group,
    rows: standing.map((from, row) => ({
      source: members[row] ?? from,
      moves: standing.filter((to) => to !== from).map((to) => judgeMoveWithin(group, from, to)),
    })),
  };
}
