import type { ItemReference } from '../items/item.ts';
import { type ItemFacts, judgeMovesFrom, judgeWithoutGroup, type LadderPosition } from './eligibility.ts';
import type { Ladder } from './ladder.ts';
import type { Member } from './member.ts';
import type { Move } from './move.ts';

/** Looks up the properties of an item that the gates check. */
export type FactsOf = (item: ItemReference) => ItemFacts;

/** The moves from an item to every other item of its ladders; each ladder is judged separately. */
export function movesFrom(itemId: string, ladders: readonly Ladder[], factsOf: FactsOf): Move[] {
  return ladders.flatMap((ladder) => {
    const others = ladder.members.filter(({ item }) => item.id !== itemId);
    return movesWithin(ladder, itemId, others, factsOf);
  });
}

/** The move from one item to another on each ladder that holds both, or one verdict that no ladder holds both. */
export function movesBetween(
  source: ItemReference,
  target: ItemReference,
  ladders: readonly Ladder[],
  factsOf: FactsOf,
): Move[] {
  const moves = ladders.flatMap((ladder) => {
    const there = ladder.members.filter(({ item }) => item.id === target.id);
    return movesWithin(ladder, source.id, there, factsOf);
  });
  return moves.length > 0 ? moves : [judgeWithoutGroup(factsOf(source), factsOf(target))];
}

function movesWithin(ladder: Ladder, itemId: string, targets: readonly Member[], factsOf: FactsOf): Move[] {
  return ladder.members
    .filter(({ item }) => item.id === itemId)
    .flatMap((member) => {
      const judge = judgeMovesFrom(ladder.group, at(member, factsOf));
      return targets.map((to) => judge(at(to, factsOf)));
    });
}

// Field by field: spreading thousands of members takes longer than judging them.
function at(member: Member, factsOf: FactsOf): ItemFacts & LadderPosition {
  const { item, active, renewalPeriods } = factsOf(member.item);
  const { level, upgradeable, downgradeable, upgradeableFrom, downgradeableFrom } = member;
  return {
    item,
    active,
    renewalPeriods,
    level,
    upgradeable,
    downgradeable,
    upgradeableFrom,
    downgradeableFrom,
  };
}
