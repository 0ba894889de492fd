import { shellWord } from '../../../domain/shell-word.ts';
import { formatCount } from '../../../domain/wording.ts';
import type { LoadExampleResult } from '../../../operations/demo/load-example.ts';
import { lines, type Printable, show } from '../../safe-text/printable.ts';
import { prose } from '../prose.ts';
import type { Terminal, View } from '../view.ts';

const WIDTH = 80;

/** The greeting: what the database contains now. */
export function loadedExample(result: LoadExampleResult): View {
  const { name, items, groups, paths, accounts, subscriptions, loaded } = result;
  const holds =
    `${formatCount(items)} plans on ${groups} ladders, ${paths} upgrade paths, ${formatCount(accounts)} accounts with ` +
    `${formatCount(subscriptions)} subscriptions`;
  return {
    json: result,
    records: [result],
    text: (terminal) => {
      const headline = terminal.paint.strong('The example of a hosting company');
      const body = loaded
        ? `${holds}, loaded from ${name}. Everything below is the real output of the command above it.`
        : `The example is already loaded (${name}), so nothing was added. The tour continues.`;
      return lines([headline, wrap(terminal, body)]);
    },
  };
}

/** A paragraph between two commands. */
export function paragraph(text: string): View {
  return plain((terminal) => show`\n${wrap(terminal, text)}`);
}

/** A command line, as it could be typed. */
export function shownCommand(argv: readonly string[]): View {
  return plain(({ paint }) => show`\n${paint.faint('$')} ${paint.strong(commandLine(argv))}\n`);
}

/** Commands to try next. */
export function nextCommands({ asOf }: LoadExampleResult, passedOn: readonly string[]): View {
  const next = [
    ['every plan, its term and its path', 'item', 'list'],
    ['a path: window, attribute mapping, history', 'path', 'show', 'Welcome ends'],
    ['the subscriptions of a customer', 'account', 'show', 'ACC-0042'],
    ['a subscription: its past and its next step', 'subscription', 'show', 'ACC-0042/3'],
    ['a change, shown and rolled back', 'member', 'remove', 'Web hosting', 'HST-TRIAL', '--dry-run'],
    ['the same run again: nothing moves twice', 'run-transitions', '--as-of', asOf, '--dry-run'],
    ['who changed what', 'audit', 'list'],
    ['the tour again, a month later', 'demo'],
  ] as const;
  return plain((terminal) => {
    const { faint, strong } = terminal.paint;
    const proposed = next.map(
      ([why, ...argv]) => show`  ${faint(`# ${why}`)}\n  ${commandLine([...argv, ...passedOn])}`,
    );
    const closing =
      'Your own database: put its URL into TIERCTL_DATABASE_URL and run tierctl migrate up. Every command has ' +
      '--help.';
    return show`\n${strong('Try next')}\n${lines(proposed)}\n\n${wrap(terminal, closing)}`;
  });
}

function plain(text: (terminal: Terminal) => Printable): View {
  return { json: {}, records: [{}], text };
}

function commandLine(argv: readonly string[]): string {
  return ['tierctl', ...argv].map(shellWord).join(' ');
}

function wrap({ width }: Terminal, text: string): Printable {
  return prose({ width: Math.min(WIDTH, width) }, text);
}
