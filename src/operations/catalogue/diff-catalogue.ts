import type { Session } from '../../database/session.ts';
import type { CataloguePlan } from '../../domain/catalogue/diff/catalogue-plan.ts';
import type { Footprint } from '../../domain/catalogue/diff/relevant-rows.ts';
import type { CatalogueEffect } from '../../domain/transitions/catalogue-effect.ts';
import { readPlannedEffect } from '../../store/catalogue/read-effect.ts';
import { type CatalogueInput, computePlan } from './plan-catalogue.ts';

export interface DiffCatalogueResult {
  readonly plan: CataloguePlan;
  /** What the plan was computed from, for a saved plan. */
  readonly footprint: Footprint;
  /** Its effect on existing subscriptions. */
  readonly effect: CatalogueEffect;
}

/** The changes that applying the catalogue would make. Throws what applying it would throw. */
export async function diffCatalogue(session: Session, input: CatalogueInput): Promise<DiffCatalogueResult> {
  const { plan, footprint, rows } = await computePlan(session, input);
  return { plan, footprint, effect: await readPlannedEffect(session, rows) };
}
