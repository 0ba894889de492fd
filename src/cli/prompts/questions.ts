import type { Text } from '../safe-text/printable.ts';

/** What a person at the terminal is asked. Shown on stderr, so that stdout holds the result alone. */
export interface TextQuestion<Shown extends Text = Text> {
  readonly message: Shown;
  /** What Enter alone answers with, in words. */
  readonly whenEmpty?: Shown | undefined;
  /** Throws what is wrong with an answer; the question stays until nothing is. */
  readonly check: (answer: string) => void;
}

export interface ChoiceQuestion<Value, Shown extends Text = Text> {
  readonly message: Shown;
  /** At least one. */
  readonly choices: readonly Choice<Value, Shown>[];
  /** What Enter alone chooses; the first when left out. */
  readonly suggested?: Value | undefined;
}

export interface Choice<Value, Shown extends Text = Text> {
  readonly value: Value;
  readonly label: Shown;
}
