import type { Session } from '../../database/session.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { applyChangeAttributes } from '../../store/transitions/batch/apply-change-attributes.ts';
import { carryAttributes } from '../../store/transitions/batch/carry-attributes.ts';
import { carryExtensions } from '../../store/transitions/batch/carry-extensions.ts';
import { carryUsage } from '../../store/transitions/batch/carry-usage.ts';
import { claimDue } from '../../store/transitions/batch/claim-due.ts';
import { fillAttributeDefaults } from '../../store/transitions/batch/fill-attribute-defaults.ts';
import { insertSuccessors } from '../../store/transitions/batch/insert-successors.ts';
import { recordTransitions } from '../../store/transitions/batch/record-transitions.ts';
import type { BatchRange, RunScope } from '../../store/transitions/batch/scope.ts';
import { successorOf } from '../../store/transitions/batch/successor-of.ts';
import { askTouched } from '../../store/transitions/batch/touched.ts';
import { recordTaken } from '../../store/transitions/taken-away/record-taken.ts';
import { carryPackages } from './carry-packages.ts';
import { extendSuccessors } from './extend-successors.ts';

export interface BatchInput {
  readonly run: number;
  readonly scope: RunScope;
  /** ISO 8601, UTC. */
  readonly appliedAt: string;
  readonly maxHops: number;
}

/**
 * Moves all that is due in `range`, chains followed to their end: each hop is a fixed number of set-based statements,
 * however many rows they touch; what is only for packages or extensions is left out of a hop without any. Returns the number of transitions. Throws `refused` (`hop-limit`) when
 * something is still due after `maxHops`.
 */
export async function applyBatch(session: Session, range: BatchRange, input: BatchInput): Promise<number> {
  const { run, scope, appliedAt, maxHops } = input;
  let moved = 0;
  let current = range;
  for (let hop = 1; ; hop++) {
    const claimed = await claimDue(session, scope, current, { run, hop });
    if (claimed === 0) return moved;
    if (hop > maxHops) throw tooManyHops(maxHops, scope.asOf);
    await recordTransitions(session, current, { run, hop }, appliedAt);
    await insertSuccessors(session, current, { run, hop });
    const touched = await askTouched(session, current, { run, hop });
    await recordTaken(session, current, { run, hop }, touched);
    await carryAttributes(session, current, { run, hop });
    await carryPackages(session, current, { run, hop }, touched);
    await applyChangeAttributes(session, current, { run, hop });
    await fillAttributeDefaults(session, current, { run, hop });
    await carryExtensions(session, current, { run, hop });
    await carryUsage(session, current, { run, hop });
    if (touched.extending) await extendSuccessors(session, current, { run, hop });
    moved += claimed;
    if ('number' in current) current = await successorOf(session, current, { run, hop });
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
