import type { Group } from '../../groups/group.ts';
import type { Ladder } from '../../groups/ladder.ts';
import type { FactsOf } from '../../groups/moves.ts';
import type { Item, ItemReference } from '../../items/item.ts';
import type { LintedHoldings } from './linted-holdings.ts';
import type { LintedPaths } from './paths/linted-paths.ts';

export const SEVERITIES = ['error', 'warning'] as const;
/** An error misleads a customer or a program; a warning is probably not intended. */
export type Severity = (typeof SEVERITIES)[number];

/** The input of the rules. If a new rule needs more, the operation reads it and it is added here. */
export interface LintedCatalogue {
  /** Every group, including those without members. */
  readonly ladders: readonly Ladder[];
  readonly factsOf: FactsOf;
  /** Every item, including those on no ladder. */
  readonly items: readonly Item[];
  /** Account ids that break the name rule: the first of them, and the total. */
  readonly oddAccounts: { readonly first: readonly string[]; readonly total: number };
  /** Empty where tierctl keeps none in this database. */
  readonly paths: LintedPaths;
  /** None where tierctl keeps none in this database. */
  readonly holdings: LintedHoldings;
  /** Where readers wait for writers because of a setting of the database: which one, and the statement that changes it. */
  readonly readersWait?: { readonly message: string; readonly fix: string } | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether tierctl stores items in this database, so that `item set` can fix a finding. */
  readonly itemsAreKept: boolean;
  /** How a command refers to a group: by name, or by id where the name is not unique. */
  nameOf(group: Group): string;
}

/** One place where a rule is broken. */
export interface Breach {
  /** What the finding is about; an absent member counts as null. */
  readonly where: Partial<Where>;
  /** The problem, with names, as a sentence without a full stop. */
  readonly message: string;
  /** The command that fixes it, ready to paste; null where no single command can. */
  readonly fix: string | null;
}

export interface Where {
  readonly group: Group | null;
  readonly item: ItemReference | null;
  readonly path: { readonly id: string; readonly name: string } | null;
}

export interface Rule {
  /** Stable, kebab-case: scripts select findings by it. */
  readonly id: string;
  readonly severity: Severity;
  /** Why it matters, in one or two sentences. */
  readonly why: string;
  /** Must stay near linear in the number of members or paths: search for pairs, never enumerate them. */
  find(catalogue: LintedCatalogue): Breach[];
}

export interface Finding extends Breach {
  readonly where: Where;
  readonly rule: string;
  readonly severity: Severity;
  readonly why: string;
}
