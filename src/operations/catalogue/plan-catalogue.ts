// The plan that diff shows, that apply carries out and that a saved plan is compared with. It is computed here only, in a
// fixed number of queries.

import { createHash } from 'node:crypto';
import { schemaMissing } from '../../database/problems.ts';
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { catalogueDuplicates } from '../../domain/catalogue/catalogue-duplicates.ts';
import {
  type CatalogueProblem,
  type Locate,
  refuseProblems,
} from '../../domain/catalogue/catalogue-problem.ts';
import { type ChangedPart, changedPart } from '../../domain/catalogue/diff/changed-part.ts';
import { equalNameProblems, newNames } from '../../domain/catalogue/diff/name-rules.ts';
import type { Planned } from '../../domain/catalogue/diff/plan-catalogue.ts';
import { type Footprint, relevantRows } from '../../domain/catalogue/diff/relevant-rows.ts';
import type { StoredCatalogue } from '../../domain/catalogue/diff/stored-catalogue.ts';
import { inStoredSpelling } from '../../domain/catalogue/diff/stored-spellings.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { NAMED_NOUNS, type NamedNoun } from '../../domain/similar-name.ts';
import { readStoredCatalogue } from '../../store/catalogue/read-catalogue.ts';
import { namesTakenForOne } from '../../store/names-taken-for-one.ts';
import { planChange } from '../change-catalogue.ts';

export interface CatalogueInput {
  readonly catalogue: Catalogue;
  /** Places in the catalogue, for messages. */
  readonly locate: Locate;
  /** Whether to remove members and mappings that the file does not name, of groups and paths that it does name. */
  readonly prune: boolean;
  /** Whether a new name may look like an existing one. */
  readonly allowSimilar?: boolean | undefined;
}

export interface FingerprintedPlan extends Pick<Planned, 'plan' | 'rows'> {
  /** Fingerprints of the objects that the plan was computed from. */
  readonly footprint: Footprint;
  readonly part: ChangedPart;
}

/**
 * Throws the errors of the single commands, with the place in the file, and `config` (`schema-missing`) if the database
 * has no tables for the changes.
 */
export async function computePlan(session: Session, input: CatalogueInput): Promise<FingerprintedPlan> {
  const { prune, allowSimilar, locate } = input;
  const refuse = (problems: readonly CatalogueProblem[]) => refuseProblems(problems, locate);
  const stored = await readStoredCatalogue(session);
  const catalogue = inStoredSpelling(input.catalogue, stored);
  // Check again: two compositions of one name may be the same object.
  refuse(catalogueDuplicates(catalogue, locate));
  const planned = await planChange(session, catalogue, stored, { prune, allowSimilar, refuse });
  refuse(await namesOfOne(session, planned));
  const { plan, rows } = planned;
  if (!hasTierctlSchema(session) && plan.changes.some(({ type }) => type !== 'group')) {
    throw schemaMissing(
      'the file would change items or paths, and the database has billing tables, but no tierctl schema',
      'run: tierctl migrate adopt; until then a file may hold groups alone',
    );
  }
  return {
    plan,
    rows,
    footprint: relevantRows(catalogue, stored, fingerprint),
    part: changedPart(catalogue, planned),
  };
}

/** The problems of new names that the database itself takes for others, as its unique keys do. */
async function namesOfOne(session: Session, { known }: Planned): Promise<CatalogueProblem[]> {
  const others = new Map<NamedNoun, Map<string, string[]>>();
  for (const noun of NAMED_NOUNS) {
    const found = await namesTakenForOne(session, noun, newNames(known, noun));
    others.set(
      noun,
      collectBy(
        found,
        ({ name }) => name,
        ({ other }) => other,
      ),
    );
  }
  return equalNameProblems(known, (noun, name) => others.get(noun)?.get(name) ?? []);
}

/** The plan again, for what it changes, from what is stored of that now. */
export function planPart(
  session: Session,
  { catalogue, placeInWhole }: ChangedPart,
  stored: StoredCatalogue,
  { prune, locate }: CatalogueInput,
): Promise<Planned> {
  const refuse = (problems: readonly CatalogueProblem[]) =>
    refuseProblems(problems, (place) => locate(placeInWhole(place)));
  return planChange(session, catalogue, stored, { prune, refuse });
}

function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
