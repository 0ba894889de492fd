// Inquirer, as used here: on stderr, loaded only when a question is asked, and with our own theme, because its default
// theme ignores --no-color.

import { TierctlError } from '../../domain/tierctl-error.ts';
import { interrupted } from '../problems.ts';
import type { Paint } from '../render/paint.ts';
import { type Printable, printable, show } from '../safe-text/printable.ts';
import type { System } from '../system.ts';
import type { ChoiceQuestion, TextQuestion } from './questions.ts';

/** Where it asks and reads answers. */
interface PromptTerminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** The questions of a System, asked on that terminal. Each throws `interrupted` on Ctrl-C and Ctrl-D. */
export function terminalPrompts(terminal: PromptTerminal): Pick<System, 'confirm' | 'askText' | 'choose'> {
  return {
    confirm: (question, paint) => confirm(terminal, question, paint),
    askText: (question, paint) => askText(terminal, question, paint),
    choose: (question, paint) => choose(terminal, question, paint),
  };
}

async function confirm(terminal: PromptTerminal, question: Printable, paint: Paint): Promise<boolean> {
  const { default: ask } = await import('@inquirer/confirm');
  const config = { message: question.text, default: false, theme: theme(paint, question) };
  return untilLeft(terminal, (context) => ask(config, context));
}

async function askText(
  terminal: PromptTerminal,
  { message, whenEmpty, check }: TextQuestion<Printable>,
  paint: Paint,
): Promise<string> {
  const { default: ask } = await import('@inquirer/input');
  const shown =
    whenEmpty === undefined ? message : show`${message} ${paint.faint(show`(Enter: ${whenEmpty})`)}`;
  const config = {
    message: shown.text,
    transformer: (typed: string) => printable(typed).text,
    validate: (answer: string) => complaint(() => check(answer.trim())) ?? true,
    theme: theme(paint, shown),
  };
  return (await untilLeft(terminal, (context) => ask(config, context))).trim();
}

async function choose<Value>(
  terminal: PromptTerminal,
  { message, choices, suggested }: ChoiceQuestion<Value, Printable>,
  paint: Paint,
): Promise<Value> {
  const { default: ask } = await import('@inquirer/select');
  const at = choices.findIndex(({ value }) => value === suggested);
  const config = {
    message: message.text,
    choices: choices.map(({ label }, index) => ({ value: index, name: String(label) })),
    default: Math.max(at, 0),
    pageSize: 12,
    loop: false,
    theme: theme(paint, message),
  };
  const chosen = choices[await untilLeft(terminal, (context) => ask(config, context))];
  if (chosen === undefined) throw new Error('Inquirer returned a choice that was not offered');
  return chosen.value;
}

/** Inquirer returns plain text, which the brushes would take for data. So the question keeps its own colours. */
function theme(paint: Paint, question: Printable) {
  const mark = paint.strong('?').text;
  return {
    prefix: { idle: mark, done: mark },
    style: {
      message: () => paint.strong(question).text,
      defaultAnswer: (text: string) => paint.faint(`(${text})`).text,
      answer: (text: string) => printable(text).text,
      error: (text: string) => paint.bad(text).text,
      highlight: (text: string) => paint.strong(text).text,
      keysHelpTip: (keys: [key: string, action: string][]) =>
        paint.faint(keys.map(([key, action]) => `${key} ${action}`).join(', ')).text,
    },
  };
}

function complaint(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof TierctlError)) throw error;
    return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
  }
}

/**
 * The answer, unless the user leaves with Ctrl-C or Ctrl-D. After Ctrl-D, Inquirer alone would wait forever and the process
 * would end with success. Readline then pauses the terminal before there is an answer.
 */
async function untilLeft<Answer>(
  { input, output }: PromptTerminal,
  ask: (context: PromptTerminal & { readonly signal: AbortSignal }) => Promise<Answer>,
): Promise<Answer> {
  const left = new AbortController();
  const leave = () => left.abort();
  input.once('pause', leave);
  try {
    return await ask({ input, output, signal: left.signal });
  } catch (error) {
    if (!(error instanceof Error) || !['ExitPromptError', 'AbortPromptError'].includes(error.name))
      throw error;
    throw interrupted('Interrupted: nothing was written.', error);
  } finally {
    input.off('pause', leave);
  }
}
