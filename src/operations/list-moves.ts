import type { Session } from '../database/session.ts';
import type { Item } from '../domain/item.ts';
import type { Move } from '../domain/move.ts';
import { movesFrom } from '../domain/moves.ts';
import { requireItem } from '../store/items.ts';
import { listLaddersWith } from '../store/members.ts';
import { readPartiesAround } from '../store/parties.ts';

export interface ListMovesInput {
  /** Article number or UUID. */
  readonly item: string;
}

export interface ListMovesResult {
  readonly source: Item;
  /** To every other member of every group that the item is in, by group, from the highest level to the lowest. */
  readonly moves: readonly Move[];
}

/** Judges the moves from an item to all others it shares a group with. Throws `not-found`. */
export async function listMoves(session: Session, input: ListMovesInput): Promise<ListMovesResult> {
  const source = await requireItem(session, input.item);
  const ladders = await listLaddersWith(session, source.id);
  const parties = await readPartiesAround(session, source.id);
  return { source, moves: movesFrom(source.id, ladders, parties) };
}
