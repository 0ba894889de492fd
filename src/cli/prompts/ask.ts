import type { Context } from '../context.ts';
import type { ChoiceQuestion, TextQuestion } from './questions.ts';

/** Puts questions to the person at the terminal. Both throw `interrupted` on Ctrl-C. */
export interface Ask {
  /** The answer without blanks around it. */
  text(question: TextQuestion): Promise<string>;
  choose<Value>(question: ChoiceQuestion<Value>): Promise<Value>;
}

/** Undefined where there is nobody: both streams must be terminals, as for `consent`. */
export function asker({ system, terminal }: Context): Ask | undefined {
  if (!system.stdin.isTerminal || !system.stderr.isTerminal) return undefined;
  return {
    text: (question) => system.askText(question, terminal.paint),
    choose: (question) => system.choose(question, terminal.paint),
  };
}
