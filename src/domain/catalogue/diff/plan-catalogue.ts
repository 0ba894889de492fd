// Computes the changes that make a database match a catalogue, as pure data; they are carried out later.
import { compareText } from '../../text-order.ts';
import type { Catalogue } from '../catalogue.ts';
import type { CatalogueProblem } from '../catalogue-problem.ts';
import type { CataloguePlan } from './catalogue-plan.ts';
import { type CatalogueRows, noRows } from './catalogue-rows.ts';
import { diffGroups } from './diff-groups.ts';
import { diffItems } from './diff-items.ts';
import { diffPaths } from './diff-paths.ts';
import { gridProblems } from './grid-rules.ts';
import { type HolderQuestions, holderQuestions } from './holder-rules.ts';
import { itemProblems } from './item-rules.ts';
import { type KnownCatalogue, knownCatalogue } from './known-catalogue.ts';
import { nameProblems, similarNameProblems } from './name-rules.ts';
import { pathProblems } from './path-rules.ts';
import type { StoredCatalogue } from './stored-catalogue.ts';
import { textProblems } from './text-rules.ts';

export interface PlanOptions {
  /** Whether to remove members and mappings that the file does not name, of groups and paths that it does name. */
  readonly prune: boolean;
  /** Whether a new name may look like another one. */
  readonly allowSimilar?: boolean | undefined;
  /** Gives a new UUID each time. */
  readonly newId: () => string;
}

export interface Planned {
  readonly known: KnownCatalogue;
  /** Problems of the catalogue; if there are any, the rest is not reliable. */
  readonly problems: readonly CatalogueProblem[];
  /** To check before the plan is carried out (`holderProblems`). */
  readonly questions: HolderQuestions;
  readonly plan: CataloguePlan;
  readonly rows: CatalogueRows;
}

/** `catalogue` is in stored spelling. Linear in both, except for the suggestions in messages. */
export function planCatalogue(catalogue: Catalogue, stored: StoredCatalogue, options: PlanOptions): Planned {
  const known = knownCatalogue(catalogue, stored, options);
  const rows = noRows();
  const nameless = nameProblems(catalogue, known);
  const misnamed =
    nameless.length > 0 || options.allowSimilar === true ? nameless : similarNameProblems(known);
  if (misnamed.length > 0) {
    const questions = { kinds: [], removedAttributes: [], changedAttributes: [], products: [] };
    return { known, problems: misnamed, questions, plan: { changes: [], unlisted: [] }, rows };
  }
  const problems = [
    ...textProblems(catalogue, known),
    ...itemProblems(known),
    ...pathProblems(known),
    ...gridProblems(known),
  ];
  const items = diffItems(known, rows);
  const groups = diffGroups(known, options.prune, rows);
  const paths = diffPaths(known, options.prune, rows);
  addMissingProfiles(known, rows);
  return {
    known,
    problems,
    questions: holderQuestions(known),
    plan: {
      changes: [...byName(items), ...byName(groups.changes), ...byName(paths.changes)],
      unlisted: [...groups.unlisted, ...paths.unlisted],
    },
    rows,
  };
}

/** The same order whatever the order in the files. */
function byName<One extends { readonly name: string }>(list: readonly One[]): One[] {
  return [...list].sort((one, other) => compareText(one.name, other.name));
}

// Foreign keys refer to items through their profiles, and items that were inserted by hand have none.
function addMissingProfiles({ items }: KnownCatalogue, rows: CatalogueRows): void {
  const needed = new Set([
    ...rows.defaultPaths.map(({ itemId }) => itemId),
    ...rows.attributes.added.map(({ itemId }) => itemId),
    ...rows.services.added.map(({ itemId }) => itemId),
    ...rows.extensions.added.flatMap(({ itemId, extensionId }) => [itemId, extensionId]),
    ...rows.products.added.flatMap(({ itemId, productId }) => [itemId, productId]),
    ...rows.paths.added.flatMap(({ sourceId, destinationId }) => [sourceId, destinationId]),
    ...rows.productMappings.added.flatMap(({ sourceId, destinationId }) => [sourceId, destinationId]),
  ]);
  const made = new Set(rows.profiles.added.map(({ itemId }) => itemId));
  for (const { id, stored } of items.values()) {
    if (stored === undefined || stored.hasProfile || !needed.has(id) || made.has(id)) continue;
    rows.profiles.added.push({ itemId: id, kind: 'product', active: true, term: null });
  }
}
