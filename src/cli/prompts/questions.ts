import type { Text } from '../safe-text/printable.ts';

/** Questions on the terminal. Shown on stderr, so that stdout contains only the result. */
export interface TextQuestion<Shown extends Text = Text> {
  readonly message: Shown;
  /** The meaning of an empty answer, in words. */
  readonly whenEmpty?: Shown | undefined;
  /** Throws if the answer is invalid; the question is asked until it is valid. */
  readonly check: (answer: string) => void;
}

export interface ChoiceQuestion<Value, Shown extends Text = Text> {
  readonly message: Shown;
  /** At least one. */
  readonly choices: readonly Choice<Value, Shown>[];
  /** The choice for Enter; the first by default. */
  readonly suggested?: Value | undefined;
}

export interface Choice<Value, Shown extends Text = Text> {
  readonly value: Value;
  readonly label: Shown;
}
