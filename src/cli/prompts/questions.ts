/** What a person at the terminal is asked. Shown on stderr, so that stdout holds the result alone. */
export interface TextQuestion {
  readonly message: string;
  /** What Enter alone answers with, in words. */
  readonly whenEmpty?: string;
  /** Throws what is wrong with an answer; the question stays until nothing is. */
  readonly check: (answer: string) => void;
}

export interface ChoiceQuestion<Value> {
  readonly message: string;
  /** At least one. */
  readonly choices: readonly Choice<Value>[];
  /** What Enter alone chooses; the first when left out. */
  readonly suggested?: Value | undefined;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
}
