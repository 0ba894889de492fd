import type { Session } from './session.ts';

/** One step of the schema. Frozen once released: a released step is never edited, a new one follows it. */
export interface Migration {
  readonly name: string;
  /** The tables that undoing it drops, in an order in which they can be dropped. */
  readonly tables: readonly string[];
  /** The columns that undoing it drops from tables of earlier migrations, with all they hold. */
  readonly columns?: readonly { readonly table: string; readonly column: string }[];
  /** Its tables may be the operator's own: where they exist they are adopted, and never dropped then. */
  readonly adoptable?: boolean;
  /**
   * What is there and contradicts the rules that it brings, a sentence a row. It is not applied while there is anything: it
   * cannot know which of two statements is right.
   */
  contradictions?(session: Session): Promise<readonly string[]>;
  /** `at` is when it is applied: ISO 8601, UTC. */
  up(session: Session, at: string): Promise<void>;
  /** What must go before the tables can, such as a constraint that closes a circle. */
  beforeDown?(session: Session): Promise<void>;
}
