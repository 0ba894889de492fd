// The one way in which the catalogue changes: a command edits the part that it names, a file describes any part of it. Both are
// planned, judged and written here.
import { newId } from '../database/new-ids.ts';
import { hasTierctlSchema, type Session } from '../database/session.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import { type CatalogueProblem, throwFirst } from '../domain/catalogue/catalogue-problem.ts';
import { equalAttributeProblems, newAttributes } from '../domain/catalogue/diff/equal-attributes.ts';
import { holderProblems } from '../domain/catalogue/diff/holder-rules.ts';
import { type Planned, planCatalogue } from '../domain/catalogue/diff/plan-catalogue.ts';
import type { StoredCatalogue } from '../domain/catalogue/diff/stored-catalogue.ts';
import type { CatalogueEffect } from '../domain/transitions/catalogue-effect.ts';
import { type Named, readSlice } from '../store/catalogue/read-catalogue.ts';
import { readPlannedEffect } from '../store/catalogue/read-effect.ts';
import { readHolders } from '../store/catalogue/read-holders.ts';
import { writeCatalogue } from '../store/catalogue/write-catalogue.ts';
import { claimProfiles } from '../store/items/item-profiles.ts';
import { attributesTakenForOne } from '../store/names-taken-for-one.ts';

/** By default those of a command: it has compared names already, and throws the error of the first problem. */
export interface PlanOptions {
  /** Whether to remove members and mappings that `catalogue` does not name, of groups and paths that it does name. */
  readonly prune?: boolean;
  /** Whether a new name may look like another one. */
  readonly allowSimilar?: boolean | undefined;
  /** Gives the ids of new rows. */
  readonly newId?: () => string;
  /** Throws if there is a problem. */
  readonly refuse?: (problems: readonly CatalogueProblem[]) => void;
}

/**
 * Claims the items, so that no other transaction changes them or what rules say about them, and reads the part of the
 * catalogue around them. Readers and runs do not wait for the claim, only for the rows that the change writes in the end.
 */
export async function claimSlice(session: Session, named: Named): Promise<StoredCatalogue> {
  if (named.items.length > 0) await claimProfiles(session, named.items);
  return readSlice(session, named);
}

/** What makes `stored` match `catalogue`. Throws what `refuse` makes of the problems of that. */
export async function planChange(
  session: Session,
  catalogue: Catalogue,
  stored: StoredCatalogue,
  { refuse = throwFirst, ...options }: PlanOptions = {},
): Promise<Planned> {
  const defaults = { prune: true, allowSimilar: true, newId: () => newId(session) };
  const planned = planCatalogue(catalogue, stored, { ...defaults, ...options });
  refuse(planned.problems);
  if (hasTierctlSchema(session)) {
    refuse(
      equalAttributeProblems(planned.known, await attributesTakenForOne(session, newAttributes(planned))),
    );
    refuse(holderProblems(planned.known, await readHolders(session, planned.questions)));
  }
  return planned;
}

/**
 * Carries out a plan, and returns its effect on existing subscriptions. Throws `conflict` (`changed-meanwhile`) if a row has
 * changed since it was read; `what` names the changed object.
 */
export async function writeChange(
  session: Session,
  { rows }: Pick<Planned, 'rows'>,
  what?: string,
): Promise<CatalogueEffect> {
  // Before the rows are written: it compares the catalogue without them and with them.
  const effect = await readPlannedEffect(session, rows);
  await writeCatalogue(session, rows, what);
  return effect;
}
