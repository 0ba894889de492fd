import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { CataloguePlan } from '../../domain/catalogue/diff/catalogue-plan.ts';
import { changedSince, type Footprint } from '../../domain/catalogue/diff/relevant-rows.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { claimProfiles } from '../../store/items/item-profiles.ts';
import { holdNames } from '../../store/names-beside.ts';
import { writeChange } from '../change-catalogue.ts';
import type { DiffCatalogueResult } from './diff-catalogue.ts';
import { type CatalogueInput, computePlan, type FingerprintedPlan } from './plan-catalogue.ts';

export interface ApplyCatalogueInput extends CatalogueInput {
  /** Its label in the audit trail: the names of the files. */
  readonly label: string;
  /** A saved plan: only this is carried out. */
  readonly saved?: KeptPlan | undefined;
}

interface KeptPlan {
  readonly plan: CataloguePlan;
  readonly footprint: Footprint;
}

/**
 * Makes the database match the catalogue, in one transaction and a fixed number of statements. Throws what diff
 * throws, `conflict` (`plan-stale`) if a saved plan differs from what would be done now, and `conflict`
 * (`changed-meanwhile`) if another transaction changed the data between the read and the commit.
 */
export async function applyCatalogue(
  session: Session,
  input: ApplyCatalogueInput,
): Promise<AuditedResult<DiffCatalogueResult>> {
  const first = await computePlan(session, input);
  if (input.saved !== undefined) requireFresh(input.saved, first);
  const { plan, rows, footprint } = await claimed(session, input, first);
  const result = { plan, footprint, effect: await writeChange(session, { rows }) };
  if (plan.changes.length === 0) return { result, audit: undefined };
  return {
    result,
    audit: { before: null, after: { catalogue: input.label, prune: input.prune, changes: plan.changes } },
    recheck: async () => {
      const now = await computePlan(session, input);
      if (now.plan.changes.length > 0) throw changedConcurrently('the catalogue');
    },
  };
}

/**
 * The plan, computed again after its rows are claimed. From here on, no other transaction can change its input or start to
 * rely on what it removes; between the read and the claim one may have. Throws what computing it throws, and `conflict`
 * (`changed-meanwhile`).
 */
async function claimed(
  session: Session,
  input: CatalogueInput,
  first: FingerprintedPlan,
): Promise<FingerprintedPlan> {
  const named = NAMED.filter((noun) =>
    first.plan.changes.some((one) => one.action === 'add' && one.type === noun),
  );
  if (first.claims.length === 0 && named.length === 0) return first;
  for (const noun of named) await holdNames(session, noun);
  await claimProfiles(session, first.claims);
  const now = await computePlan(session, input);
  if (!isDeepStrictEqual(now.plan, first.plan)) throw changedConcurrently('the catalogue');
  return now;
}

/** In the order in which they are held, so that two files cannot wait for each other. */
const NAMED = ['item', 'group', 'path'] as const;

function requireFresh(saved: KeptPlan, now: KeptPlan): void {
  const changed = changedSince(saved.footprint, now.footprint);
  if (changed === undefined && isDeepStrictEqual(saved.plan, now.plan)) return;
  const why =
    changed === undefined
      ? 'this version of the program would make another plan'
      : `${changed} has changed since it was made`;
  throw new TierctlError('conflict', 'plan-stale', `the plan is stale: ${why}`, {
    hint: 'make a new plan with tierctl diff --plan-out, and review it',
    data: { changed: changed ?? null },
  });
}
