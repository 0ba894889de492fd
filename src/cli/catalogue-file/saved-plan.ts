// A plan that is saved between its review and its application. It contains the catalogue it was made from, so that the plan
// can be computed again by the same rules and compared.
import { z } from 'zod';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { CataloguePlan } from '../../domain/catalogue/diff/catalogue-plan.ts';
import type { Footprint } from '../../domain/catalogue/diff/relevant-rows.ts';
import type { ApplyCatalogueInput } from '../../operations/catalogue/apply-catalogue.ts';
import { type FileReader, readSources } from './catalogue-source.ts';
import { badFile } from './file-problem.ts';
import { type PlacedCatalogue, readCatalogueValue } from './read-catalogue.ts';
import { recordOf } from './record-shape.ts';
import { writtenCatalogue } from './written-catalogue.ts';

const PLAN_VERSION = 1;

const SavedPlan = z.strictObject({
  tierctlPlan: z.literal(PLAN_VERSION),
  files: z.array(z.string()),
  prune: z.boolean(),
  allowSimilar: z.boolean().optional(),
  footprint: recordOf(z.string().nullable()),
  plan: z.strictObject({ changes: z.array(z.unknown()), unlisted: z.array(z.unknown()) }),
  catalogue: z.unknown(),
});

export interface PlanToKeep {
  readonly files: readonly string[];
  readonly catalogue: Catalogue;
  readonly prune: boolean;
  readonly allowSimilar?: boolean | undefined;
  readonly footprint: Footprint;
  readonly plan: CataloguePlan;
}

export function writeSavedPlan({
  files,
  catalogue,
  prune,
  allowSimilar,
  footprint,
  plan,
}: PlanToKeep): string {
  const saved: z.input<typeof SavedPlan> = {
    tierctlPlan: PLAN_VERSION,
    files: [...files],
    prune,
    ...(allowSimilar === true ? { allowSimilar } : {}),
    plan: { changes: [...plan.changes], unlisted: [...plan.unlisted] },
    footprint: { ...footprint },
    catalogue: writtenCatalogue(catalogue),
  };
  return `${JSON.stringify(saved, null, 2)}\n`;
}

/** Throws `config` (`bad-catalogue`, `file-unreadable`) for a file that is not a plan of this version. */
export async function readSavedPlan(
  reader: FileReader,
  name: string,
): Promise<ApplyCatalogueInput & PlacedCatalogue> {
  const [source] = await readSources(reader, [name]);
  const parsed = SavedPlan.safeParse(json(source?.text ?? '', name));
  if (!parsed.success) throw noPlan(name);
  const { prune, allowSimilar, footprint, plan, catalogue, files } = parsed.data;
  const { locate, ...placed } = readCatalogueValue(name, catalogue);
  return {
    catalogue: placed.catalogue,
    locate,
    files,
    prune,
    allowSimilar,
    label: files.join(', '),
    // Compared as a whole with a newly computed plan. The saved contents themselves are never trusted.
    saved: { plan: plan as CataloguePlan, footprint },
  };
}

function json(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw noPlan(name);
  }
}

function noPlan(name: string) {
  return badFile(name, `it is not a plan of version ${PLAN_VERSION} as written by --plan-out`, null, null);
}
