import type { Context } from '../context.ts';
import { printable } from '../safe-text/printable.ts';
import type { ChoiceQuestion, TextQuestion } from './questions.ts';

/** Asks questions on the terminal. Both throw `interrupted` on Ctrl-C. */
export interface Ask {
  /** The answer, trimmed. */
  text(question: TextQuestion): Promise<string>;
  choose<Value>(question: ChoiceQuestion<Value>): Promise<Value>;
}

/** Undefined without a terminal: both streams must be terminals, as for `consent`. */
export function asker({ system, terminal }: Context): Ask | undefined {
  if (!system.stdin.isTerminal || !system.stderr.isTerminal) return undefined;
  return {
    text: ({ message, whenEmpty, check }) =>
      system.askText(
        {
          message: printable(message),
          whenEmpty: whenEmpty === undefined ? undefined : printable(whenEmpty),
          check,
        },
        terminal.paint,
      ),
    choose: ({ message, choices, suggested }) =>
      system.choose(
        {
          message: printable(message),
          choices: choices.map(({ value, label }) => ({ value, label: printable(label) })),
          suggested,
        },
        terminal.paint,
      ),
  };
}
