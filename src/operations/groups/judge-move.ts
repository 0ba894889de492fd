import type { Session } from '../../database/session.ts';
import type { Move } from '../../domain/groups/move.ts';
import { movesBetween } from '../../domain/groups/moves.ts';
import type { Item } from '../../domain/items/item.ts';
import { readItemFacts } from '../../store/groups/item-facts.ts';
import { listLaddersBetween } from '../../store/groups/members.ts';
import { requireItem } from '../../store/items/items.ts';

export interface JudgeMoveInput {
  /** Article number or UUID. */
  readonly source: string;
  /** Article number or UUID. */
  readonly target: string;
}

export interface JudgeMoveResult {
  readonly source: Item;
  readonly target: Item;
  /** Allowed in at least one group. */
  readonly eligible: boolean;
  /** One verdict for each group that holds both; one verdict without a group if none does. */
  readonly moves: readonly Move[];
}

/** Judges the move from one item to another, gate by gate, in every group that holds both. Throws `not-found`. */
export async function judgeMove(session: Session, input: JudgeMoveInput): Promise<JudgeMoveResult> {
  const source = await requireItem(session, input.source);
  const target = await requireItem(session, input.target);
  const factsOf = await readItemFacts(session, [source, target]);
  const ladders = await listLaddersBetween(session, source.id, [target.id]);
  const moves = movesBetween(source, target, ladders, factsOf);
  return { source, target, eligible: moves.some(({ eligible }) => eligible), moves };
}
