// The steps of one batch; the statements are in src/store/transitions/batch.
import type { Session } from '../../database/session.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
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
import { claimDue, readTouched, successorOf, type Touched } from '../../store/transitions/batch/claim.ts';
import { carryComponents, endComponents, fillComponents } from '../../store/transitions/batch/components.ts';
import { fillAttributeDefaults, fillComponentDefaults } from '../../store/transitions/batch/fill-defaults.ts';
import {
  keepComponentsOutside,
  removeNotStarted,
  shortenComponents,
} from '../../store/transitions/batch/former-components.ts';
import { insertSuccessors } from '../../store/transitions/batch/insert-successors.ts';
import { isNumberedOutOfOrder, nextDueDay } from '../../store/transitions/batch/numbering.ts';
import { recordTransitions } from '../../store/transitions/batch/record-transitions.ts';
import type { BatchRange, RunHop, RunScope } from '../../store/transitions/batch/scope.ts';
import { recordTaken } from '../../store/transitions/taken-away/record-taken.ts';
import { extendSuccessors } from './extend-successors.ts';

export interface BatchInput {
  readonly run: number;
  readonly scope: RunScope;
  /** ISO 8601, UTC. */
  readonly appliedAt: string;
  readonly maxHops: number;
}

/** Thrown by applyBatch if successors got other numbers than daily runs would have given: then move the range day by day. */
export class NumberedOutOfOrder extends Error {}

/**
 * Moves everything that is due in `range`, and follows chains to their end. Each hop is a fixed number of set-based
 * statements, independent of the number of rows; statements for packages or extensions are skipped in a hop without any.
 * Returns the number of transitions. Throws `refused` (`hop-limit`) if something is still due after `maxHops`, and
 * NumberedOutOfOrder.
 */
export async function applyBatch(session: Session, range: BatchRange, input: BatchInput): Promise<number> {
  const { moved, hops } = await applyHops(session, range, input, 1);
  // One hop numbers by date. Most ranges have no chain, so they need no further query.
  if (hops > 1 && (await isNumberedOutOfOrder(session, range, input.run))) throw new NumberedOutOfOrder();
  return moved;
}

/** Like applyBatch, but as if a run had taken place on each day: more statements, and the same numbers as daily runs give. */
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
  }
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

function tooManyHops(maxHops: number, asOf: string): TierctlError {
  return new TierctlError(
    'refused',
    'hop-limit',
    `still due on ${asOf} after ${maxHops} transitions in this run`,
    {
      hint: 'check its paths and terms for a cycle; raise --max-hops, or run with an earlier --as-of first',
      data: { maxHops },
    },
  );
}
