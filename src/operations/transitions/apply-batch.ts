// The steps of one batch; the statements are in src/store/transitions/batch.

import type { Session } from '../../database/session.ts';
import { hopLimit } from '../../domain/transitions/problems.ts';
import {
  applyChangeAttributes,
  carryAttributes,
  carryAttributesOfProducts,
  carryAttributesToComponents,
  carryComponentAttributes,
  shareComponentAttributes,
} from '../../store/transitions/batch/carry-attributes.ts';
import {
  carryExtensions,
  carryUsage,
  giveBoughtExtensions,
} from '../../store/transitions/batch/carry-holdings.ts';
import {
  claimDue,
  longestChain,
  narrowedTo,
  readTouched,
  successorOf,
  type Touched,
} from '../../store/transitions/batch/claim.ts';
import { carryComponents, endComponents, fillComponents } from '../../store/transitions/batch/components.ts';
import { fillAttributeDefaults, fillComponentDefaults } from '../../store/transitions/batch/fill-defaults.ts';
import {
  keepComponentsOutside,
  removeNotStarted,
  shortenComponents,
} from '../../store/transitions/batch/former-components.ts';
import { insertSuccessors } from '../../store/transitions/batch/insert-successors.ts';
import { recordTransitions } from '../../store/transitions/batch/record-transitions.ts';
import type { BatchRange, MovedRange, RunHop, RunScope } from '../../store/transitions/batch/scope.ts';
import { recordTaken } from '../../store/transitions/taken-away/record-taken.ts';
import { extendSuccessors } from './extend-successors.ts';

export interface BatchInput {
  readonly run: number;
  readonly scope: RunScope;
  /** ISO 8601, UTC. */
  readonly appliedAt: string;
  readonly maxHops: number;
}

/**
 * Moves everything that is due in `range`, and follows chains to their end. Each hop is a fixed number of set-based
 * statements, independent of the number of rows; statements for packages or extensions are skipped in a hop without any. The
 * successors of an account are numbered by day, as daily runs number them. Returns the number of transitions. Throws `refused`
 * (`hop-limit`) if a subscription is still due after `maxHops`.
 */
export async function applyBatch(
  session: Session,
  range: MovedRange,
  { run, scope, appliedAt, maxHops }: BatchInput,
): Promise<number> {
  let moved = 0;
  let current = range;
  for (let number = 1; ; number++) {
    const hop = { run, hop: number };
    const claimed = await claimDue(session, scope, current, hop);
    if (claimed === 0) return moved;
    if (number > maxHops && (await isTooLong(session, current, hop, maxHops)))
      throw hopLimit(maxHops, scope.asOf);
    await recordTransitions(session, current, hop, appliedAt);
    await insertSuccessors(session, current, hop);
    const touched = await readTouched(session, current, hop);
    await recordTaken(session, current, hop, touched);
    await carryAttributes(session, current, hop);
    await carryPackages(session, current, hop, touched);
    await applyChangeAttributes(session, current, hop);
    await fillAttributeDefaults(session, current, hop);
    await carryExtensions(session, current, hop);
    await giveBoughtExtensions(session, current, hop);
    await carryUsage(session, current, hop);
    if (touched.extending) await extendSuccessors(session, current, hop);
    moved += claimed;
    if ('number' in current) current = await successorOf(session, current, hop);
    // The last hops may be for one account alone.
    else if (current.severalChains) current = await narrowedTo(session, current, hop);
  }
}

/** If the chains of an account take turns, there are more hops than moves of a subscription. */
async function isTooLong(
  session: Session,
  range: MovedRange,
  { run }: RunHop,
  maxHops: number,
): Promise<boolean> {
  if ('number' in range || !range.severalChains) return true;
  return (await longestChain(session, range, run)) > maxHops;
}

/**
 * The further steps of a hop with packages: ends the components of the subscriptions that ended, provisions those of the
 * successors, and carries attributes over between packages and their products. Does nothing for a hop from products to
 * products; else it makes a fixed number of statements, independent of the number of rows, and some more if a component
 * has not started yet.
 */
async function carryPackages(
  session: Session,
  range: BatchRange,
  hop: RunHop,
  { leaving, arriving }: Pick<Touched, 'leaving' | 'arriving'>,
): Promise<void> {
  const outside = leaving ? await keepComponentsOutside(session, range, hop) : 0;
  if (leaving) {
    await endComponents(session, range, hop);
    if (outside > 0) await shortenComponents(session, range, hop);
    await carryAttributesOfProducts(session, range, hop);
  }
  if (leaving && arriving) await carryComponents(session, range, hop);
  if (arriving) {
    await fillComponents(session, range, hop);
    await carryAttributesToComponents(session, range, hop);
  }
  if (leaving && arriving) {
    await carryComponentAttributes(session, range, hop);
    await shareComponentAttributes(session, range, hop);
  }
  if (arriving) await fillComponentDefaults(session, range, hop);
  if (outside > 0) await removeNotStarted(session, range, hop);
}
