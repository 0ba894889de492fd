import type { Session } from './session.ts';

/** One step of the schema. A released step is never edited; a new step follows it. */
export interface Migration {
  readonly name: string;
  /** The tables that undoing it drops, in a possible order. */
  readonly tables: readonly string[];
  /** The columns that undoing it drops, with their values, from tables of earlier migrations. */
  readonly columns?: readonly { readonly table: string; readonly column: string }[];
  /** Its tables may be the operator's own: existing ones are adopted, and then never dropped. */
  readonly adoptable?: boolean;
  /**
   * Existing rows that violate its new rules, one sentence per row. It is not applied while there are any, because it
   * cannot know which of two values is right.
   */
  contradictions?(session: Session): Promise<readonly string[]>;
  /** `at` is when it is applied: ISO 8601, UTC. */
  up(session: Session, at: string): Promise<void>;
  /** Existing rows that the earlier tables could not hold, one sentence a row. The migration is not undone while there are any. */
  contradictionsDown?(session: Session): Promise<readonly string[]>;
  /** What must be dropped before the tables, such as a constraint that closes a cycle. */
  beforeDown?(session: Session): Promise<void>;
  /** The table of an earlier migration that undoing this one changes. If that table is dropped too, nothing has to be undone. */
  readonly changes?: string;
}
