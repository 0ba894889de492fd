import type { Session } from '../../database/session.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { applyChangeAttributes } from '../../store/transitions/batch/apply-change-attributes.ts';
import { carryAttributes } from '../../store/transitions/batch/carry-attributes.ts';
import { carryExtensions } from '../../store/transitions/batch/carry-extensions.ts';
import { carryUsage } from '../../store/transitions/batch/carry-usage.ts';
import { claimDue } from '../../store/transitions/batch/claim-due.ts';
import { fillAttributeDefaults } from '../../store/transitions/batch/fill-attribute-defaults.ts';
import { insertSuccessors } from '../../store/transitions/batch/insert-successors.ts';
import { isNumberedOutOfOrder, nextDueDay } from '../../store/transitions/batch/numbering.ts';
import { recordTransitions } from '../../store/transitions/batch/record-transitions.ts';
import type { BatchRange, RunScope } from '../../store/transitions/batch/scope.ts';
import { successorOf } from '../../store/transitions/batch/successor-of.ts';
import { askTouched } from '../../store/transitions/batch/touched.ts';
import { carryPackages } from './carry-packages.ts';
import { extendSuccessors } from './extend-successors.ts';

export interface BatchInput {
  readonly run: number;
  readonly scope: RunScope;
  /** ISO 8601, UTC. */
  readonly appliedAt: string;
  readonly maxHops: number;
}

/** Thrown by applyBatch where successors got other numbers than punctual runs would have given: move the range day by day. */
export class NumberedOutOfOrder extends Error {}

/**
 * Moves all that is due in `range`, chains followed to their end: each hop is a fixed number of set-based statements,
 * however many rows they touch; what is only for packages or extensions is left out of a hop without any. Returns the
 * number of transitions. Throws `refused` (`hop-limit`) when something is still due after `maxHops`, and
 * NumberedOutOfOrder.
 */
export async function applyBatch(session: Session, range: BatchRange, input: BatchInput): Promise<number> {
  const { moved, hops } = await applyHops(session, range, input, 1);
  // One hop numbers by date. Most ranges have no chain, and are asked nothing more.
  if (hops > 1 && (await isNumberedOutOfOrder(session, range, input.run))) throw new NumberedOutOfOrder();
  return moved;
}

/** As applyBatch, as if there had been a run on each day: more statements, the same numbers as punctual runs give. */
export async function applyDayByDay(session: Session, range: BatchRange, input: BatchInput): Promise<number> {
  let moved = 0;
  let hops = 0;
  let day = await nextDueDay(session, range, input.scope, undefined);
  while (day !== undefined) {
    const scope = { ...input.scope, asOf: day };
    const done = await applyHops(session, range, { ...input, scope }, hops + 1);
    moved += done.moved;
    hops += done.hops;
    day = await nextDueDay(session, range, input.scope, day);
  }
  return moved;
}

/** The hops of a range, numbered from `first` on. */
async function applyHops(
  session: Session,
  range: BatchRange,
  { run, scope, appliedAt, maxHops }: BatchInput,
  first: number,
): Promise<{ readonly moved: number; readonly hops: number }> {
  let moved = 0;
  let current = range;
  for (let hops = 0; ; hops++) {
    const hop = { run, hop: first + hops };
    const claimed = await claimDue(session, scope, current, hop);
    if (claimed === 0) return { moved, hops };
    if (hops === maxHops) throw tooManyHops(maxHops, scope.asOf);
    await recordTransitions(session, current, hop, appliedAt);
    await insertSuccessors(session, current, hop);
    const touched = await askTouched(session, current, hop);
    await carryAttributes(session, current, hop);
    await carryPackages(session, current, hop, touched);
    await applyChangeAttributes(session, current, hop);
    await fillAttributeDefaults(session, current, hop);
    await carryExtensions(session, current, hop);
    await carryUsage(session, current, hop);
    if (touched.extending) await extendSuccessors(session, current, hop);
    moved += claimed;
    if ('number' in current) current = await successorOf(session, current, hop);
  }
}

function tooManyHops(maxHops: number, asOf: string): TierctlError {
  return new TierctlError(
    'refused',
    'hop-limit',
    `still due on ${asOf} after ${maxHops} transitions in a row`,
    {
      hint: 'check its paths and terms for a cycle; raise --max-hops, or run with an earlier --as-of first',
      data: { maxHops },
    },
  );
}
