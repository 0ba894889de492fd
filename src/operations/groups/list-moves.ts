import type { Session } from '../../database/session.ts';
import type { Move } from '../../domain/groups/move.ts';
import { movesFrom } from '../../domain/groups/moves.ts';
import type { Item } from '../../domain/items/item.ts';
import { readNeighbourFacts } from '../../store/groups/item-facts.ts';
import { listLaddersWith } from '../../store/groups/members.ts';
import { requireItem } from '../../store/items/items.ts';

export interface ListMovesInput {
  /** Article number or UUID. */
  readonly item: string;
}

export interface ListMovesResult {
  readonly source: Item;
  /** To every other member of every group that the item is in, by group, from the highest level to the lowest. */
  readonly moves: readonly Move[];
}

/** Judges the moves from an item to all other items that share a group with it. Throws `not-found`. */
export async function listMoves(session: Session, input: ListMovesInput): Promise<ListMovesResult> {
  const source = await requireItem(session, input.item);
  const ladders = await listLaddersWith(session, source.id);
  const factsOf = await readNeighbourFacts(session, source.id);
  return { source, moves: movesFrom(source.id, ladders, factsOf) };
}
