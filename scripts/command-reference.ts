import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** Every command with its arguments, options and examples, as Markdown, in the order in which help lists them. */
export function commandReference(program: CommandUnknownOpts): string {
  return `${[
    '# Command reference',
    'Made from the program itself by `npm run docs`; do not edit it by hand.',
    'Global options work before and after the command. `tierctl COMMAND --help` says the same at the terminal.',
    '## Global options',
    table(
      ['option', 'meaning'],
      [...optionRows(program), ['`-V, --version`', 'print the version'], ['`-h, --help`', 'print help']],
    ),
    ...[...groups(program)].flatMap(([heading, commands]) => [
      `## ${heading.replace(/:$/, '')}`,
      ...commands.flatMap((command) => section(command, '###')),
    ]),
  ].join('\n\n')}\n`;
}

/** The commands that do something, as words: `group create`, `history`. */
export function leafCommands(program: CommandUnknownOpts): string[] {
  return visible(program).flatMap((command) => {
    const leaves = leafCommands(command);
    return leaves.length === 0 ? [command.name()] : leaves.map((leaf) => `${command.name()} ${leaf}`);
  });
}

function groups(program: CommandUnknownOpts): Map<string, CommandUnknownOpts[]> {
  const found = new Map<string, CommandUnknownOpts[]>();
  for (const command of visible(program)) {
    found.set(command.helpGroup(), [...(found.get(command.helpGroup()) ?? []), command]);
  }
  return found;
}

function section(command: CommandUnknownOpts, level: string): string[] {
  const parts = [`${level} ${path(command)}`, `${sentence(command.description())}`];
  const verbs = visible(command);
  if (verbs.length > 0) return [...parts, ...verbs.flatMap((verb) => section(verb, `${level}#`))];
  parts.push(code(usage(command)));
  const operands = argumentRows(command);
  if (operands.length > 0) parts.push(table(['argument', 'meaning'], operands));
  const options = optionRows(command);
  if (options.length > 0) parts.push(table(['option', 'meaning'], options));
  const more = furtherHelp(command);
  if (more !== '') parts.push(code(more));
  return parts;
}

/** Commands that help lists, but for `help` itself: it is no command of the reference. */
function visible(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((one) => one.name() !== 'help');
}

function argumentRows(command: CommandUnknownOpts): string[][] {
  const help = command.createHelp();
  return command.registeredArguments.map((argument) => [
    `\`${argument.required ? `<${argument.name()}>` : `[${argument.name()}]`}\``,
    help.argumentDescription(argument),
  ]);
}

function optionRows(command: CommandUnknownOpts): string[][] {
  const help = command.createHelp();
  return command.options
    .filter((option) => !option.hidden && option.long !== '--version')
    .map((option) => {
      const description = help.optionDescription(option);
      return [`\`${option.flags}\``, option.mandatory ? `${description} (required)` : description];
    });
}

function usage(command: CommandUnknownOpts): string {
  return `${path(command)} ${command.usage()}`.trim();
}

function path(command: CommandUnknownOpts): string {
  return command.parent === null ? command.name() : `${path(command.parent)} ${command.name()}`;
}

/** What help says below the options: explanations and examples. */
function furtherHelp(command: CommandUnknownOpts): string {
  let whole = '';
  const write = (text: string) => {
    whole += text;
  };
  command.configureOutput({ ...command.configureOutput(), writeOut: write }).outputHelp();
  return whole.slice(command.helpInformation().length).trim();
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
