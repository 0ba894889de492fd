import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { CataloguePlan } from '../../domain/catalogue/diff/catalogue-plan.ts';
import { changedSince, type Footprint } from '../../domain/catalogue/diff/relevant-rows.ts';
import { planStale } from '../../domain/catalogue/problems.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';
import { NAMED_NOUNS, type NamedNoun } from '../../domain/similar-name.ts';
import { NO_EFFECT } from '../../domain/transitions/catalogue-effect.ts';
import { readSlice } from '../../store/catalogue/read-catalogue.ts';
import { holdNames } from '../../store/names-beside.ts';
import { claimSlice, writeChange } from '../change-catalogue.ts';
import type { DiffCatalogueResult } from './diff-catalogue.ts';
import { type CatalogueInput, computePlan, planPart } from './plan-catalogue.ts';

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
  await holdNames(session, nounsOf(input.catalogue));
  const { plan, footprint, part } = await computePlan(session, input);
  if (input.saved !== undefined) requireFresh(input.saved, { plan, footprint });
  if (plan.changes.length === 0) return { result: { plan, footprint, effect: NO_EFFECT }, audit: undefined };
  // From the claim on, no other transaction changes what the plan changes or starts to rely on what it removes; between the
  // read and the claim one may have.
  const named = { ...part, asWritten: true };
  const claimed = await planPart(session, part, await claimSlice(session, named), input);
  if (!isDeepStrictEqual(claimed.plan.changes, plan.changes)) throw changedConcurrently('the catalogue');
  const effect = await writeChange(session, claimed);
  return {
    result: { plan, footprint, effect },
    audit: { before: null, after: { catalogue: input.label, prune: input.prune, changes: plan.changes } },
    recheck: async () => {
      const { items, groups } = claimed.rows;
      const written = await readSlice(session, {
        ...named,
        items: [...part.items, ...items.added.map(({ id }) => id)],
        groups: [...part.groups, ...groups.added.map(({ id }) => id)],
      });
      const now = await planPart(session, part, written, input);
      if (now.plan.changes.length > 0) throw changedConcurrently('the catalogue');
    },
  };
}

/** The kinds of objects that the file may add. */
function nounsOf(catalogue: Catalogue): NamedNoun[] {
  return NAMED_NOUNS.filter((noun) => catalogue[`${noun}s`].length > 0);
}

function requireFresh(saved: KeptPlan, now: KeptPlan): void {
  const changed = changedSince(saved.footprint, now.footprint);
  if (changed === undefined && isDeepStrictEqual(saved.plan, now.plan)) return;
  const why =
    changed === undefined
      ? 'this version of the program would make another plan'
      : `${changed} has changed since it was made`;
  throw planStale(why, changed ?? null);
}
