import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { addCommands } from './cli/commands.ts';
import { type Context, createContext, type NamedCommand, type Start, wordsOf } from './cli/context.ts';
import { describeError, formatFailure, quietExitCode } from './cli/errors.ts';
import { colourOf } from './cli/output/colour.ts';
import { processSystem } from './cli/process-system.ts';
import { createProgram } from './cli/program.ts';
import { createPaint } from './cli/render/paint.ts';
import type { Terminal } from './cli/render/view.ts';
import { show } from './cli/safe-text/printable.ts';
import { Secrets } from './cli/settings/secrets.ts';
import type { Output, System } from './cli/system.ts';
import type { Database } from './database/database.ts';

/**
 * Runs one command line. Resolves to the exit code when everything printed has left; never throws for a failure. With
 * `lent` it works on that open database and leaves it open, wherever its options lead.
 */
export async function main(
  argv: readonly string[],
  system: System = processSystem(),
  lent?: Database,
): Promise<number> {
  const colour = colourOf(argv, system);
  const terminal = (output: Output, inColour: boolean): Terminal => ({
    paint: createPaint(inColour),
    width: output.columns ?? Number.POSITIVE_INFINITY,
  });
  const stdout = terminal(system.stdout, colour.stdout);
  const stderr = terminal(system.stderr, colour.stderr);
  const secrets = new Secrets();
  const program = createProgram(system, colour);
  let context: Context | undefined;
  const start: Start = async (command) => {
    context = await createContext(command, {
      system,
      options: program.opts(),
      secrets,
      stdout,
      stderr,
      lent,
    });
    return context;
  };
  addCommands(program, start, main);
  let called: NamedCommand = program;
  onDescent(program, (deeper) => {
    called = deeper;
  });
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
    await system.stdout.drained();
    return 0;
  } catch (error) {
    const quiet = quietExitCode(error);
    if (quiet !== undefined) {
      await system.stdout.drained();
      return quiet;
    }
    const { output, verbose = false } = program.opts();
    const format = context?.format ?? output ?? 'table';
    // Before it becomes JSON: a mask over JSON could break it, and miss a password that JSON spells otherwise.
    const failure = secrets.maskWithin(describeError(error, `${program.name()} ${wordsOf(called)}`.trim()));
    system.stderr.write(formatFailure(failure, { format, verbose, paint: stderr.paint }));
    return failure.exitCode;
  } finally {
    if (program.opts().verbose === true) {
      for (const warning of system.libraryWarnings())
        system.stderr.write(show`${stderr.paint.faint(show`warning of a library: ${warning}`)}\n`);
    }
    await system.stderr.drained();
  }
}

/** Calls `listener` with each command that the parser goes down to: `group`, then `group create`. */
function onDescent(command: CommandUnknownOpts, listener: (called: NamedCommand) => void): void {
  command.hook('preSubcommand', (_parent, called) => listener(called));
  for (const child of command.commands) onDescent(child, listener);
}
