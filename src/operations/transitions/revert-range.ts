import type { Session } from '../../database/session.ts';
import type { Transactor } from '../../database/transactor.ts';
import type { RefusedRevert } from '../../domain/transitions/revert.ts';
import type { AccountRange } from '../../store/transitions/batch/scope.ts';
import { claimSuccessors, markReverted } from '../../store/transitions/reverts/claim-successors.ts';
import { cutRevertRanges, lastHop } from '../../store/transitions/reverts/cut-revert-ranges.ts';
import { deletePendingChanges, deleteSuccessors } from '../../store/transitions/reverts/delete-successors.ts';
import { failRange } from '../../store/transitions/reverts/fail-range.ts';
import { countRefusals, listRefusals, type RefusalCount } from '../../store/transitions/reverts/refusals.ts';
import {
  restoreComponents,
  restoreFormerComponents,
  restorePredecessors,
} from '../../store/transitions/reverts/restore-predecessors.ts';
import type { RevertedHop, RevertScope } from '../../store/transitions/reverts/scope.ts';
import { errorSummary, halves, isNoFaultOfTheRows, joined } from './split-range.ts';

export interface RevertRangeInput {
  /** The run of kind `revert`. */
  readonly revert: number;
  readonly scope: RevertScope;
  readonly listed: number;
}

export interface RevertedRange {
  readonly reverted: number;
  readonly refusals: readonly RefusalCount[];
  /** The first `listed` of them. */
  readonly refused: readonly RefusedRevert[];
  readonly failed: number;
}

/**
 * Undoes the requested transitions in `range` in one step. A failing step is split in two until the offending account is
 * alone; its transitions are recorded as failed, and the others are undone. Throws what is no fault of the rows, such as `busy`.
 */
export async function revertRange(
  transactor: Transactor,
  range: AccountRange,
  input: RevertRangeInput,
): Promise<RevertedRange[]> {
  try {
    return [await transactor.step((session) => revertBatch(session, range, input))];
  } catch (error) {
    if (isNoFaultOfTheRows(error)) throw error;
    const { scope, revert } = input;
    const accounts = await transactor.step((session) => cutRevertRanges(session, scope, 1, range));
    if (accounts.length <= 1) {
      const failed = await transactor.step((session) =>
        failRange(session, scope, range, revert, errorSummary(error)),
      );
      return [{ reverted: 0, refusals: [], refused: [], failed }];
    }
    const parts: RevertedRange[] = [];
    for (const half of halves(accounts, joined)) parts.push(...(await revertRange(transactor, half, input)));
    return parts;
  }
}

/** From the last hop of the run to its first: undoing a later hop allows its predecessor to be undone as well. */
async function revertBatch(
  session: Session,
  range: AccountRange,
  { revert, scope, listed }: RevertRangeInput,
): Promise<RevertedRange> {
  let reverted = 0;
  for (let hop = await lastHop(session, scope, range); hop > 0; hop--) {
    reverted += await revertHop(session, range, scope, { revert, run: scope.run, hop });
  }
  const refusals = await countRefusals(session, scope, { range, revert });
  const refused = refusals.length === 0 ? [] : await listRefusals(session, scope, { range, revert }, listed);
  return { reverted, refusals, refused, failed: 0 };
}

/** A fixed number of statements, independent of the number of rows; only the claim if it finds nothing. */
async function revertHop(
  session: Session,
  range: AccountRange,
  scope: RevertScope,
  hop: RevertedHop,
): Promise<number> {
  const claimed = await claimSuccessors(session, scope, range, hop);
  if (claimed === 0) return 0;
  await markReverted(session, range, hop);
  await deleteSuccessors(session, range, hop);
  await restorePredecessors(session, range, hop, scope.byHand);
  await restoreComponents(session, range, hop);
  await restoreFormerComponents(session, range, hop);
  if (scope.byHand) await deletePendingChanges(session, range, hop);
  return claimed;
}
