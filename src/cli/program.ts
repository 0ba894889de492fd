import { Command, Option } from '@commander-js/extra-typings';
import packageJson from '../../package.json' with { type: 'json' };
import { lockTimeout } from './options/option-values.ts';
import { FORMATS } from './output/output.ts';
import { printableLines } from './safe-text/printable.ts';
import type { System } from './system.ts';

/** The root command with the options that every command takes, before or after its name; no subcommands yet. */
export function createProgram(
  system: System,
  colour: { readonly stdout: boolean; readonly stderr: boolean },
) {
  return new Command('tierctl')
    .description('Administer upgrade groups and dated upgrade paths in a subscription billing database.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addOption(new Option('-o, --output <format>', 'output format (default: table)').choices(FORMATS))
    .option('--dry-run', 'run the change, show it and roll it back')
    .option('-y, --yes', 'commit without asking (also TIERCTL_YES=1)')
    .option('--reason <text>', 'reason, recorded in the audit trail')
    .option('-q, --quiet', 'print results and errors only')
    .option('--verbose', 'print more details; for errors, a stack trace')
    .option('--show-sql', 'print each SQL statement and its duration')
    .option('--no-color', 'print without colour (also NO_COLOR)')
    .option('--config <file>', 'use this config file (also TIERCTL_CONFIG)')
    .option('--database <url>', 'use this database (also TIERCTL_DATABASE_URL)')
    .option('--password-file <file>', "read the database user's password from this file")
    .addOption(lockTimeout())
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => system.stdout.write(printableLines(text)),
      writeErr: (text) => system.stderr.write(printableLines(text)),
      // Errors are printed by main, in one place and in the selected format.
      outputError: () => undefined,
      getOutHelpWidth: () => system.stdout.columns ?? 100,
      getErrHelpWidth: () => system.stderr.columns ?? 100,
      getOutHasColors: () => colour.stdout,
      getErrHasColors: () => colour.stderr,
    })
    .showSuggestionAfterError(true)
    .exitOverride();
}

export type Program = ReturnType<typeof createProgram>;
export type GlobalOptions = ReturnType<Program['opts']>;

/** A command that only groups others, such as `path`: the result of `program.command('path')`. */
export type Noun = Command<[], Record<never, never>, GlobalOptions>;

/** Help text that follows a command's options: one example per line. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;
}
