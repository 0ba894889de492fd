import type { Group } from '../../groups/group.ts';
import type { Ladder } from '../../groups/ladder.ts';
import type { FactsOf } from '../../groups/moves.ts';
import type { Item, ItemReference } from '../../items/item.ts';
import type { LintedHoldings } from './linted-holdings.ts';
import type { LintedPaths } from './paths/linted-paths.ts';

export const SEVERITIES = ['error', 'warning'] as const;
/** An error misleads a customer or a program; a warning is most likely not what was meant. */
export type Severity = (typeof SEVERITIES)[number];

/** What the rules look at; what a new rule needs beyond it is read by the operation and added here. */
export interface LintedCatalogue {
  /** Every group, those without members too. */
  readonly ladders: readonly Ladder[];
  readonly factsOf: FactsOf;
  /** Every item, those on no ladder too. */
  readonly items: readonly Item[];
  /** Ids of accounts that break the rule about names: the first of them, and how many there are. */
  readonly oddAccounts: { readonly first: readonly string[]; readonly total: number };
  /** Empty where tierctl keeps none in this database. */
  readonly paths: LintedPaths;
  /** None where tierctl keeps none in this database. */
  readonly holdings: LintedHoldings;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether tierctl keeps items in this database, so that `item set` can mend something. */
  readonly itemsAreKept: boolean;
  /** How a command names a group: by its name, or by its id where the name is not its own. */
  nameOf(group: Group): string;
}

/** One place where a rule is broken. */
export interface Breach {
  /** What it names not, it does not concern. */
  readonly where: Partial<Where>;
  /** What is wrong, with names, as a sentence without a full stop. */
  readonly message: string;
  /** The command that mends it, as it is to be pasted; null where no single command can. */
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
  /** Must stay near linear in the members of all groups, or in the paths: pairs are looked for, never enumerated. */
  find(catalogue: LintedCatalogue): Breach[];
}

export interface Finding extends Breach {
  readonly where: Where;
  readonly rule: string;
  readonly severity: Severity;
  readonly why: string;
}
